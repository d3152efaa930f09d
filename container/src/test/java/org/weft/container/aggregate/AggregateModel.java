package org.weft.container.aggregate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.weft.container.hash.TestRows;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.DecimalType;

/** What an aggregation should give, computed with maps and lists. */
final class AggregateModel {
  private AggregateModel() {}

  /** The rows by normal keys; a call's value is null, a number, or the set of values allowed. */
  static Map<List<Object>, List<Object>> expected(
      PhysicalPlan.HashAggregate node, List<List<Object>> rows) {
    Map<List<Object>, List<List<Object>>> groups = new LinkedHashMap<>();
    if (node.keys().isEmpty()) {
      groups.put(List.of(), new ArrayList<>());
    }
    for (List<Object> row : rows) {
      List<Object> key = new ArrayList<>();
      node.keys().forEach(k -> key.add(TestRows.normal(row.get(k))));
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
    }
    Map<List<Object>, List<Object>> result = new LinkedHashMap<>();
    groups.forEach(
        (key, members) -> {
          List<Object> values = new ArrayList<>();
          node.calls().forEach(call -> values.add(value(call, members)));
          result.put(key, values);
        });
    return result;
  }

  private static Object value(AggregateCall call, List<List<Object>> members) {
    List<List<Object>> counted =
        members.stream()
            .filter(
                row ->
                    call.filter().isEmpty()
                        || Boolean.TRUE.equals(row.get(call.filter().getAsInt())))
            .toList();
    if (call.argument().isEmpty()) {
      return (long) counted.size();
    }
    List<Object> values =
        counted.stream()
            .map(row -> row.get(call.argument().getAsInt()))
            .filter(Objects::nonNull)
            .toList();
    return switch (call.function()) {
      case COUNT -> (long) values.size();
      case SUM -> values.isEmpty() ? null : sum(call, values);
      case MIN -> values.stream().min(AggregateModel::compare).map(TestRows::normal).orElse(null);
      case MAX -> values.stream().max(AggregateModel::compare).map(TestRows::normal).orElse(null);
      case ANY_VALUE ->
          values.isEmpty() ? null : values.stream().map(TestRows::normal).distinct().toList();
      default -> throw new IllegalArgumentException(call.toString());
    };
  }

  private static Object sum(AggregateCall call, List<Object> values) {
    if (call.type() instanceof DecimalType) {
      return values.stream()
          .map(v -> v instanceof BigInteger big ? big : BigInteger.valueOf((Long) v))
          .reduce(BigInteger.ZERO, BigInteger::add);
    }
    return values.stream().mapToDouble(v -> ((Number) v).doubleValue()).sum();
  }

  private static int compare(Object a, Object b) {
    Object x = TestRows.normal(a);
    Object y = TestRows.normal(b);
    if (x instanceof Boolean bool) {
      return bool.compareTo((Boolean) y);
    }
    if (x instanceof String text) {
      return text.compareTo((String) y);
    }
    if (x instanceof BigInteger big) {
      return big.compareTo((BigInteger) y);
    }
    if (x instanceof Long number) {
      return number.compareTo((Long) y);
    }
    return Double.compare(((Number) x).doubleValue(), ((Number) y).doubleValue());
  }

  /** True if a result is the expected value, within rounding for doubles. */
  static boolean matches(AggregateCall call, Object expected, Object actual) {
    if (expected instanceof List<?> allowed) {
      return allowed.contains(TestRows.normal(actual));
    }
    if (expected instanceof Double x && actual instanceof Double y) {
      return x.equals(TestRows.normal(y)) || Math.abs(x - y) <= 1e-9 * (1 + Math.abs(x));
    }
    return Objects.equals(expected, TestRows.normal(actual));
  }
}
