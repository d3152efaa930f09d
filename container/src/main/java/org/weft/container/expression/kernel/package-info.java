/**
 * The loops: small static methods over addresses, free of allocation and, where values decide
 * nothing but what is stored, of branches.
 *
 * <p>The rule of this room: no vectors, no types, no errors. A loop is told where things lie; what
 * can go wrong is added up and returned as a sign bit, for the caller to look at once per batch. A
 * selection is an {@code int[]} of row numbers, or null for the rows {@code 0..n-1}; results lie at
 * the row's own position.
 */
package org.weft.container.expression.kernel;
