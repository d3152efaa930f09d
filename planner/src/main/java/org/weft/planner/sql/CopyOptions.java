package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/**
 * The options of COPY: {@code (FORMAT parquet, PARTITION_BY (a, b), HEADER)}, perhaps with WITH in
 * front; PostgreSQL's older way {@code CSV HEADER DELIMITER '|'}; DataFusion's {@code STORED AS
 * parquet PARTITIONED BY (a) OPTIONS ('format.has_header' 'true')}.
 */
final class CopyOptions {
  /** Of PostgreSQL's older way, those with a text behind. */
  private static final Set<String> TEXTS = Set.of("delimiter", "null", "quote", "escape");

  private final StatementCursor cursor;
  private final Map<String, List<String>> options = new LinkedHashMap<>();

  CopyOptions(StatementCursor cursor) {
    this.cursor = cursor;
  }

  /** The options by their names in lower case; those with no value have an empty list. */
  Map<String, List<String>> read() {
    cursor.accept("with");
    if (cursor.isSymbol(0, '(')) {
      listed();
      return options;
    }
    while (true) {
      if (cursor.accept("csv")) {
        options.put("format", List.of("csv"));
      } else if (cursor.accept("header")) {
        options.put("header", List.of());
      } else if (cursor.accept("stored")) {
        cursor.expect("as");
        options.put("format", List.of(cursor.name().toLowerCase(Locale.ROOT)));
      } else if (cursor.accept("partitioned")) {
        cursor.expect("by");
        options.put("partition_by", cursor.names());
      } else if (cursor.accept("options")) {
        FileTableClauses.properties(cursor)
            .forEach((name, value) -> options.put(option(name), List.of(value)));
      } else {
        Optional<String> named = TEXTS.stream().filter(cursor::accept).findFirst();
        if (named.isEmpty()) {
          return options;
        }
        cursor.accept("as");
        options.put(named.get(), List.of(cursor.string("a text in single quotes")));
      }
    }
  }

  /** How the files of INSERT OVERWRITE DIRECTORY are written. */
  static Map<String, List<String>> directory(FileTableClauses clauses) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    options.put(
        "format", List.of(clauses.format().map(FileTableClauses.Format::name).orElse("parquet")));
    options.put("overwrite", List.of("true"));
    clauses.options().forEach((name, value) -> options.put(option(name), List.of(value)));
    return options;
  }

  private void listed() {
    cursor.expectSymbol('(');
    while (!cursor.acceptSymbol(')')) {
      String written = cursor.name().toLowerCase(Locale.ROOT);
      String name = written.equals("separator") ? "delim" : written;
      List<String> values = new ArrayList<>();
      cursor.acceptSymbol('=');
      if (cursor.acceptSymbol('(')) {
        do {
          values.add(value());
        } while (cursor.acceptSymbol(','));
        cursor.expectSymbol(')');
      } else if (!cursor.isSymbol(0, ',') && !cursor.isSymbol(0, ')')) {
        values.add(value());
      }
      put(name, values);
    }
  }

  /** DataFusion's name of an option as DuckDB's. */
  private static String option(String name) {
    return switch (name) {
      case "format.has_header" -> "header";
      case "format.delimiter" -> "delim";
      case "format.null_value" -> "nullstr";
      default -> name.startsWith("format.") ? name.substring("format.".length()) : name;
    };
  }

  private void put(String name, List<String> values) {
    options.put(name, values);
    if (!cursor.acceptSymbol(',') && !cursor.isSymbol(0, ')')) {
      throw cursor.unexpected("',' or ')'");
    }
  }

  private String value() {
    String sign = cursor.acceptSymbol('-') ? "-" : "";
    Lexeme value = cursor.take("a value");
    if (value.kind() == Kind.SYMBOL) {
      return value.text();
    }
    return sign + value.unquoted();
  }
}
