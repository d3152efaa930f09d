package org.weft.planner.sql.optimize;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * What is asked of the keys that all windows of a projection are divided by is asked below them: it
 * leaves out whole partitions.
 */
final class WindowFilters extends RelHomogeneousShuttle {
  private WindowFilters() {}

  static RelNode pushed(RelNode tree) {
    return tree.accept(new WindowFilters());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    return below instanceof Filter filter ? below(filter) : below;
  }

  private static RelNode below(Filter filter) {
    if (!(filter.getInput().stripped() instanceof Project project) || !project.containsOver()) {
      return filter;
    }
    ImmutableBitSet keys = keys(project);
    List<RexNode> above = new ArrayList<>();
    List<RexNode> below = new ArrayList<>();
    for (RexNode part : RelOptUtil.conjunctions(filter.getCondition())) {
      RexNode moved = moved(part, project, keys);
      if (moved == null) {
        above.add(part);
      } else {
        below.add(moved);
      }
    }
    if (below.isEmpty()) {
      return filter;
    }
    RexBuilder rex = filter.getCluster().getRexBuilder();
    RelNode input =
        below(LogicalFilter.create(project.getInput(), RexUtil.composeConjunction(rex, below)));
    RelNode windows = project.copy(project.getTraitSet(), List.of(input));
    return above.isEmpty()
        ? windows
        : filter.copy(filter.getTraitSet(), windows, RexUtil.composeConjunction(rex, above));
  }

  /** The condition over the projection's input if it only asks of keys, else null. */
  private static RexNode moved(RexNode part, Project project, ImmutableBitSet keys) {
    for (int column : RelOptUtil.InputFinder.bits(part)) {
      RexNode expression = project.getProjects().get(column);
      boolean isOfKeys =
          !RexOver.containsOver(expression)
              && keys.contains(RelOptUtil.InputFinder.bits(expression))
              && RexUtil.isDeterministic(expression);
      if (!isOfKeys) {
        return null;
      }
    }
    return RexUtil.isDeterministic(part) ? RelOptUtil.pushPastProject(part, project) : null;
  }

  /** The input columns that every window has among its partition keys. */
  private static ImmutableBitSet keys(Project project) {
    List<ImmutableBitSet> all = new ArrayList<>();
    RexShuttle finder =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            ImmutableBitSet.Builder keys = ImmutableBitSet.builder();
            for (RexNode key : over.getWindow().partitionKeys) {
              if (key instanceof RexInputRef column) {
                keys.set(column.getIndex());
              }
            }
            all.add(keys.build());
            return over;
          }
        };
    project.getProjects().forEach(expression -> expression.accept(finder));
    return all.stream().reduce(ImmutableBitSet::intersect).orElse(ImmutableBitSet.of());
  }
}
