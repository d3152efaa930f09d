/**
 * Aggregation of rows that come group by group.
 *
 * <p>The rule of this room: it finds where one group ends and the next begins, and nothing else.
 * Rows of equal keys are neighbours, on one thread; without keys all rows are one group, and may
 * come on any thread. What is computed of a group is an {@link
 * org.weft.container.accumulate.Accumulator}'s business.
 */
package org.weft.container.aggregate.sorted;
