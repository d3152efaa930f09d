package org.weft.io.table;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.type.Schema;

/**
 * A file and its own columns.
 *
 * @param file with sizes and statistics per column of {@code schema}
 */
record FileDescription(Schema schema, DataFile file) {

  /** The file with sizes and statistics per column of a table that this file's columns agree to. */
  DataFile inOrderOf(Schema table) {
    if (table.names().equals(schema.names())) {
      return file;
    }
    int[] columns = new int[table.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = schema.indexOf(table.field(i).name()).orElseThrow();
    }
    List<DataFile.Split> splits = new ArrayList<>();
    for (DataFile.Split split : file.splits()) {
      splits.add(
          new DataFile.Split(
              split.ordinal(),
              split.start(),
              split.rowCount(),
              select(split.compressedBytes(), columns),
              select(split.memoryBytes(), columns),
              new Selected(split.statistics(), columns)));
    }
    return new DataFile(file.path(), file.length(), file.modified(), splits, file.hosts());
  }

  private static long[] select(long[] values, int[] columns) {
    long[] selected = new long[columns.length];
    for (int i = 0; i < columns.length; i++) {
      selected[i] = values[columns[i]];
    }
    return selected;
  }

  /** Some of a file's statistics, still packed. */
  private static final class Selected extends AbstractList<ColumnStatistics>
      implements RandomAccess {
    private final List<ColumnStatistics> all;
    private final int[] columns;

    private Selected(List<ColumnStatistics> all, int[] columns) {
      this.all = all;
      this.columns = columns;
    }

    @Override
    public ColumnStatistics get(int index) {
      return all.get(columns[index]);
    }

    @Override
    public int size() {
      return columns.length;
    }
  }
}
