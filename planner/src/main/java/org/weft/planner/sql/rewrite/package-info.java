/**
 * What the dialect has and Calcite has not, said in Calcite's words: DISTINCT ON, GROUP BY ALL,
 * semi-joins, samples, pivots and others become selects, joins and windows.
 *
 * <p>The rule of this room: trees in, trees out. Nothing is known of types; of tables only what
 * their columns are called, and only where a rewrite cannot do without ({@link
 * org.weft.planner.sql.rewrite.Relations}). What leaves is free of marks.
 */
package org.weft.planner.sql.rewrite;
