/**
 * SQL: from text to a logical plan.
 *
 * <p>{@link org.weft.planner.sql.StatementReader} cuts a text into statements, {@link
 * org.weft.planner.sql.SqlPlanner} turns a query among them into an optimised {@link
 * org.weft.planner.logical.LogicalPlan}. In between works Apache Calcite, in the rooms below:
 * {@code parse} → {@code validate} → {@code algebra} (sub-queries gone) → {@code optimize}, which
 * asks {@code statistics} → {@code translate}.
 *
 * <p>The rule of this room: Calcite stays inside. Its types, its class names and its messages are
 * never seen outside {@code org.weft.planner.sql}; what leaves are Weft's plans, schemas and {@link
 * org.weft.planner.error.WeftException}s with a position in the text the user wrote.
 */
package org.weft.planner.sql;
