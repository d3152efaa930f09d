/**
 * Hash join.
 *
 * <p>The rule of this room: the build side becomes rows of fixed width that never move ({@link
 * org.weft.container.join.BuildLayout}), chained by key behind a table of heads ({@link
 * org.weft.container.join.JoinTable}). Probing finds, for a whole batch, the first build row of
 * each probe row; what matches goes on as the probe batch itself with a narrower selection, build
 * columns put beside it. Columns are copied only where a probe row matches more than once, and only
 * when someone reads them.
 *
 * <p>When memory is short, build rows go to disk, dealt to partitions by their hash, and probe rows
 * follow those of their partition; {@link org.weft.container.join.PartitionJoin} joins what is
 * there once the probe side is through.
 */
package org.weft.container.join;
