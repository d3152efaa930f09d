package org.weft.io.parquet;

import org.weft.io.parquet.footer.ColumnChunk;
import org.weft.io.parquet.footer.FileColumn;
import org.weft.io.parquet.footer.LeafColumn;
import org.weft.io.parquet.footer.ParquetFooter;
import org.weft.io.parquet.footer.PhysicalType;
import org.weft.io.parquet.footer.RowGroup;
import org.weft.planner.scan.DataFile;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** How large a row group is, on disk and, as a guess, in memory. */
final class SplitSizes {
  private SplitSizes() {}

  static DataFile.Split split(int ordinal, ParquetFooter footer) {
    RowGroup group = footer.rowGroups().get(ordinal);
    long[] compressed = new long[footer.columns().size()];
    long[] memory = new long[compressed.length];
    for (int c = 0; c < compressed.length; c++) {
      FileColumn column = footer.columns().get(c);
      for (int l = column.firstLeaf(); l < column.firstLeaf() + column.leaves(); l++) {
        ColumnChunk chunk = group.chunks().get(l);
        compressed[c] += chunk.length();
        memory[c] += inMemory(chunk, footer.leaves().get(l));
      }
      if (!column.isFlat()) {
        memory[c] += group.rowCount() * Views.WIDTH;
      }
    }
    return new DataFile.Split(
        ordinal, group.start(), group.rowCount(), compressed, memory, group.statistics());
  }

  /** Values at their width, and the bytes behind views as often as the file stores them. */
  static long inMemory(ColumnChunk chunk, LeafColumn leaf) {
    long fixed = chunk.values() * Layout.of(leaf.type()).width();
    return leaf.physical() == PhysicalType.BYTE_ARRAY ? fixed + chunk.uncompressed() : fixed;
  }
}
