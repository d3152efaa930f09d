/**
 * From a valid query to relational algebra without sub-queries.
 *
 * <p>The rule of this room: what leaves is a tree of scans, filters, projections, joins,
 * aggregations, set operations and sorts. No sub-query and no correlation is left, or the query is
 * refused.
 */
package org.weft.planner.sql.algebra;
