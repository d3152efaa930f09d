package org.weft.tests.suite;

import java.math.BigDecimal;
import java.util.ArrayList;
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

  /** True if all cells of two rows are the same, numbers by value. */
  static boolean same(String a, String b) {
    if (a.stripTrailing().equals(b.stripTrailing())) {
      return true;
    }
    String[] mine = a.split("\t", -1);
    String[] theirs = b.split("\t", -1);
    boolean same = mine.length == theirs.length;
    for (int i = 0; same && i < mine.length; i++) {
      same = mine[i].strip().equals(theirs[i].strip()) || sameNumber(mine[i], theirs[i]);
    }
    return same;
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
