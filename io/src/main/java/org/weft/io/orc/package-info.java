/**
 * ORC files, by the format's own library.
 *
 * <p>The rule of this room: the library's classes stay here, and whatever it throws over a file's
 * bytes leaves as CORRUPT_FILE with the file's name.
 */
package org.weft.io.orc;
