/**
 * Parquet files as batches.
 *
 * <p>The rule of this room: it decides which bytes are read and when columns are decoded; what a
 * footer says is in {@code footer}, what a page holds in {@code page}, and every error leaves with
 * the file, row group and column it is about.
 */
package org.weft.io.parquet;
