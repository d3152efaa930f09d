package org.weft.container.accumulate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.weft.container.hash.TestRows;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.expr.SortKey;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;

/** What aggregates give for a list of rows, as plainly as it can be said. */
final class AccumulatorModel {
  private AccumulatorModel() {}

  static Object of(AggregateCall call, DataType argument, List<List<Object>> rows) {
    List<List<Object>> members = new ArrayList<>(rows);
    call.filter().ifPresent(f -> members.removeIf(row -> !Boolean.TRUE.equals(row.get(f))));
    if (!call.order().isEmpty()) {
      members.sort(order(call.order()));
    }
    if (call.isDistinct()) {
      Set<List<Object>> seen = new HashSet<>();
      members.removeIf(row -> !seen.add(arguments(call, row)));
    }
    List<List<Object>> arguments = members.stream().map(row -> arguments(call, row)).toList();
    List<Object> all = new ArrayList<>();
    arguments.forEach(row -> all.add(row.get(0)));
    List<Object> values = all.stream().filter(Objects::nonNull).toList();
    return switch (call.function()) {
      case COUNT -> arguments.stream().filter(row -> !row.contains(null)).count();
      case MIN -> values.stream().min(AccumulatorModel::compare).orElse(null);
      case MAX -> values.stream().max(AccumulatorModel::compare).orElse(null);
      case ANY_VALUE -> values.isEmpty() ? null : values.get(0);
      case FIRST -> all.isEmpty() ? null : all.get(0);
      case LAST -> all.isEmpty() ? null : all.get(all.size() - 1);
      case SUM -> values.isEmpty() ? null : sum(call, values);
      case AVG -> values.isEmpty() ? null : mean(argument, values);
      default -> throw new AssertionError(call);
    };
  }

  private static List<Object> arguments(AggregateCall call, List<Object> row) {
    List<Object> arguments = new ArrayList<>();
    call.arguments().forEach(ordinal -> arguments.add(TestRows.normal(row.get(ordinal))));
    return arguments;
  }

  private static Object sum(AggregateCall call, List<Object> values) {
    if (call.type() instanceof DecimalType) {
      return values.stream().map(AccumulatorModel::exact).reduce(BigInteger.ZERO, BigInteger::add);
    }
    return values.stream().mapToDouble(v -> ((Number) v).doubleValue()).sum();
  }

  /** Decimals are unscaled in the rows. */
  private static Object mean(DataType argument, List<Object> values) {
    double sum;
    if (values.get(0) instanceof Float || values.get(0) instanceof Double) {
      sum = values.stream().mapToDouble(v -> ((Number) v).doubleValue()).sum();
    } else {
      BigInteger exact =
          values.stream().map(AccumulatorModel::exact).reduce(BigInteger.ZERO, BigInteger::add);
      int scale = argument instanceof DecimalType decimal ? decimal.scale() : 0;
      sum = new BigDecimal(exact, scale).doubleValue();
    }
    return sum / values.size();
  }

  private static BigInteger exact(Object value) {
    return value instanceof BigInteger big ? big : BigInteger.valueOf((Long) value);
  }

  private static Comparator<List<Object>> order(List<SortKey> keys) {
    return (a, b) -> {
      for (SortKey key : keys) {
        int order = compare(a.get(key.ordinal()), b.get(key.ordinal()), key);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  private static int compare(Object a, Object b, SortKey key) {
    if (a == null || b == null) {
      int order = (a == null ? 1 : 0) - (b == null ? 1 : 0);
      return key.nulls() == SortKey.Nulls.LAST ? order : -order;
    }
    int order = compare(a, b);
    return key.direction() == SortKey.Direction.ASCENDING ? order : -order;
  }

  static int compare(Object a, Object b) {
    Object x = TestRows.normal(a);
    Object y = TestRows.normal(b);
    if (x instanceof String text) {
      return Arrays.compareUnsigned(
          text.getBytes(StandardCharsets.ISO_8859_1),
          ((String) y).getBytes(StandardCharsets.ISO_8859_1));
    }
    return comparable(x).compareTo(y);
  }

  @SuppressWarnings("unchecked")
  private static Comparable<Object> comparable(Object value) {
    return (Comparable<Object>) value;
  }
}
