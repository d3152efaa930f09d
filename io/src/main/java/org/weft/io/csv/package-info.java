/**
 * Text with delimiters as batches.
 *
 * <p>The rule of this room: bytes are looked at once, by {@link org.weft.io.csv.RecordScanner},
 * which only notes where values lie; a column's values are converted when somebody asks for them,
 * and only those of the rows that are still wanted. Every error names the file and the line. What
 * the user did not say is found out from samples when the query is planned, and then fixed.
 */
package org.weft.io.csv;
