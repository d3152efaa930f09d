/**
 * Rows on local disks, for operators whose memory does not suffice.
 *
 * <p>The rule of this room: what is spilled are rows of fixed width, as operators keep them anyway,
 * with the texts they show: so nothing is turned into columns and back. Rows go out in pages of at
 * most a batch ({@link org.weft.container.spill.PageWriter}), compressed by the shuffle's codec and
 * checksummed, and come back ready for use ({@link org.weft.container.spill.PageReader}). Where the
 * pages lie is kept in memory, so files have no index and no order.
 *
 * <p>A process has one directory on every disk, which it holds locked; whoever starts next deletes
 * those of the dead. A query's files go with its {@link org.weft.container.spill.QuerySpill}.
 */
package org.weft.container.spill;
