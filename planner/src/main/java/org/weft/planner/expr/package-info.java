/**
 * Expressions over the columns of one input, names and types already resolved.
 *
 * <p>The rule of this room: an expression is a tree of immutable records that says what to compute,
 * with the type of every step. How it is computed is decided in {@code org.weft.container}.
 * Implicit casts are explicit {@link org.weft.planner.expr.Cast} nodes here; no kernel converts
 * types on its own.
 */
package org.weft.planner.expr;
