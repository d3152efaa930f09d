/**
 * Sort and top-N.
 *
 * <p>The rule of this room: rows are compared as numbers. The leading keys are packed into one
 * 64-bit word whose unsigned order is the order of the rows, using what was seen of the keys
 * (range, nulls, common prefix) to fit in as many as possible; words are sorted by radix, and only
 * rows with equal words whose keys did not all fit are compared key by key. Rows lie still from the
 * moment they are taken until they are handed on, or written to disk as a run when memory is short.
 * Runs are merged while they are read.
 *
 * <p>Order: NaN is the greatest number, -0.0 and 0.0 are equal, strings compare by bytes, nulls go
 * where the {@link org.weft.planner.expr.SortKey} says.
 */
package org.weft.container.sort;
