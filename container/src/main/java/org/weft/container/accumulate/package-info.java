/**
 * Aggregates whose state is an object: one group at a time.
 *
 * <p>The rule of this room: an {@link org.weft.container.accumulate.Accumulator} knows one
 * aggregate and nothing of groups, partitions or frames; whoever uses it shows it the rows of a
 * group in their order, asks for the result, and resets it for the next group. FILTER, DISTINCT and
 * ORDER BY are put around it by {@link org.weft.container.accumulate.Accumulators}, so that no
 * aggregate has to know them. What they all must agree with, and are tested against, are the states
 * of {@code org.weft.container.aggregate}, which do the same for many groups at once.
 */
package org.weft.container.accumulate;
