/**
 * From text to a tree of Calcite's {@code SqlNode}s.
 *
 * <p>The rule of this room: whatever the grammar cannot do, it does not learn. A dialect's spelling
 * is turned into what the grammar knows between lexer and grammar, token by token; what needs more
 * context is a rewrite of the tree before validation.
 */
package org.weft.planner.sql.parse;
