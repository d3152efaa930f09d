package org.weft.planner.physical;

import java.util.List;
import java.util.Optional;
import org.weft.planner.expr.Column;

/**
 * Where the keys of a join come from, below operators that leave a column's values as they are.
 * Looks at one stage's plan, or at a whole one.
 */
public final class KeySources {
  private KeySources() {}

  /**
   * A column of a leaf that a column further up is.
   *
   * @param isWorthwhile true if an operator that keeps rows lies between: what is left out before
   *     it saves its work
   */
  public record Source(PhysicalPlan leaf, int column, boolean isWorthwhile) {
    private Source worthwhile() {
      return new Source(leaf, column, true);
    }
  }

  /**
   * The leaves' columns that a plan's column is taken from, where rows can be left out by their
   * value there: none of the other rows that come out changes by it.
   */
  public static List<Source> removable(PhysicalPlan plan, int column) {
    if (plan instanceof PhysicalPlan.Scan || plan instanceof PhysicalPlan.ShuffleRead) {
      return List.of(new Source(plan, column, false));
    }
    if (plan instanceof PhysicalPlan.Filter || plan instanceof PhysicalPlan.Sort) {
      return removable(plan.inputs().get(0), column);
    }
    if (plan instanceof PhysicalPlan.Project project) {
      return project.expressions().get(column) instanceof Column input
          ? removable(project.input(), input.ordinal())
          : List.of();
    }
    if (plan instanceof PhysicalPlan.HashAggregate aggregate) {
      return ofGroups(aggregate.input(), aggregate.keys(), column);
    }
    if (plan instanceof PhysicalPlan.SortedAggregate aggregate) {
      return ofGroups(aggregate.input(), aggregate.keys(), column);
    }
    if (plan instanceof PhysicalPlan.UnionAll union) {
      return union.inputs().stream().flatMap(input -> removable(input, column).stream()).toList();
    }
    return plan instanceof PhysicalPlan.HashJoin join ? ofJoin(join, column) : List.of();
  }

  private static List<Source> ofGroups(PhysicalPlan input, List<Integer> keys, int column) {
    return column < keys.size() ? worthwhile(removable(input, keys.get(column))) : List.of();
  }

  private static List<Source> ofJoin(PhysicalPlan.HashJoin join, int column) {
    int probeSize = join.probe().schema().size();
    return switch (join.type()) {
      case INNER ->
          column < probeSize
              ? removable(join.probe(), column)
              : worthwhile(removable(join.build(), column - probeSize));
      case PROBE_OUTER, PROBE_SEMI, PROBE_ANTI, PROBE_MARK ->
          column < probeSize ? removable(join.probe(), column) : List.of();
      case BUILD_OUTER ->
          column >= probeSize ? worthwhile(removable(join.build(), column - probeSize)) : List.of();
      case BUILD_SEMI, BUILD_ANTI -> worthwhile(removable(join.build(), column));
      case FULL -> List.of();
    };
  }

  private static List<Source> worthwhile(List<Source> sources) {
    return sources.stream().map(Source::worthwhile).toList();
  }

  /**
   * A leaf's column that has all values of a plan's column but null, and perhaps more: the one
   * nearest to the plan.
   */
  public static Optional<Source> covering(PhysicalPlan plan, int column) {
    if (plan instanceof PhysicalPlan.Scan || plan instanceof PhysicalPlan.ShuffleRead) {
      return Optional.of(new Source(plan, column, false));
    }
    if (plan instanceof PhysicalPlan.Filter
        || plan instanceof PhysicalPlan.Sort
        || plan instanceof PhysicalPlan.GroupedSort
        || plan instanceof PhysicalPlan.Limit
        || plan instanceof PhysicalPlan.TopN
        || plan instanceof PhysicalPlan.PartitionTop) {
      return covering(plan.inputs().get(0), column);
    }
    if (plan instanceof PhysicalPlan.Window window) {
      return column < window.input().schema().size()
          ? covering(window.input(), column)
          : Optional.empty();
    }
    if (plan instanceof PhysicalPlan.Project project) {
      return project.expressions().get(column) instanceof Column input
          ? covering(project.input(), input.ordinal())
          : Optional.empty();
    }
    if (plan instanceof PhysicalPlan.HashAggregate aggregate) {
      return column < aggregate.keys().size()
          ? covering(aggregate.input(), aggregate.keys().get(column))
          : Optional.empty();
    }
    if (plan instanceof PhysicalPlan.SortedAggregate aggregate) {
      return column < aggregate.keys().size()
          ? covering(aggregate.input(), aggregate.keys().get(column))
          : Optional.empty();
    }
    if (plan instanceof PhysicalPlan.MergeJoin join) {
      return coveringPairs(join.pairs(), column);
    }
    return plan instanceof PhysicalPlan.HashJoin join
        ? coveringPairs(join, column)
        : Optional.empty();
  }

  private static Optional<Source> coveringPairs(PhysicalPlan.HashJoin join, int column) {
    int probeSize = join.probe().schema().size();
    return switch (join.type()) {
      case BUILD_SEMI, BUILD_ANTI -> covering(join.build(), column);
      case INNER, PROBE_OUTER, BUILD_OUTER, FULL, PROBE_SEMI, PROBE_ANTI ->
          column < probeSize
              ? covering(join.probe(), column)
              : covering(join.build(), column - probeSize);
      case PROBE_MARK -> column < probeSize ? covering(join.probe(), column) : Optional.empty();
    };
  }
}
