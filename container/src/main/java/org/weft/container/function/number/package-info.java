/**
 * What functions of numbers compute with.
 *
 * <p>The rule of this room: plain functions of longs, doubles and decimals. What is outside a
 * function's domain is an error of the value, what does not fit is an ArithmeticException.
 */
package org.weft.container.function.number;
