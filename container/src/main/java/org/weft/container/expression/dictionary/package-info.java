/**
 * Expressions over one column computed once per dictionary entry instead of once per row.
 *
 * <p>The rule of this room: it is an optimisation and never changes an answer. The table of answers
 * is kept for one dictionary, recognised by its id; it is made only when rows enough have asked to
 * pay for it, and an error in an entry sends the rows back to being computed one by one, where
 * entries that no row uses cannot fail the query.
 */
package org.weft.container.expression.dictionary;
