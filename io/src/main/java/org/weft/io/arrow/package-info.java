/**
 * Arrow files and streams, by Arrow's own library.
 *
 * <p>The rule of this room: values are taken by the library's checked accessors, because what a
 * file says of lengths and offsets may be wrong; whatever the library throws over a file's bytes
 * leaves as CORRUPT_FILE with the file's name.
 */
package org.weft.io.arrow;
