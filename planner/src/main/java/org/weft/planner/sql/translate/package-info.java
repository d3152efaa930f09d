/**
 * From Calcite's algebra to Weft's plans.
 *
 * <p>The rule of this room: nothing implicit survives. Every conversion of a type is a {@link
 * org.weft.planner.expr.Cast}, both sides of a comparison have one type, literals have the type of
 * the column beside them, and whatever has no node or function of ours is refused by name.
 */
package org.weft.planner.sql.translate;
