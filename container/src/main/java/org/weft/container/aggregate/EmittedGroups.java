package org.weft.container.aggregate;

/**
 * Groups that become rows of a batch: the one at {@code at[p]} becomes row p, for the first {@code
 * count} positions listed.
 */
record EmittedGroups(long[] at, int[] positions, int count, SumWidths widths) {}
