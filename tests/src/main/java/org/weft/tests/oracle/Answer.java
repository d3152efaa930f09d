package org.weft.tests.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a query, with the values that {@link PlainValues} makes. */
public record Answer(List<String> columns, List<List<Object>> rows) {
  private static final double TOLERANCE = 1e-9;

  /** Whether the order of rows is part of the answer. */
  public enum Order {
    MATTERS,
    FREE
  }

  /** What differs from the right answer, in one sentence; nothing if nothing does. */
  public Optional<String> differenceFrom(Answer expected, Order order) {
    if (columns.size() != expected.columns.size()) {
      return Optional.of(
          columns.size() + " columns " + columns + " instead of " + expected.columns);
    }
    if (rows.size() != expected.rows.size()) {
      return Optional.of(rows.size() + " rows instead of " + expected.rows.size());
    }
    List<List<Object>> mine = order == Order.FREE ? sorted(rows) : rows;
    List<List<Object>> theirs = order == Order.FREE ? sorted(expected.rows) : expected.rows;
    for (int i = 0; i < mine.size(); i++) {
      for (int c = 0; c < columns.size(); c++) {
        if (!same(mine.get(i).get(c), theirs.get(i).get(c))) {
          return Optional.of(
              "row "
                  + i
                  + ", column "
                  + columns.get(c)
                  + ": "
                  + mine.get(i).get(c)
                  + " instead of "
                  + theirs.get(i).get(c)
                  + "; row "
                  + mine.get(i)
                  + " against "
                  + theirs.get(i));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean same(Object a, Object b) {
    if (a == null || b == null) {
      return a == b;
    }
    boolean isWritten = b instanceof String && (a instanceof List || a instanceof Map);
    if (isWritten) {
      return a.toString().equals(b);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return sameElements(x, y);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return List.copyOf(x.keySet()).equals(List.copyOf(y.keySet()))
          && sameElements(new ArrayList<>(x.values()), new ArrayList<>(y.values()));
    }
    boolean areNumbers = a instanceof Number && b instanceof Number;
    if (areNumbers && (a instanceof Double || b instanceof Double)) {
      double x = ((Number) a).doubleValue();
      double y = ((Number) b).doubleValue();
      return Double.compare(x, y) == 0
          || Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.max(Math.abs(x), Math.abs(y)));
    }
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y) == 0;
    }
    return a.equals(b);
  }

  private static boolean sameElements(List<?> a, List<?> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = same(a.get(i), b.get(i));
    }
    return same;
  }

  private static List<List<Object>> sorted(List<List<Object>> rows) {
    List<List<Object>> sorted = new ArrayList<>(rows);
    // floating values are left out of the order: they may differ in the last digits
    sorted.sort(Comparator.comparing(Answer::key));
    return sorted;
  }

  private static String key(List<Object> row) {
    StringBuilder key = new StringBuilder();
    for (Object value : row) {
      if (value instanceof BigDecimal number) {
        key.append(number.stripTrailingZeros().toPlainString());
      } else if (value instanceof Double number) {
        // the zeros are equal
        key.append(String.format(java.util.Locale.ROOT, "%.6g", number + 0.0));
      } else {
        key.append(value);
      }
      key.append('\u0001');
    }
    return key.toString();
  }
}
