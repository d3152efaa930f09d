/**
 * Exact numbers of up to 38 digits.
 *
 * <p>The rule of this room: 64 bits first. A batch is computed in 64-bit integers with exact
 * detection of overflow, and only a batch in which some row overflowed is done again in 128 bits.
 * So a vector of a wide decimal may lie in either layout; {@link
 * org.weft.container.expression.decimal.DecimalLayout} brings it to the canonical one for whoever
 * keeps it.
 */
package org.weft.container.expression.decimal;
