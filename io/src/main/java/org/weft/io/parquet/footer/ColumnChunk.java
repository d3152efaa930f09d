package org.weft.io.parquet.footer;

/**
 * The pages of one column in one row group.
 *
 * @param offset of its first page
 * @param length bytes of all pages with their headers
 * @param dataPages whether the dictionary has every value
 * @param uncompressed what they would take without compression
 */
public record ColumnChunk(
    long offset, long length, long uncompressed, Codec codec, DataPages dataPages) {}
