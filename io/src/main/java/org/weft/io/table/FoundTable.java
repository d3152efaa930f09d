package org.weft.io.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.weft.io.file.FoundFile;
import org.weft.io.scan.FileDescription;
import org.weft.planner.cache.LastUsed;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.Schema;

/**
 * What the files of a table are together.
 *
 * @param found the files, as they were then
 * @param options how they are read
 * @param schema the columns of all of them
 * @param files with columns in the order of the schema
 * @param statistics of all files; nothing is added to it any more
 * @param sampled of columns that were sampled, different values by place in the schema; thread-safe
 */
record FoundTable(
    List<FoundFile> found,
    ReadOptions options,
    Schema schema,
    List<DataFile> files,
    TableStatistics statistics,
    Map<Integer, OptionalDouble> sampled) {

  /** The table of these files. */
  static FoundTable of(
      List<FoundFile> found, List<FileDescription> described, ReadOptions options) {
    Schema schema = FileColumns.complete(SchemaAgreement.of(described, options.union()), options);
    List<DataFile> files = new ArrayList<>(described.size());
    TableStatistics statistics = new TableStatistics(schema);
    for (int i = 0; i < described.size(); i++) {
      ColumnStatistics[] named = FileColumns.statistics(schema, options, found.get(i));
      DataFile inOrder = described.get(i).inOrderOf(schema, named);
      files.add(inOrder);
      inOrder.splits().forEach(statistics::add);
    }
    return new FoundTable(
        found, options, schema, List.copyOf(files), statistics, new ConcurrentHashMap<>());
  }

  /**
   * The tables last asked for. Adding up the statistics of some row groups was four fifths of what
   * a table costs a statement; of thousands of files it is much more.
   */
  static final class Last {
    private static final int MOST_KEPT = 256;

    private final Map<TableReference, FoundTable> kept = new LastUsed<>(MOST_KEPT);

    /** A table if its files are still these. */
    synchronized Optional<FoundTable> get(TableReference table, List<FoundFile> found) {
      return Optional.ofNullable(kept.get(table)).filter(last -> last.found().equals(found));
    }

    /** A table as it was last found. */
    synchronized Optional<FoundTable> of(TableReference table) {
      return Optional.ofNullable(kept.get(table));
    }

    synchronized void put(TableReference table, FoundTable found) {
      kept.put(table, found);
    }
  }
}
