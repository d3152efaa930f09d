package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * A made-up table: equal files of equal row groups, whose integer columns count up from row group
 * to row group.
 */
public record TestTable(String name, Schema schema, int files, int groupsPerFile, long groupRows) {

  /** Columns spelled {@code "k int64, v decimal(15,2)"}, all of them required. */
  public static TestTable of(String name, String columns) {
    List<Field> fields = new ArrayList<>();
    for (String column : columns.split(",\\s+")) {
      String[] words = column.trim().split("\\s+");
      fields.add(Field.required(words[0], DataType.parse(words[1])));
    }
    return new TestTable(name, new Schema(fields), 1, 1, 1_000);
  }

  public TestTable files(int count) {
    return new TestTable(name, schema, count, groupsPerFile, groupRows);
  }

  public TestTable groups(int perFile, long rows) {
    return new TestTable(name, schema, files, perFile, rows);
  }

  public TableData data() {
    List<DataFile> list = IntStream.range(0, files).mapToObj(this::file).toList();
    return new TableData(
        new TableReference(name, FileFormat.PARQUET, List.of("/data/" + name)),
        schema,
        list,
        schema.fields().stream().map(f -> ColumnStatistics.UNKNOWN).toList());
  }

  private DataFile file(int number) {
    List<DataFile.Split> splits = new ArrayList<>();
    for (int i = 0; i < groupsPerFile; i++) {
      long[] bytes = new long[schema.size()];
      List<ColumnStatistics> statistics = new ArrayList<>();
      for (int c = 0; c < bytes.length; c++) {
        bytes[c] = (long) (groupRows * RowWidth.of(schema.type(c)));
        statistics.add(statistics(c, (long) number * groupsPerFile + i));
      }
      splits.add(new DataFile.Split(i, 4 + 1_000L * i, groupRows, bytes, bytes, statistics));
    }
    long length = splits.stream().mapToLong(s -> Arrays.stream(s.compressedBytes()).sum()).sum();
    return new DataFile(
        "hdfs://nn/data/" + name + "/part-" + number + ".parquet",
        length,
        1_700_000_000_000L,
        splits,
        List.of("node" + number % 3, "node" + (number + 1) % 3));
  }

  private ColumnStatistics statistics(int column, long group) {
    if (!schema.type(column).isInteger()) {
      return ColumnStatistics.UNKNOWN;
    }
    return new ColumnStatistics(
        Optional.of(new Value.Int(group * groupRows)),
        Optional.of(new Value.Int((group + 1) * groupRows - 1)),
        OptionalLong.of(0),
        OptionalDouble.empty());
  }

  /** A scan of all columns. */
  public LogicalPlan.Scan scan() {
    TableData data = data();
    double width = RowWidth.of(schema).stream().mapToDouble(Double::doubleValue).sum();
    return new LogicalPlan.Scan(
        data,
        IntStream.range(0, schema.size()).boxed().toList(),
        Optional.empty(),
        schema,
        new Estimate(data.rowCount(), width));
  }

  public Column column(String column) {
    int ordinal = schema.indexOf(column).orElseThrow();
    return new Column(ordinal, column, schema.type(ordinal));
  }
}
