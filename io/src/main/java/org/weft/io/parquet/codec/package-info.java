/**
 * Decompression of pages from address to address.
 *
 * <p>The rule of this room: compressed bytes may be anything. A decompressor writes exactly the
 * bytes announced into the memory given, or throws CORRUPT_FILE; it never writes or reads beside.
 */
package org.weft.io.parquet.codec;
