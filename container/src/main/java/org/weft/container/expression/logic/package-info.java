/**
 * Conditions: comparisons, three-valued logic, and the expressions that choose between values.
 *
 * <p>The rule of this room: a condition is a selection. What SQL calls a boolean expression is
 * compiled once for the rows where it is true and, where that is asked for, once for the rows where
 * it is false; null is what is left. So AND narrows, OR unites, NOT changes the sense, and no row
 * is looked at twice.
 */
package org.weft.container.expression.logic;
