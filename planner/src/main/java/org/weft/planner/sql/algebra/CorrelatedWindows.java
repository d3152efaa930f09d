package org.weft.planner.sql.algebra;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Windows in sub-queries whose rows depend on an outer row. A sub-query becomes a join that
 * computes its windows once, over the rows of all outer rows; so what the filter below makes equal
 * to something of the outer row becomes a partition key. Where rows depend on outer ones in another
 * way, that would be wrong, and is refused.
 */
final class CorrelatedWindows extends RelHomogeneousShuttle {
  private CorrelatedWindows() {}

  /** The same tree with windows that stay right when sub-queries become joins. */
  static RelNode partitioned(RelNode tree) {
    return tree.accept(new CorrelatedWindows());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode whole = node;
    if (node instanceof Project project && project.containsOver() && !free(node).isEmpty()) {
      Keyed keyed = keyed(project);
      int columns = project.getRowType().getFieldCount();
      whole = keyed.columns(columns).project(project.getRowType().getFieldNames());
    }
    RelNode below = whole == node ? super.visit(whole) : whole;
    return below.accept(new InnerTrees(CorrelatedWindows::partitioned));
  }

  /** The outer rows that the rows of a tree depend on. */
  private static Set<CorrelationId> free(RelNode tree) {
    Set<CorrelationId> free = new HashSet<>(RelOptUtil.getVariablesUsed(tree));
    free.removeAll(own(tree));
    return free;
  }

  private static Set<CorrelationId> own(RelNode tree) {
    Set<CorrelationId> own = new HashSet<>(tree.getVariablesSet());
    tree.getInputs().forEach(input -> own.addAll(own(input)));
    return own;
  }

  /**
   * A tree, and expressions over its columns that are the same in all rows of an outer row, and
   * other in those of others.
   */
  private record Keyed(RelNode node, List<RexNode> keys) {
    Keyed columns(int count) {
      RexBuilder rex = node.getCluster().getRexBuilder();
      List<RexNode> columns = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        columns.add(rex.makeInputRef(node, i));
      }
      return new Keyed(node, columns);
    }

    RelNode project(List<String> names) {
      return LogicalProject.create(node, List.of(), keys, names, Set.of());
    }
  }

  /** The node, with columns behind its own if the keys need them. */
  private static Keyed keyed(RelNode node) {
    if (free(node).isEmpty()) {
      return new Keyed(node, List.of());
    }
    if (node instanceof Filter filter) {
      return filtered(filter);
    }
    if (node instanceof Project project) {
      return projected(project);
    }
    throw refused();
  }

  private static Keyed filtered(Filter filter) {
    Keyed input = keyed(filter.getInput());
    List<RexNode> keys = new ArrayList<>(input.keys());
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      Set<CorrelationId> outer = SubQueries.variables(conjunct);
      outer.removeAll(filter.getVariablesSet());
      if (!outer.isEmpty()) {
        keys.add(key(conjunct));
      }
    }
    RelNode node =
        LogicalFilter.create(
            input.node(), filter.getCondition(), ImmutableSet.copyOf(filter.getVariablesSet()));
    return new Keyed(node, keys);
  }

  /** The side of an equation that is of the row itself, if the other is of the outer one only. */
  private static RexNode key(RexNode conjunct) {
    boolean isEquation = conjunct.isA(SqlKind.EQUALS) || conjunct.isA(SqlKind.IS_NOT_DISTINCT_FROM);
    if (!isEquation || SubQueries.isIn(conjunct) || !RexUtil.isDeterministic(conjunct)) {
      throw refused();
    }
    RexNode left = ((RexCall) conjunct).getOperands().get(0);
    RexNode right = ((RexCall) conjunct).getOperands().get(1);
    if (isOfRow(left) && isOfOuter(right)) {
      return left;
    }
    if (isOfRow(right) && isOfOuter(left)) {
      return right;
    }
    throw refused();
  }

  private static boolean isOfRow(RexNode expression) {
    return SubQueries.variables(expression).isEmpty();
  }

  private static boolean isOfOuter(RexNode expression) {
    return RelOptUtil.InputFinder.bits(expression).isEmpty();
  }

  private static Keyed projected(Project project) {
    if (!project.getProjects().stream().allMatch(CorrelatedWindows::isOfRow)) {
      throw refused();
    }
    Keyed input = keyed(project.getInput());
    List<RexNode> columns = new ArrayList<>();
    RexShuttle windows = new Partitioned(project.getCluster().getRexBuilder(), input.keys());
    project.getProjects().forEach(column -> columns.add(column.accept(windows)));
    List<String> names = new ArrayList<>(project.getRowType().getFieldNames());
    int first = columns.size();
    for (RexNode key : input.keys()) {
      columns.add(key);
      names.add("outer" + columns.size());
    }
    RelNode node =
        LogicalProject.create(
            input.node(), project.getHints(), columns, names, project.getVariablesSet());
    List<RexNode> keys = new ArrayList<>();
    for (int i = first; i < columns.size(); i++) {
      keys.add(project.getCluster().getRexBuilder().makeInputRef(node, i));
    }
    return new Keyed(node, keys);
  }

  /** Adds partition keys to windows. */
  private static final class Partitioned extends RexShuttle {
    private final RexBuilder rex;
    private final List<RexNode> keys;

    Partitioned(RexBuilder rex, List<RexNode> keys) {
      this.rex = rex;
      this.keys = keys;
    }

    @Override
    public RexNode visitOver(RexOver over) {
      return partitioned(rex, over, keys);
    }
  }

  /** The window with more partition keys. */
  static RexNode partitioned(RexBuilder rex, RexOver over, List<RexNode> keys) {
    List<RexNode> partition = new ArrayList<>(over.getWindow().partitionKeys);
    partition.addAll(keys);
    return rex.makeOver(
        over.getType(),
        over.getAggOperator(),
        over.getOperands(),
        partition,
        over.getWindow().orderKeys,
        over.getWindow().getLowerBound(),
        over.getWindow().getUpperBound(),
        over.getWindow().getExclude(),
        over.getWindow().isRows(),
        true,
        false,
        over.isDistinct(),
        over.ignoreNulls());
  }

  private static WeftException refused() {
    return WeftException.of(
            ErrorCode.UNSUPPORTED_FEATURE,
            "a window over rows that depend on an outer query in another way than by equality is"
                + " not supported")
        .hint("write it as a join");
  }
}
