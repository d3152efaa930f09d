package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.weft.planner.error.TextPosition;
import org.weft.planner.sql.Statement.ColumnDefinition;

/**
 * What Hive, Spark and DataFusion say behind the columns of CREATE TABLE of where and how rows are
 * kept: {@code USING csv}, {@code STORED AS parquet}, {@code LOCATION 'path'}, {@code OPTIONS (…)},
 * {@code PARTITIONED BY (…)} and so on, in any order.
 */
final class FileTableClauses {

  private final StatementCursor cursor;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<String> partitions = new ArrayList<>();
  private final List<ColumnDefinition> partitionColumns = new ArrayList<>();
  private Optional<Format> format = Optional.empty();
  private Optional<String> location = Optional.empty();
  private TextPosition locationPlace;

  private FileTableClauses(StatementCursor cursor) {
    this.cursor = cursor;
    this.locationPlace = cursor.place();
  }

  /**
   * A format and who says so: engines differ in what they take for granted.
   *
   * @param name in lower case
   */
  record Format(String name, By by, TextPosition place) {
    enum By {
      /** Spark. */
      USING,
      /** Hive and DataFusion. */
      STORED_AS
    }
  }

  /** Reads all that stand here. */
  static FileTableClauses read(StatementCursor cursor) {
    FileTableClauses clauses = new FileTableClauses(cursor);
    boolean more = true;
    while (more) {
      more = clauses.acceptClause();
    }
    return clauses;
  }

  private boolean acceptClause() {
    TextPosition place = cursor.place();
    if (cursor.accept("using")) {
      format = Optional.of(new Format(word(), Format.By.USING, place));
    } else if (cursor.accept("stored")) {
      cursor.expect("as");
      format = Optional.of(new Format(word(), Format.By.STORED_AS, place));
    } else if (cursor.accept("location")) {
      locationPlace = cursor.place();
      location = Optional.of(cursor.string("a path in single quotes"));
    } else if (cursor.accept("options")) {
      options.putAll(properties(cursor));
    } else if (cursor.accept("tblproperties")) {
      properties(cursor); // nothing of a file's rows
    } else if (cursor.accept("comment")) {
      cursor.string("a comment in single quotes");
    } else if (cursor.accept("delimiter")) {
      options.put("delimiter", text());
    } else if (cursor.accept("compression")) {
      cursor.expect("type");
      options.put("compression", word());
    } else if (cursor.accept("partitioned")) {
      cursor.expect("by");
      partitioned();
    } else if (cursor.accept("row", "format")) {
      rowFormat();
    } else if (cursor.accept("with", "header")) {
      cursor.expect("row");
      options.put("header", "true");
    } else if (cursor.accept("with", "order")) {
      cursor.parenthesizedQuery(); // rows are sorted where a query asks for it
    } else {
      return false;
    }
    return true;
  }

  private String word() {
    String word = cursor.isString() ? cursor.string("a word") : cursor.name();
    return word.toLowerCase(Locale.ROOT);
  }

  private String text() {
    return cursor.string("a text in single quotes");
  }

  /** Names of columns, or, as in Hive, more columns. */
  private void partitioned() {
    if (cursor.startsNames()) {
      partitions.addAll(cursor.names());
      return;
    }
    for (ColumnDefinition column : new ColumnDefinitions(cursor).table().columns()) {
      partitionColumns.add(column);
      partitions.add(column.name());
    }
  }

  /** What stands behind ROW FORMAT: Hive's DELIMITED. */
  private void rowFormat() {
    cursor.expect("delimited");
    while (true) {
      if (cursor.accept("fields")) {
        options.put("delimiter", HiveTexts.unescaped(terminator()));
        if (cursor.accept("escaped")) {
          cursor.expect("by");
          options.put("escape", HiveTexts.unescaped(text()));
        }
      } else if (cursor.accept("null")) {
        cursor.expect("defined");
        cursor.expect("as");
        options.put("nullvalue", text());
      } else if (cursor.accept("lines")) {
        terminator(); // lines end where lines end
      } else {
        return;
      }
    }
  }

  private String terminator() {
    cursor.expect("terminated");
    cursor.expect("by");
    return text();
  }

  /** {@code ('format.has_header' 'true', sep = ';', a.b c)}: names in lower case. */
  static Map<String, String> properties(StatementCursor cursor) {
    Map<String, String> properties = new LinkedHashMap<>();
    cursor.expectSymbol('(');
    while (!cursor.acceptSymbol(')')) {
      String name =
          cursor.isString()
              ? cursor.string("a name")
              : String.join(".", cursor.tableName().parts());
      cursor.acceptSymbol('=');
      Statement.Query value = cursor.piece("a value");
      properties.put(name.toLowerCase(Locale.ROOT), StatementCursor.unquoted(value.text()));
      if (!cursor.isSymbol(0, ')')) {
        cursor.expectSymbol(',');
      }
    }
    return properties;
  }

  /** In which files rows are. */
  Optional<Format> format() {
    return format;
  }

  /** Where files are; Spark has an option for it. */
  Optional<String> location() {
    return location.or(() -> Optional.ofNullable(options.get("path")));
  }

  TextPosition locationPlace() {
    return locationPlace;
  }

  /** How files are read, by names in lower case; without the path. */
  Map<String, String> options() {
    Map<String, String> rest = new LinkedHashMap<>(options);
    rest.remove("path");
    return rest;
  }

  /** The columns whose values are in the names of directories. */
  List<String> partitions() {
    return partitions;
  }

  /** Those of them that are told with their types, and stand behind the others. */
  List<ColumnDefinition> partitionColumns() {
    return partitionColumns;
  }
}
