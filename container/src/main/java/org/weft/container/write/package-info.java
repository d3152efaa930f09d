/**
 * The end of a query in files.
 *
 * <p>The rule of this room: an attempt writes into its own directory of staging and says in rows
 * what it wrote; only {@link org.weft.container.write.WritingRunner}, which started the query,
 * makes files visible, and only those it has heard of.
 */
package org.weft.container.write;
