package org.weft.planner.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.Schema;

/**
 * A small table of nullable INT64 columns with its rows.
 *
 * @param files rows by path and row group
 */
record ModelTable(String name, Schema schema, Map<String, List<List<List<Object>>>> files) {
  TableData data() {
    List<DataFile> list = new ArrayList<>();
    files.forEach((path, groups) -> list.add(file(path, groups)));
    list.sort((a, b) -> a.path().compareTo(b.path()));
    return new TableData(
        new TableReference(name, FileFormat.PARQUET, List.of(name)),
        schema,
        list,
        schema.fields().stream().map(f -> ColumnStatistics.UNKNOWN).toList());
  }

  private DataFile file(String path, List<List<List<Object>>> groups) {
    List<DataFile.Split> splits = new ArrayList<>();
    for (List<List<Object>> rows : groups) {
      long[] bytes = new long[schema.size()];
      java.util.Arrays.fill(bytes, 8L * rows.size());
      List<ColumnStatistics> statistics =
          IntStream.range(0, schema.size()).mapToObj(c -> statistics(rows, c)).toList();
      splits.add(new DataFile.Split(splits.size(), 0, rows.size(), bytes, bytes, statistics));
    }
    return new DataFile(path, 1, 1, splits, List.of());
  }

  private static ColumnStatistics statistics(List<List<Object>> rows, int column) {
    List<Long> values =
        rows.stream().map(r -> (Long) r.get(column)).filter(v -> v != null).toList();
    return new ColumnStatistics(
        values.stream().min(Long::compare).map(Value.Int::new),
        values.stream().max(Long::compare).map(Value.Int::new),
        OptionalLong.of(rows.size() - values.size()),
        OptionalDouble.empty());
  }

  List<List<Object>> rows() {
    return files.values().stream().flatMap(List::stream).flatMap(List::stream).toList();
  }

  LogicalPlan.Scan scan(Estimate estimate) {
    return new LogicalPlan.Scan(
        data(),
        IntStream.range(0, schema.size()).boxed().toList(),
        Optional.empty(),
        schema,
        estimate);
  }
}
