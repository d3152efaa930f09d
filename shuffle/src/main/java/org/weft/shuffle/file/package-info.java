/**
 * Shuffle files on local disks: where they lie, their index, and how they go away.
 *
 * <p>The rule of this room: a file is found by query, stage, task and attempt below a known
 * directory, never by a path somebody sent; it is complete if its index exists.
 *
 * <p>The data file of a task attempt is an Arrow IPC stream: the schema, blocks of all partitions
 * in the order in which they were written, and the end. The index says where the blocks of each
 * partition lie ({@link org.weft.shuffle.file.BlockIndex}), so no second pass is needed to put them
 * side by side.
 */
package org.weft.shuffle.file;
