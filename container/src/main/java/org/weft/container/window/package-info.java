/**
 * Window functions over rows that come in order.
 *
 * <p>The rule of this room: rows are kept, column by column, until their partition is complete;
 * then every function computes its whole column for all complete partitions at once, in loops over
 * addresses, and the rows go on. What a row's frame is, is found out once for all functions that
 * share it. Nothing is allocated per partition or row.
 *
 * <p>A partition that memory has no room for is a {@link org.weft.container.window.LargePartition}:
 * it comes in parts, and if its functions must know all of it first, it comes twice. Where values
 * say how far frames reach, the rows of a part are those that its frames need ({@link
 * org.weft.container.window.FrameReach}).
 */
package org.weft.container.window;
