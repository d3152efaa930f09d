package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.FileNames;
import org.weft.planner.sql.Statement.ColumnDefinition;
import org.weft.planner.sql.parse.Quoted;

/**
 * The query behind CREATE EXTERNAL TABLE and CREATE TABLE … LOCATION: it reads the files. Columns
 * that were told are found by name in files that have names, by their places in delimited text.
 */
final class FileTableQuery {
  private final FileTableClauses clauses;
  private final List<ColumnDefinition> columns;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final String function;

  private FileTableQuery(FileTableClauses clauses, List<ColumnDefinition> columns) {
    this.clauses = clauses;
    this.columns = columns;
    this.function = function();
  }

  /**
   * The query of a table that has a location.
   *
   * @param columns those that were told; empty for those of the files
   * @throws WeftException UNSUPPORTED_FEATURE for a format that is not read
   */
  static Statement.Query of(FileTableClauses clauses, List<ColumnDefinition> columns) {
    return new FileTableQuery(clauses, columns).query();
  }

  private Statement.Query query() {
    clauses.options().forEach(this::option);
    boolean isText = function.equals("read_csv") || function.equals("read_json");
    List<ColumnDefinition> inDirectories =
        all().stream().filter(column -> isPartition(column.name())).toList();
    if (!clauses.partitions().isEmpty()) {
      options.put("hive_partitioning", "true");
    }
    if (!inDirectories.isEmpty()) {
      options.put("hive_types", types(inDirectories));
    }
    if (isText && !columns.isEmpty()) {
      options.put(
          "columns", types(columns.stream().filter(each -> !isPartition(each.name())).toList()));
    }
    String items =
        all().isEmpty()
            ? "*"
            : all().stream()
                .map(column -> isText ? Quoted.name(column.name()) : cast(column))
                .collect(Collectors.joining(", "));
    String call = FileCall.of(function, clauses.location().orElseThrow(), options);
    return new Statement.Query("SELECT " + items + " FROM " + call, clauses.locationPlace());
  }

  private List<ColumnDefinition> all() {
    List<ColumnDefinition> all = new ArrayList<>(columns);
    if (!columns.isEmpty()) {
      all.addAll(clauses.partitionColumns());
    }
    return all;
  }

  private boolean isPartition(String column) {
    return clauses.partitions().stream().anyMatch(column::equalsIgnoreCase);
  }

  private String function() {
    FileTableClauses.Format format =
        clauses
            .format()
            .orElseGet(
                () ->
                    new FileTableClauses.Format(
                        byLocation(), FileTableClauses.Format.By.USING, clauses.locationPlace()));
    boolean isSpark = format.by() == FileTableClauses.Format.By.USING;
    return switch (format.name()) {
      case "parquet", "orc", "arrow" -> "read_" + format.name();
      case "feather", "ipc" -> "read_arrow";
      case "json", "jsonfile", "ndjson" -> "read_json";
      case "csv" -> {
        // Spark's files have no header unless it is said; DataFusion's have one
        options.put("header", isSpark ? "false" : "true");
        yield "read_csv";
      }
      case "textfile" -> {
        options.put("header", "false");
        options.put("delim", Quoted.text(HiveTexts.SEPARATOR));
        options.put("nullstr", Quoted.text(HiveTexts.NULL));
        options.put("quote", "''");
        yield "read_csv";
      }
      default ->
          throw WeftException.of(
                  ErrorCode.UNSUPPORTED_FEATURE,
                  "files of the format '" + format.name() + "' are not read")
              .at(format.place())
              .hint("use parquet, csv, json, orc, arrow or textfile");
    };
  }

  /** The format if nothing is said of it: Hive's if fields are delimited, else Spark's. */
  private String byLocation() {
    boolean isDelimited = clauses.options().containsKey("delimiter");
    return isDelimited
        ? "textfile"
        : FileNames.format(clauses.location().orElseThrow())
            .map(FileFormat::toString)
            .orElse("parquet");
  }

  /** An option of another engine as one of the table function. */
  private void option(String written, String value) {
    String name = written.startsWith("format.") ? written.substring("format.".length()) : written;
    boolean isBinary = !function.equals("read_csv") && !function.equals("read_json");
    switch (name) {
      case "has_header", "header" -> options.put("header", Quoted.text(value));
      case "delimiter", "sep", "delim" -> options.put("delim", Quoted.text(value));
      case "nullvalue", "null_value", "null" -> options.put("nullstr", Quoted.text(value));
      case "inferschema", "infer_schema" -> {
        if (value.equalsIgnoreCase("false") && columns.isEmpty() && !isBinary) {
          options.put("all_varchar", "true");
        }
      }
      case "multiline", "mergeschema" -> {} // readers see for themselves
      case "compression" -> {
        if (!isBinary) {
          options.put("compression", Quoted.text(value.toLowerCase(Locale.ROOT)));
        }
      }
      default -> options.put(Quoted.name(name), Quoted.text(value));
    }
  }

  private static String types(List<ColumnDefinition> columns) {
    return columns.stream()
        .map(column -> Quoted.text(column.name()) + ", " + Quoted.text(column.type()))
        .collect(Collectors.joining(", ", "MAP[", "]"));
  }

  private static String cast(ColumnDefinition column) {
    String name = Quoted.name(column.name());
    return "CAST(" + name + " AS " + column.type() + ") AS " + name;
  }
}
