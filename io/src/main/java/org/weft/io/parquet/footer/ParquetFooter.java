package org.weft.io.parquet.footer;

import java.util.List;

/**
 * What a reader needs to know of a file.
 *
 * @param columns what its rows have
 * @param leaves what it stores: of every column, in order
 * @param weight estimated bytes of heap this takes, for caches
 */
public record ParquetFooter(
    List<FileColumn> columns, List<LeafColumn> leaves, List<RowGroup> rowGroups, long weight) {
  public ParquetFooter {
    columns = List.copyOf(columns);
    leaves = List.copyOf(leaves);
    rowGroups = List.copyOf(rowGroups);
  }

  /** The ordinal of the column of this name, exactly spelt before any case; -1 if there is none. */
  public int indexOf(String name) {
    int anyCase = -1;
    for (int i = 0; i < columns.size(); i++) {
      String candidate = columns.get(i).field().name();
      if (candidate.equals(name)) {
        return i;
      }
      if (anyCase < 0 && candidate.equalsIgnoreCase(name)) {
        anyCase = i;
      }
    }
    return anyCase;
  }
}
