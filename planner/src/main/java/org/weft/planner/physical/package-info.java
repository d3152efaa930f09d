/**
 * How a query will run: an immutable tree of operators with an {@link
 * org.weft.planner.physical.PhysicalPlan.Exchange} wherever rows must move between tasks.
 *
 * <p>The rule of this room: a plan is data. Nothing here opens a file, starts a thread, reads a
 * clock or knows that YARN exists; the same tree runs in one process and on a cluster. It is
 * printed by {@code org.weft.planner.explain}, cut by {@code org.weft.planner.stage}, and turned
 * into operators by {@code org.weft.container}.
 */
package org.weft.planner.physical;
