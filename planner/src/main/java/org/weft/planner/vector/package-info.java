/**
 * Columns and batches of values in off-heap memory, by address: what readers fill, operators work
 * on, and the shuffle moves.
 *
 * <p>The rule of this room: <em>a batch is borrowed</em>. Whoever pushes a batch owns its memory
 * and may change it after the call returns; whoever needs rows longer copies them. So no reference
 * counts are needed and every buffer has one owner. A batch has at most {@link
 * org.weft.planner.vector.Batch#CAPACITY} rows. Arrow's classes appear only where bytes leave the
 * process.
 */
package org.weft.planner.vector;
