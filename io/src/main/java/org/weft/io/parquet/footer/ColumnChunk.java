package org.weft.io.parquet.footer;

/**
 * The pages of one leaf in one row group.
 *
 * @param offset of its first page
 * @param length bytes of all pages with their headers
 * @param uncompressed what they would take without compression
 * @param dataPages whether the dictionary has every value
 * @param values in its pages, nulls and empty lists counted
 * @param indexes where more is said of its pages
 */
public record ColumnChunk(
    long offset,
    long length,
    long uncompressed,
    long values,
    Codec codec,
    DataPages dataPages,
    IndexPlaces indexes) {}
