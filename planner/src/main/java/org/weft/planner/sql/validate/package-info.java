/**
 * Names, types and functions of a query.
 *
 * <p>The rule of this room: what cannot be computed does not validate. The operators known here are
 * those that {@code org.weft.planner.expr} can express, and every type maps to one of {@code
 * org.weft.planner.type}. Errors leave as {@link org.weft.planner.error.WeftException}s with the
 * place and the nearest name.
 */
package org.weft.planner.sql.validate;
