package org.weft.shuffle;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.weft.planner.expr.SortKey;

/** How rows of Java values are ordered: the specification that encoded keys must meet. */
public final class RowOrder {
  private RowOrder() {}

  /** The order of rows as Weft's SQL defines it. */
  public static Comparator<List<Object>> of(List<SortKey> keys) {
    return keys.stream()
        .map(
            key ->
                Comparator.<List<Object>, Object>comparing(
                    row -> row.get(key.ordinal()), comparator(key)))
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  private static Comparator<Object> comparator(SortKey key) {
    Comparator<Object> values = RowOrder::compare;
    if (key.direction() == SortKey.Direction.DESCENDING) {
      values = values.reversed();
    }
    return key.nulls() == SortKey.Nulls.FIRST
        ? Comparator.nullsFirst(values)
        : Comparator.nullsLast(values);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(Object a, Object b) {
    if (a instanceof String x) {
      return Arrays.compareUnsigned(TestRows.stored(x), TestRows.stored((String) b));
    }
    if (a instanceof Float x) {
      return Float.compare(x + 0f, (Float) b + 0f); // makes -0.0 a 0.0
    }
    if (a instanceof Double x) {
      return Double.compare(x + 0d, (Double) b + 0d);
    }
    return ((Comparable) a).compareTo(b);
  }
}
