/**
 * Answers of two engines to one query, compared.
 *
 * <p>The rule of this room: what is right is what DuckDB says on the same files. Numbers are
 * compared by value; only floating ones may differ, by a billionth.
 */
package org.weft.tests.oracle;
