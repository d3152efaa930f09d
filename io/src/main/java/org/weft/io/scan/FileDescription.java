package org.weft.io.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;

/**
 * A file and its own columns.
 *
 * @param file with sizes and statistics per column of {@code schema}
 */
public record FileDescription(Schema schema, DataFile file) {

  /**
   * The file with sizes and statistics per column of a table.
   *
   * @param table columns that this file has, in these or narrower types, or lacks
   * @param named statistics of those columns that the file's path has instead, by ordinal; null for
   *     all others
   */
  public DataFile inOrderOf(Schema table, ColumnStatistics[] named) {
    if (table.equals(schema)) {
      return file;
    }
    int[] columns = new int[table.size()];
    for (int i = 0; i < columns.length; i++) {
      boolean isNamed = i < named.length && named[i] != null;
      columns[i] = isNamed ? -1 : schema.indexOf(table.field(i).name()).orElse(-1);
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
              split.statistics().isEmpty()
                  ? List.of()
                  : new TableColumns(split, schema, table, columns, named)));
    }
    return new DataFile(
        file.path(), file.length(), file.modified(), file.rowCounts(), splits, file.hosts());
  }

  private static long[] select(long[] values, int[] columns) {
    long[] selected = new long[columns.length];
    for (int i = 0; i < columns.length; i++) {
      selected[i] = columns[i] < 0 ? 0 : values[columns[i]];
    }
    return selected;
  }

  /** A split's statistics for the columns of a table, still packed. */
  private static final class TableColumns extends java.util.AbstractList<ColumnStatistics>
      implements java.util.RandomAccess {
    private final DataFile.Split split;
    private final Schema own;
    private final Schema table;
    private final int[] columns;
    private final ColumnStatistics[] named;

    TableColumns(
        DataFile.Split split, Schema own, Schema table, int[] columns, ColumnStatistics[] named) {
      this.split = split;
      this.own = own;
      this.table = table;
      this.columns = columns;
      this.named = named;
    }

    @Override
    public ColumnStatistics get(int index) {
      int column = columns[index];
      if (column < 0) {
        return index < named.length && named[index] != null
            ? constant(named[index])
            : allNull(split.rowCount());
      }
      ColumnStatistics statistics = split.statistics().get(column);
      return keepsBounds(own.type(column), table.type(index))
          ? statistics
          : new ColumnStatistics(
              java.util.Optional.empty(),
              java.util.Optional.empty(),
              statistics.nulls(),
              statistics.distinct(),
              statistics.source());
    }

    private ColumnStatistics constant(ColumnStatistics value) {
      return value.min().isPresent() ? value : allNull(split.rowCount());
    }

    private static ColumnStatistics allNull(long rows) {
      return new ColumnStatistics(
          java.util.Optional.empty(),
          java.util.Optional.empty(),
          OptionalLong.of(rows),
          OptionalDouble.empty());
    }

    @Override
    public int size() {
      return columns.length;
    }
  }

  /** True if a value of one type is written as it is in the other. */
  private static boolean keepsBounds(DataType from, DataType to) {
    return from.equals(to)
        || from.isInteger() && to.isInteger()
        || from.kind() == TypeKind.FLOAT32 && to.kind() == TypeKind.FLOAT64;
  }
}
