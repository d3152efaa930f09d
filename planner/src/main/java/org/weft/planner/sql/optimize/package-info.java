/**
 * Makes a plan cheaper without changing what it says.
 *
 * <p>The rule of this room: every step is a function from tree to tree, in the order {@link
 * org.weft.planner.sql.optimize.Optimizer} lists them; a step that a query does not need is not
 * taken.
 */
package org.weft.planner.sql.optimize;
