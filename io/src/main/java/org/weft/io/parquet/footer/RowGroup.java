package org.weft.io.parquet.footer;

import java.util.List;

/**
 * Some rows, column by column.
 *
 * @param chunks one per leaf of the file
 * @param statistics one per column of the file
 */
public record RowGroup(long rowCount, List<ColumnChunk> chunks, PackedStatistics statistics) {
  public RowGroup {
    chunks = List.copyOf(chunks);
  }

  /** The offset of its first byte. */
  public long start() {
    return chunks.stream().mapToLong(ColumnChunk::offset).min().orElse(0);
  }
}
