package org.weft.planner.sql;

import org.weft.planner.explain.ExplainTree;
import org.weft.planner.logical.LogicalPlan;

/**
 * A query, planned.
 *
 * @param plan what to do; its schema has the names the query gives its columns
 * @param unoptimized the query as it was written, for EXPLAIN
 * @param basis what must stay as it is for the plan to be right
 */
public record PlannedQuery(LogicalPlan plan, ExplainTree unoptimized, PlanBasis basis) {}
