package org.weft.tests.spec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.weft.tests.oracle.Answer;

/** Rows as a spec file writes them, read with the kinds of value that an answer has. */
final class WrittenRows {
  private WrittenRows() {}

  /** The rows, as an answer of the same shape as this one. */
  static Answer like(Answer answer, List<String> rows, SpecRecord.Names names) {
    List<String> lines = rows;
    List<String> columns = answer.columns();
    if (names == SpecRecord.Names.MATTER) {
      columns = cells(rows.get(0), answer.columns().size());
      lines = rows.subList(1, rows.size());
    }
    List<List<Object>> read = new ArrayList<>();
    for (String line : lines) {
      List<String> cells = cells(line, answer.columns().size());
      List<Object> row = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        row.add(value(cells.get(i), example(answer, i)));
      }
      read.add(row);
    }
    return new Answer(columns, read);
  }

  private static List<String> cells(String line, int columns) {
    if (line.indexOf('\t') >= 0) {
      return Arrays.asList(line.split("\t", -1));
    }
    if (columns == 1) {
      return List.of(line.strip());
    }
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
  }

  private static Object example(Answer answer, int column) {
    for (List<Object> row : answer.rows()) {
      if (column < row.size() && row.get(column) != null) {
        return row.get(column);
      }
    }
    return null;
  }

  private static Object value(String cell, Object example) {
    if (cell.equals("NULL")) {
      return null;
    }
    if (cell.equals("(empty)")) {
      return "";
    }
    try {
      if (example instanceof BigDecimal) {
        return new BigDecimal(cell);
      }
      if (example instanceof Double) {
        return real(cell);
      }
    } catch (NumberFormatException e) {
      return cell; // differs from every number, which is what the test shall say
    }
    if (example instanceof Boolean && (cell.equals("true") || cell.equals("false"))) {
      return Boolean.valueOf(cell);
    }
    return cell;
  }

  private static Double real(String cell) {
    return switch (cell) {
      case "inf", "Infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
      case "nan", "NaN" -> Double.NaN;
      default -> Double.valueOf(cell);
    };
  }
}
