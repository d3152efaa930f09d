/**
 * Reading a table's rows, whatever the format: the request and the reader.
 *
 * <p>The rule of this room: a reader belongs to one thread, owns the memory behind its batches, and
 * decodes a column only when somebody asks for it.
 */
package org.weft.io.scan;
