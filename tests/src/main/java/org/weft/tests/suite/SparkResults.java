package org.weft.tests.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.weft.tests.suite.SuiteStatement.Expected;

/** Reads a {@code .sql.out} file of Spark's SQLQueryTestSuite. */
final class SparkResults {
  private static final String QUERY = "-- !query\n";
  private static final String SCHEMA = "-- !query schema\n";
  private static final String OUTPUT = "-- !query output\n";

  private SparkResults() {}

  static List<SuiteStatement> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<SuiteStatement> statements = new ArrayList<>();
    for (String block : text.split("(?m)^" + QUERY)) {
      int schema = block.indexOf(SCHEMA);
      int output = block.indexOf(OUTPUT);
      if (schema >= 0 && output > schema) {
        statements.add(
            statement(
                block.substring(0, schema).strip(),
                block.substring(schema + SCHEMA.length(), output).strip(),
                block.substring(output + OUTPUT.length())));
      }
    }
    return statements;
  }

  private static SuiteStatement statement(String sql, String schema, String output) {
    // two empty lines end a block
    String rows = output.replaceFirst("\n{1,3}$", "");
    if (schema.equals("struct<>")) {
      boolean isError = rows.strip().startsWith("org.apache.spark") || rows.startsWith("java.");
      return new SuiteStatement(sql, isError ? Expected.ERROR : Expected.NO_ROWS, 0, List.of());
    }
    List<String> lines = rows.isEmpty() ? List.of() : List.of(rows.split("\n", -1));
    return new SuiteStatement(sql, Expected.ROWS, columns(schema), lines);
  }

  /** The commas of a schema that are in no type and in no parentheses. */
  private static int columns(String schema) {
    int depth = 0;
    int columns = 1;
    for (char c : schema.toCharArray()) {
      if (c == '<' || c == '(') {
        depth++;
      } else if (c == '>' || c == ')') {
        depth--;
      } else if (c == ',' && depth == 1) {
        columns++;
      }
    }
    return columns;
  }
}
