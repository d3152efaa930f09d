/**
 * Batches into Parquet files.
 *
 * <p>The rule of this room: a row group is encoded in memory by one thread, wholly, and appended in
 * one step; so several threads write one file, and every choice (dictionary or not, where pages
 * end) is made with all values of the column at hand. Pages are of version 1 with checksums, the
 * form every reader knows.
 */
package org.weft.io.parquet.write;
