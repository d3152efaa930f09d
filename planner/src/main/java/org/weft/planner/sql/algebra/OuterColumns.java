package org.weft.planner.sql.algebra;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Has a step of a correlated query add either outer columns that its input knows already or others,
 * not both. Where a step needs both, Calcite's decorrelation joins all of them anew and forgets
 * what the input has filtered by: {@code (SELECT sum(o.a + i.c) FROM i WHERE i.b = o.b)} with
 * {@code o.b} in the sum would add all rows of i. So the others become columns one step earlier.
 * Where both sides of a correlated join need the same outer column, the right one takes it from the
 * left, for Calcite would not ask that it be the same.
 */
final class OuterColumns extends RelHomogeneousShuttle {
  private OuterColumns() {}

  static RelNode apart(RelNode tree) {
    return tree.accept(new OuterColumns());
  }

  /** A column of an outer row. */
  private record Outer(CorrelationId row, int column) {}

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    if (below instanceof Project project) {
      return project(project);
    }
    if (below instanceof Correlate correlate) {
      return correlate(correlate);
    }
    return below instanceof Filter filter ? filter(filter) : below;
  }

  private static RelNode correlate(Correlate correlate) {
    RelNode left = correlate.getLeft();
    Finder shared = new Finder();
    collect(left, shared);
    shared.found.keySet().retainAll(known(correlate.getRight()));
    if (shared.found.isEmpty()) {
      return correlate;
    }
    Widened wide = Widened.of(left, shared.found);
    RexBuilder rex = left.getCluster().getRexBuilder();
    RexNode row = rex.makeCorrel(wide.rel().getRowType(), correlate.getCorrelationId());
    RexShuttle ofLeft =
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            Outer outer = outer(access);
            if (outer == null) {
              return super.visitFieldAccess(access);
            }
            boolean isOwn = outer.row().equals(correlate.getCorrelationId());
            Integer place = isOwn ? Integer.valueOf(outer.column()) : wide.added().get(outer);
            return place == null ? access : rex.makeFieldAccess(row, place);
          }
        };
    RelNode right =
        correlate
            .getRight()
            .accept(
                new RelHomogeneousShuttle() {
                  @Override
                  public RelNode visit(RelNode node) {
                    boolean isOfSameId =
                        node instanceof Correlate inner
                            && inner.getCorrelationId().equals(correlate.getCorrelationId());
                    return isOfSameId
                        ? node.copy(
                            node.getTraitSet(),
                            List.of(node.getInput(0).accept(this), node.getInput(1)))
                        : super.visit(node).accept(ofLeft);
                  }
                });
    RelNode joined =
        LogicalCorrelate.create(
            wide.rel(),
            right,
            List.of(),
            correlate.getCorrelationId(),
            correlate.getRequiredColumns().union(ImmutableBitSet.of(wide.added().values())),
            correlate.getJoinType());
    List<RexNode> columns = new ArrayList<>();
    int width = left.getRowType().getFieldCount();
    for (int i = 0; i < correlate.getRowType().getFieldCount(); i++) {
      columns.add(rex.makeInputRef(joined, i < width ? i : i + wide.added().size()));
    }
    return LogicalProject.create(
        joined, List.of(), columns, correlate.getRowType().getFieldNames(), Set.of());
  }

  private static RelNode project(Project project) {
    Step step = Step.of(project, project.getProjects());
    if (step == null) {
      return project;
    }
    List<RexNode> projects = project.getProjects().stream().map(step::over).toList();
    return LogicalProject.create(
        step.input(),
        project.getHints(),
        projects,
        project.getRowType().getFieldNames(),
        project.getVariablesSet());
  }

  private static RelNode filter(Filter filter) {
    Step step = Step.of(filter, List.of(filter.getCondition()));
    if (step == null) {
      return filter;
    }
    RelNode filtered =
        LogicalFilter.create(
            step.input(),
            step.over(filter.getCondition()),
            ImmutableSet.copyOf(filter.getVariablesSet()));
    RexBuilder rex = filter.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < filter.getRowType().getFieldCount(); i++) {
      columns.add(rex.makeInputRef(filtered, i));
    }
    return LogicalProject.create(
        filtered, List.of(), columns, filter.getRowType().getFieldNames(), Set.of());
  }

  /**
   * A step taken apart.
   *
   * @param input with the outer columns that were not known, behind the others
   * @param added where they are
   */
  private record Step(RelNode input, Map<Outer, Integer> added) {
    /** Null if it may stay as it is. */
    static Step of(RelNode node, List<RexNode> expressions) {
      Finder needed = new Finder();
      expressions.forEach(expression -> expression.accept(needed));
      if (needed.found.isEmpty()) {
        return null;
      }
      RelNode input = node.getInput(0);
      Set<Outer> known = known(input);
      Map<Outer, RexNode> missing = new LinkedHashMap<>(needed.found);
      missing.keySet().removeAll(known);
      if (missing.isEmpty() || missing.size() == needed.found.size()) {
        return null;
      }
      Widened wide = Widened.of(input, missing);
      return new Step(wide.rel(), wide.added());
    }

    RexNode over(RexNode expression) {
      return expression.accept(
          new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
              Integer place = added.get(outer(access));
              return place == null
                  ? super.visitFieldAccess(access)
                  : input.getCluster().getRexBuilder().makeInputRef(input, place);
            }
          });
    }
  }

  /**
   * A tree with outer columns behind its own.
   *
   * @param added where they are
   */
  private record Widened(RelNode rel, Map<Outer, Integer> added) {
    static Widened of(RelNode input, Map<Outer, RexNode> outers) {
      RexBuilder rex = input.getCluster().getRexBuilder();
      List<RexNode> columns = new ArrayList<>();
      List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
      for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
        columns.add(rex.makeInputRef(input, i));
      }
      Map<Outer, Integer> added = new LinkedHashMap<>();
      outers.forEach(
          (outer, access) -> {
            added.put(outer, columns.size());
            names.add("$outer" + columns.size());
            columns.add(access);
          });
      return new Widened(LogicalProject.create(input, List.of(), columns, names, Set.of()), added);
    }
  }

  /** What a step's input knows: all that it refers to. */
  private static Set<Outer> known(RelNode node) {
    Finder finder = new Finder();
    collect(node, finder);
    return new LinkedHashSet<>(finder.found.keySet());
  }

  private static void collect(RelNode node, Finder finder) {
    node.accept(finder);
    if (node instanceof Correlate correlate) {
      collect(correlate.getLeft(), finder);
      Finder right = new Finder();
      collect(correlate.getRight(), right);
      // these are no outer columns here; the same id may stand for another row elsewhere
      right.found.keySet().removeIf(outer -> outer.row().equals(correlate.getCorrelationId()));
      finder.found.putAll(right.found);
    } else {
      node.getInputs().forEach(input -> collect(input, finder));
    }
  }

  /** The outer column that a field of a row is; null if the row is none. */
  private static Outer outer(RexFieldAccess access) {
    return access.getReferenceExpr() instanceof RexCorrelVariable row
        ? new Outer(row.id, access.getField().getIndex())
        : null;
  }

  private static final class Finder extends RexShuttle {
    private final Map<Outer, RexNode> found = new LinkedHashMap<>();

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      Outer outer = outer(access);
      if (outer == null) {
        return super.visitFieldAccess(access);
      }
      found.put(outer, access);
      return access;
    }
  }
}
