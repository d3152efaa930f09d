/**
 * Values turned into values of other types.
 *
 * <p>The rule of this room: a cast loses digits behind the point, never anything else. Decimals are
 * rounded half away from zero, floats to the nearest integer and, half-way, to the even one (both
 * as DuckDB and PostgreSQL do); a value that the target cannot hold is an error that names it, or
 * null for TRY_CAST.
 */
package org.weft.container.expression.cast;
