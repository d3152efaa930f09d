package org.weft.io.parquet.write;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a footer says of a column chunk. Offsets are from the chunk's first byte.
 *
 * @param length bytes of all pages with their headers
 * @param plainLength the same before compression
 * @param dictionaryLength bytes of the dictionary page, which stands first; 0 if there is none
 * @param distinct of a chunk with a dictionary
 */
record EncodedChunk(
    StoredColumn column,
    long length,
    long plainLength,
    long dictionaryLength,
    long valueCount,
    long nulls,
    OptionalLong distinct,
    Optional<Bounds> bounds,
    List<Page> pages) {
  EncodedChunk {
    pages = List.copyOf(pages);
  }

  /**
   * A data page.
   *
   * @param length bytes with the header
   * @param firstRow in the row group
   * @param entries values, and places where there is none
   */
  record Page(
      long offset, int length, long firstRow, int entries, long nulls, Optional<Bounds> bounds) {}
}
