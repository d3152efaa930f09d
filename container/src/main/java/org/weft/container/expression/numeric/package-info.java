/**
 * Arithmetic and mathematical functions.
 *
 * <p>The rule of this room: exact or an error. Integers and decimals never wrap around; a batch is
 * computed without looking, overflow is added up on the way, and only then are its rows looked at
 * one by one. Small integers are computed in 64 bits, FLOAT32 in FLOAT64, and narrowed.
 */
package org.weft.container.expression.numeric;
