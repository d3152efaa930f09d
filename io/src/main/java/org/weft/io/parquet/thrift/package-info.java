/**
 * Thrift's compact protocol, as far as Parquet uses it, read from bytes that nobody vouches for.
 *
 * <p>The rule of this room: nothing is allocated and nothing is believed by what the bytes say;
 * whatever runs past their end is a corrupt file.
 */
package org.weft.io.parquet.thrift;
