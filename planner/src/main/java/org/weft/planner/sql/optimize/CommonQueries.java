package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.weft.planner.sql.algebra.CommonRows;

/**
 * Finds what a query aggregates once to read it in several places with different conditions: a
 * query of WITH that gives totals by year is read for one year and for the next (TPC-DS q4, q11,
 * q31, q39, q74). With the conditions moved down these would be different computations; they become
 * one, of the rows that any of the places wants, where that is cheaper.
 *
 * <p>What all places read with the same conditions, or with none, stays where it is: it is seen to
 * be the same when the plan is done, and the rules that look at joins and aggregations together see
 * it. So do rows that are not aggregated: they are joined in the order that is best for each place.
 */
final class CommonQueries {
  private final SameTrees same = new SameTrees();
  private final UnaryOperator<RelNode> push;
  private final Map<Integer, Integer> times = new HashMap<>();
  private final Map<Integer, RelNode> pushed = new HashMap<>();

  /** What was tried, and is not worthwhile. */
  private final Set<Integer> refused = new HashSet<>();

  private CommonQueries(UnaryOperator<RelNode> push) {
    this.push = push;
  }

  /**
   * A tree with its filters moved down that reads common rows.
   *
   * @param rows what is to be computed for each of them
   */
  record Found(RelNode tree, Map<CommonRows.Source, RelNode> rows) {}

  /**
   * Looks for common rows.
   *
   * @param push moves filters down
   */
  static Optional<Found> in(RelNode tree, UnaryOperator<RelNode> push) {
    return hasTwice(tree, new HashSet<>()) ? new CommonQueries(push).find(tree) : Optional.empty();
  }

  /** True if a table is there twice: what is there twice reads its tables twice. */
  private static boolean hasTwice(RelNode node, Set<List<String>> tables) {
    if (node instanceof TableScan scan) {
      return !tables.add(scan.getTable().getQualifiedName());
    }
    boolean hasTwice = false;
    for (RelNode input : node.getInputs()) {
      hasTwice = hasTwice || hasTwice(input, tables);
    }
    return hasTwice;
  }

  /**
   * Most are refused for what is asked of them, which is known before anything is done about the
   * rows: they are as they were written at first.
   */
  private Optional<Found> find(RelNode tree) {
    count(tree);
    Optional<Found> asked =
        settled(tree, node -> node, (rows, reads) -> ReadingCost.mayBeWorthwhile(reads));
    return asked.isEmpty() ? asked : settled(tree, this::pushed, ReadingCost::isWorthwhile);
  }

  /** Tries until nothing is refused any more. */
  private Optional<Found> settled(
      RelNode tree, UnaryOperator<RelNode> rows, BiPredicate<RelNode, ReadConditions> test) {
    while (true) {
      Map<Integer, CommonRows.Source> sources = new LinkedHashMap<>();
      RelNode marked = marked(tree, rows, sources);
      if (sources.isEmpty()) {
        return Optional.empty();
      }
      RelNode outer = push.apply(marked);
      Map<CommonRows.Source, ReadConditions> reads = new LinkedHashMap<>();
      sources.values().forEach(source -> reads.put(source, conditions(source)));
      new Collector(JoinedPlaces.in(outer), reads).collect(outer, List.of());
      int before = refused.size();
      sources.forEach(
          (number, source) -> {
            if (!test.test(source.all(), reads.get(source))) {
              refused.add(number);
            }
          });
      if (refused.size() == before) {
        Map<CommonRows.Source, RelNode> needed = new LinkedHashMap<>();
        reads.forEach((source, conditions) -> needed.put(source, conditions.needed()));
        return Optional.of(new Found(outer, needed));
      }
    }
  }

  private RelNode pushed(RelNode node) {
    return pushed.computeIfAbsent(same.of(node), unused -> push.apply(node));
  }

  private void count(RelNode node) {
    if (node instanceof Aggregate) {
      times.merge(same.of(node), 1, Integer::sum);
    }
    node.getInputs().forEach(this::count);
  }

  /** The tree with places instead of the largest trees that are there more than once. */
  private RelNode marked(
      RelNode node, UnaryOperator<RelNode> rows, Map<Integer, CommonRows.Source> sources) {
    if (node instanceof Aggregate) {
      int number = same.of(node);
      boolean isCommon =
          number != SameTrees.OWN && times.get(number) > 1 && !refused.contains(number);
      if (isCommon) {
        return new CommonRows(
            sources.computeIfAbsent(number, unused -> new CommonRows.Source(rows.apply(node))));
      }
    }
    List<RelNode> inputs = new ArrayList<>();
    boolean isSame = true;
    for (RelNode input : node.getInputs()) {
      RelNode below = marked(input, rows, sources);
      isSame &= below == input;
      inputs.add(below);
    }
    return isSame ? node : node.copy(node.getTraitSet(), inputs);
  }

  private static ReadConditions conditions(CommonRows.Source source) {
    RelNode rows = source.all();
    boolean hasKeys =
        rows instanceof Aggregate aggregate
            && aggregate.getGroupSets().stream().noneMatch(ImmutableBitSet::isEmpty);
    int keys = hasKeys ? ((Aggregate) rows).getGroupCount() : 0;
    return new ReadConditions(rows, ImmutableBitSet.range(keys));
  }

  /** Finds what the places of a tree ask. */
  private record Collector(JoinedPlaces joins, Map<CommonRows.Source, ReadConditions> reads) {
    void collect(RelNode node, List<RexNode> above) {
      if (node instanceof CommonRows place) {
        reads.get(place.source()).add(above, joins.part(place));
        return;
      }
      List<RexNode> conjuncts = new ArrayList<>();
      if (node instanceof Filter filter) {
        conjuncts.addAll(above);
        conjuncts.addAll(RelOptUtil.conjunctions(filter.getCondition()));
      }
      node.getInputs().forEach(input -> collect(input, conjuncts));
    }
  }
}
