package org.weft.planner.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;

/** Groups and aggregates over lists of rows. */
final class ModelAggregates {
  private ModelAggregates() {}

  /** One row per group: keys, then results; merging says that the arguments are states. */
  static List<List<Object>> of(
      List<List<Object>> rows, List<Integer> keys, List<AggregateCall> calls, boolean merging) {
    Map<List<Object>, List<List<Object>>> groups = new LinkedHashMap<>();
    for (List<Object> row : rows) {
      List<Object> key = new ArrayList<>();
      keys.forEach(ordinal -> key.add(row.get(ordinal)));
      groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
    }
    if (keys.isEmpty()) {
      groups.putIfAbsent(new ArrayList<>(), new ArrayList<>());
    }
    List<List<Object>> results = new ArrayList<>();
    groups.forEach(
        (key, members) -> {
          List<Object> result = new ArrayList<>(key);
          calls.forEach(call -> result.add(result(call, members, merging)));
          results.add(result);
        });
    return results;
  }

  private static Object result(AggregateCall call, List<List<Object>> rows, boolean merging) {
    List<List<Object>> passing =
        rows.stream()
            .filter(
                r ->
                    call.filter().isEmpty() || Boolean.TRUE.equals(r.get(call.filter().getAsInt())))
            .toList();
    if (call.function() == Aggregate.COUNT_ALL) {
      return (long) passing.size();
    }
    int argument = call.argument().orElseThrow();
    if (call.function() == Aggregate.FIRST) {
      return passing.stream()
          .min((a, b) -> ModelExpressions.compare(call.order(), a, b))
          .map(row -> Optional.ofNullable(row.get(argument)))
          .flatMap(value -> value)
          .orElse(null);
    }
    if (call.arguments().size() > 1) {
      Stream<List<Object>> tuples =
          passing.stream().map(row -> tuple(call, row)).filter(tuple -> !tuple.contains(null));
      return call.isDistinct() ? tuples.distinct().count() : tuples.count();
    }
    if (call.function() == Aggregate.SINGLE_VALUE) {
      if (passing.size() > 1) {
        throw new IllegalStateException("more than one row");
      }
      return passing.isEmpty() ? null : passing.get(0).get(argument);
    }
    Stream<Object> values = passing.stream().map(r -> r.get(argument)).filter(Objects::nonNull);
    if (call.distinctness() == AggregateCall.Distinctness.DISTINCT) {
      values = values.distinct();
    }
    if (call.function() == Aggregate.COUNT && !merging) {
      return values.count();
    }
    List<Long> numbers = values.map(Long.class::cast).toList();
    long sum = numbers.stream().mapToLong(Long::longValue).sum();
    if (call.function() == Aggregate.COUNT) {
      return sum;
    }
    if (numbers.isEmpty()) {
      return null;
    }
    return switch (call.function()) {
      case SUM -> sum;
      case AVG -> (double) sum / numbers.size();
      case MIN -> numbers.stream().min(Long::compare).orElseThrow();
      case MAX -> numbers.stream().max(Long::compare).orElseThrow();
      default -> throw new AssertionError(call);
    };
  }

  private static List<Object> tuple(AggregateCall call, List<Object> row) {
    List<Object> tuple = new ArrayList<>();
    call.arguments().forEach(ordinal -> tuple.add(row.get(ordinal)));
    return tuple;
  }
}
