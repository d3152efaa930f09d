/**
 * The map side: rows are scattered into per-partition builders, and full builders become blocks of
 * one data file.
 *
 * <p>The rule of this room: memory is bounded by the target's budget whatever the number of
 * partitions, and nothing is visible under its final name until it is complete.
 */
package org.weft.shuffle.write;
