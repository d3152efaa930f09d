/**
 * Random queries, answered by Weft and by DuckDB.
 *
 * <p>A grammar makes trees of typed expressions and clauses over small tables of awkward values, so
 * that most queries mean something in both engines. A query whose answers differ is made smaller as
 * long as they still do. The same seed makes the same queries.
 *
 * <p>The rule of this room: what is generated has one right answer (no LIMIT without a total order,
 * no aggregate that depends on the order of rows without one, exact sums); what may differ is in
 * {@link org.weft.tests.random.AllowedDifference}, with the reason.
 */
package org.weft.tests.random;
