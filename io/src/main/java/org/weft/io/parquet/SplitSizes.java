package org.weft.io.parquet;

import java.util.List;
import org.weft.io.parquet.footer.ColumnChunk;
import org.weft.io.parquet.footer.LeafColumn;
import org.weft.io.parquet.footer.PhysicalType;
import org.weft.io.parquet.footer.RowGroup;
import org.weft.planner.scan.DataFile;
import org.weft.planner.vector.Layout;

/** How large a row group is, on disk and, as a guess, in memory. */
final class SplitSizes {
  private SplitSizes() {}

  static DataFile.Split split(int ordinal, RowGroup group, List<LeafColumn> columns) {
    long[] compressed = new long[columns.size()];
    long[] memory = new long[columns.size()];
    for (int c = 0; c < compressed.length; c++) {
      ColumnChunk chunk = group.chunks().get(c);
      compressed[c] = chunk.length();
      memory[c] = inMemory(chunk, columns.get(c), group.rowCount());
    }
    return new DataFile.Split(
        ordinal, group.start(), group.rowCount(), compressed, memory, group.statistics());
  }

  /** Rows at their width, and the bytes behind views as often as the file stores them. */
  private static long inMemory(ColumnChunk chunk, LeafColumn column, long rows) {
    long fixed = rows * Layout.of(column.field().type()).width();
    return column.physical() == PhysicalType.BYTE_ARRAY ? fixed + chunk.uncompressed() : fixed;
  }
}
