package org.weft.tests.suite;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Our values as Spark writes them, and whether two of them are the same. */
final class SparkCells {
  private static final double TOLERANCE = 1e-6;

  private SparkCells() {}

  static String row(List<Object> row) {
    List<String> cells = new ArrayList<>();
    row.forEach(value -> cells.add(text(value, "")));
    return String.join("\t", cells);
  }

  private static String text(Object value, String quote) {
    if (value == null) {
      return quote.isEmpty() ? "NULL" : "null";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof List<?> list) {
      List<String> elements = new ArrayList<>();
      list.forEach(each -> elements.add(text(each, "\"")));
      return "[" + String.join(",", elements) + "]";
    }
    if (value instanceof Map<?, ?> map) {
      List<String> entries = new ArrayList<>();
      map.forEach((key, each) -> entries.add(text(key, "\"") + ":" + text(each, "\"")));
      return "{" + String.join(",", entries) + "}";
    }
    return quote.isEmpty() || !(value instanceof String)
        ? String.valueOf(value)
        : quote + value + quote;
  }

  /** The cells of a row, without the spaces at its end. */
  static String[] cells(String row) {
    return row.split("\t", -1);
  }

  /** True if two cells are the same, numbers, intervals and bytes by value. */
  static boolean same(String ours, String theirs) {
    String mine = ours.strip();
    String other = theirs.strip();
    return mine.equals(other)
        || sameNumber(mine, other)
        || mine.replace("\"", "").equals(other.replace("\"", ""))
        || SparkIntervals.same(mine, other)
        || sameBytes(mine, other);
  }

  /** Spark shows bytes as the text they are. */
  private static boolean sameBytes(String ours, String theirs) {
    if (!ours.matches("\\\\x(?:[0-9A-F]{2})*")) {
      return false;
    }
    byte[] bytes = HexFormat.of().parseHex(ours.substring(2));
    return new String(bytes, StandardCharsets.UTF_8).strip().equals(theirs);
  }

  private static boolean sameNumber(String a, String b) {
    try {
      double x = Double.parseDouble(a);
      double y = Double.parseDouble(b);
      return Double.compare(x, y) == 0
          || Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.max(Math.abs(x), Math.abs(y)));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
