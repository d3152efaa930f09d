/**
 * What runnable expressions are made of: nodes that give vectors, predicates that narrow
 * selections, the rows they work on and the memory they work in.
 *
 * <p>The rule of this room: a node looks at encodings and nulls once per batch and then leaves the
 * rows to a loop. Results lie at the rows' own positions and stay valid until the next batch. Every
 * byte belongs to the expression's one {@link org.weft.container.expression.tree.Workspace}.
 */
package org.weft.container.expression.tree;
