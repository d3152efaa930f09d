package org.weft.io.table;

import java.util.Optional;
import org.weft.io.file.FoundFile;
import org.weft.io.scan.HiveKeys;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** The columns of a table that files do not hold: keys in their paths, and the paths themselves. */
final class FileColumns {
  private FileColumns() {}

  /** The columns of files with those of their paths, which hide columns of the same name. */
  static Schema complete(Schema inFiles, ReadOptions options) {
    java.util.List<Field> fields = new java.util.ArrayList<>();
    for (Field field : inFiles.fields()) {
      if (find(options, field.name()).isEmpty()) {
        fields.add(field);
      }
    }
    fields.addAll(options.partitions());
    options.fileColumn().ifPresent(name -> fields.add(Field.required(name, SimpleType.STRING)));
    return new Schema(fields);
  }

  /** The column of this name if it is one that the path says. */
  static Optional<Field> find(ReadOptions options, String name) {
    if (options.fileColumn().filter(name::equalsIgnoreCase).isPresent()) {
      return Optional.of(Field.required(options.fileColumn().get(), SimpleType.STRING));
    }
    return options.partitions().stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** The one value of such a column in a file; empty for null. */
  static Optional<Value> value(ReadOptions options, Field field, FoundFile file) {
    return options.fileColumn().filter(field.name()::equalsIgnoreCase).isPresent()
        ? Optional.of(new Value.Text(shown(file.path())))
        : HiveKeys.value(file, field);
  }

  /** Local paths as people write them. */
  private static String shown(String path) {
    return path.startsWith("file:/") ? path.substring("file:".length()) : path;
  }

  /** What is known of such columns in a file, by ordinal of the table; null for all others. */
  static ColumnStatistics[] statistics(Schema table, ReadOptions options, FoundFile file) {
    if (options.partitions().isEmpty() && options.fileColumn().isEmpty()) {
      return new ColumnStatistics[0];
    }
    ColumnStatistics[] statistics = new ColumnStatistics[table.size()];
    for (int i = 0; i < statistics.length; i++) {
      Optional<Field> named = find(options, table.field(i).name());
      if (named.isPresent()) {
        statistics[i] = HiveKeys.statistics(value(options, named.get(), file));
      }
    }
    return statistics;
  }
}
