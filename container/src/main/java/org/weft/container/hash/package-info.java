/**
 * What hash aggregation and hash join share: hashes of key columns, rows of fixed width that hold
 * keys and payload, and the way between columns and rows.
 *
 * <p>The rule of this room: whatever the encoding, a column is read as a base address and an index
 * per row ({@link org.weft.container.hash.ColumnIndex}), so that every loop exists once per layout
 * and not once per encoding. Hashes here are unlike those that the shuffle partitions by: rows of
 * one partition would otherwise crowd into one corner of a table.
 */
package org.weft.container.hash;
