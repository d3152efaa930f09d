/**
 * From text to a tree of Calcite's {@code SqlNode}s.
 *
 * <p>A grammar of our own, read from left to right by methods that call each other: {@link
 * org.weft.planner.sql.parse.Lexer} cuts the text, {@code QuerySyntax} reads queries, {@code
 * SelectSyntax}, {@code FromSyntax}, {@code ExpressionSyntax} and others what they are made of. It
 * takes the spellings of the standard, DuckDB, PostgreSQL, Spark and Hive; where one text means
 * different things to them, DuckDB's meaning counts ({@code ^} is a power).
 *
 * <p>The rule of this room: nothing is looked up. What Calcite has a node for becomes that node;
 * another spelling of it becomes the same node or a call by name; what it does not have at all
 * becomes a mark ({@link org.weft.planner.sql.parse.DialectOperators}, {@code PivotTable} and
 * others) that is rewritten before validation. Every node knows the place of its text.
 */
package org.weft.planner.sql.parse;
