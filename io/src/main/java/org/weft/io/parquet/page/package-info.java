/**
 * Pages and the values in them: headers, levels, encodings, and the loops that turn them into
 * columns.
 *
 * <p>The rule of this room: a page may hold anything. Every length is checked against the page's
 * end before it is followed; only then do the loops (static methods over addresses, in classes of
 * their own) run without looking.
 */
package org.weft.io.parquet.page;
