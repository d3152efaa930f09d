/**
 * Files that are compressed as a whole: {@code .gz}, {@code .zst}, {@code .bz2} and their like.
 *
 * <p>The rule of this room: what is damaged is CORRUPT_FILE, whatever the library calls it. Codecs
 * of pages inside files are in the rooms of their formats.
 */
package org.weft.io.compress;
