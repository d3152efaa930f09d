package org.weft.planner.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.SimpleType;

/**
 * Windows over lists of rows, with functions whose results do not depend on the order of peers:
 * ranks, and sums over the partition or up to the last peer.
 */
final class ModelWindows {
  private ModelWindows() {}

  /** What a window means, whatever the order of the rows. */
  static List<List<Object>> of(
      List<List<Object>> rows, List<Integer> keys, List<SortKey> order, List<WindowCall> calls) {
    Map<List<Object>, List<List<Object>>> partitions = new LinkedHashMap<>();
    for (List<Object> row : rows) {
      partitions
          .computeIfAbsent(ModelLogical.pick(row, keys), unused -> new ArrayList<>())
          .add(row);
    }
    List<List<Object>> results = new ArrayList<>();
    for (List<List<Object>> partition : partitions.values()) {
      List<List<Object>> sorted = new ArrayList<>(partition);
      sorted.sort((a, b) -> ModelExpressions.compare(order, a, b));
      results.addAll(partition(sorted, order, calls));
    }
    return results;
  }

  /** Relies on the order of the rows, as the operator does. */
  static List<List<Object>> inOrder(List<List<Object>> rows, PhysicalPlan.Window window) {
    List<List<Object>> results = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= rows.size(); i++) {
      boolean ends =
          i == rows.size()
              || !ModelLogical.pick(rows.get(i), window.partitionKeys())
                  .equals(ModelLogical.pick(rows.get(i - 1), window.partitionKeys()));
      if (ends) {
        List<List<Object>> partition = rows.subList(start, i);
        assertThat(partition)
            .isSortedAccordingTo((a, b) -> ModelExpressions.compare(window.orderKeys(), a, b));
        results.addAll(partition(partition, window.orderKeys(), window.calls()));
        start = i;
      }
    }
    return results;
  }

  /** Leaves out all that may be left out. */
  static List<List<Object>> first(List<List<Object>> rows, PhysicalPlan.PartitionTop top) {
    WindowCall.Rank rank =
        new WindowCall.Rank(top.limit().function(), Optional.empty(), SimpleType.INT64, "rank");
    return of(rows, top.partitionKeys(), top.orderKeys(), List.of(rank)).stream()
        .filter(row -> (Long) row.get(row.size() - 1) <= top.limit().limit())
        .map(row -> row.subList(0, row.size() - 1))
        .toList();
  }

  /** The groups of a sort, in another order than that of the keys. */
  static List<List<Object>> grouped(List<List<Object>> sorted, PhysicalPlan.GroupedSort sort) {
    List<Integer> keys =
        sort.keys().subList(0, sort.groupKeys()).stream().map(SortKey::ordinal).toList();
    Map<List<Object>, List<List<Object>>> groups = new LinkedHashMap<>();
    for (List<Object> row : sorted) {
      groups.computeIfAbsent(ModelLogical.pick(row, keys), unused -> new ArrayList<>()).add(row);
    }
    List<List<List<Object>>> backwards = new ArrayList<>(groups.values());
    Collections.reverse(backwards);
    return backwards.stream().flatMap(List::stream).toList();
  }

  private static List<List<Object>> partition(
      List<List<Object>> rows, List<SortKey> order, List<WindowCall> calls) {
    List<List<Object>> results = new ArrayList<>();
    for (List<Object> row : rows) {
      List<Object> result = new ArrayList<>(row);
      for (WindowCall call : calls) {
        result.add(result(rows, row, order, call));
      }
      results.add(result);
    }
    return results;
  }

  private static Object result(
      List<List<Object>> rows, List<Object> row, List<SortKey> order, WindowCall call) {
    if (call instanceof WindowCall.Rank rank) {
      List<List<Object>> before =
          rows.stream().filter(r -> ModelExpressions.compare(order, r, row) < 0).toList();
      List<Integer> keys = order.stream().map(SortKey::ordinal).toList();
      boolean isDense = rank.function() == WindowCall.RankFunction.DENSE_RANK;
      return isDense
          ? 1 + before.stream().map(r -> ModelLogical.pick(r, keys)).distinct().count()
          : (long) (1 + before.size());
    }
    WindowCall.Over over = (WindowCall.Over) call;
    boolean all = over.frame().equals(WindowFrame.ALL);
    List<Long> values =
        rows.stream()
            .filter(r -> all || ModelExpressions.compare(order, r, row) <= 0)
            .map(r -> (Long) r.get(over.aggregate().argument().orElseThrow()))
            .filter(Objects::nonNull)
            .toList();
    return values.isEmpty() ? null : (Object) values.stream().mapToLong(Long::longValue).sum();
  }
}
