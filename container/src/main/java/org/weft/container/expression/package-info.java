/**
 * Expressions made runnable: trees of kernels over vectors.
 *
 * <p>The rule of this room: types and encodings are resolved once per expression or batch, never
 * per row; the loops themselves are small static methods over addresses in {@code kernel} classes.
 * Only selected rows are computed, so that a division by zero in a row that was filtered out is no
 * error.
 */
package org.weft.container.expression;
