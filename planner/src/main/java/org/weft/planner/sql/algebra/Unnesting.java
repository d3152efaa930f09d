package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.weft.planner.expr.UnnestSpec;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.sql.validate.WholeElements;

/**
 * Turns UNNEST into {@link Unnest}: the collections of the rows beside it are no longer a
 * correlated query of their own.
 */
final class Unnesting extends RelHomogeneousShuttle {
  private Unnesting() {}

  static RelNode apply(RelNode tree) {
    return tree.accept(new Unnesting());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node).accept(new InnerTrees(Unnesting::apply));
    if (below instanceof Uncollect uncollect) {
      return alone(uncollect);
    }
    return below instanceof Correlate correlate ? beside(correlate) : below;
  }

  /** One whose collections do not come from rows beside it. */
  private static RelNode alone(Uncollect uncollect) {
    if (!RelOptUtil.getVariablesUsed(uncollect.getInput()).isEmpty()
        || !(uncollect.getInput() instanceof Project project)) {
      return uncollect;
    }
    Lifted lifted =
        Lifted.of(uncollect, project.getInput(), project.getProjects(), UnnestSpec.OnEmpty.NOTHING);
    return LogicalProject.create(
        lifted.rel(),
        List.of(),
        lifted.columns(),
        uncollect.getRowType().getFieldNames(),
        Set.of());
  }

  /**
   * The elements of lists of every row.
   *
   * @param lists over the input
   * @param more columns of the input that go on behind the elements
   */
  static RelNode elements(
      Uncollect uncollect, RelNode input, List<RexNode> lists, List<RexNode> more) {
    Lifted lifted = Lifted.of(uncollect, input, lists, UnnestSpec.OnEmpty.NOTHING);
    List<RexNode> columns = new ArrayList<>();
    List<RelDataTypeField> fields = uncollect.getRowType().getFieldList();
    for (RexNode column : lifted.columns()) {
      RexBuilder rex = input.getCluster().getRexBuilder();
      columns.add(OuterRow.cast(rex, column, fields.get(columns.size()).getType()));
    }
    List<String> names = new ArrayList<>(uncollect.getRowType().getFieldNames());
    for (RexNode column : more) {
      names.add("outer$" + columns.size());
      columns.add(column);
    }
    return LogicalProject.create(lifted.rel(), List.of(), columns, names, Set.of());
  }

  private static RelNode beside(Correlate correlate) {
    boolean isInner = correlate.getJoinType() == JoinRelType.INNER;
    if (!isInner && correlate.getJoinType() != JoinRelType.LEFT) {
      return correlate;
    }
    Optional<Lifted> lifted = new Lifter(correlate, isInner).lift(correlate.getRight());
    if (lifted.isEmpty()) {
      return correlate;
    }
    RexBuilder rex = correlate.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < correlate.getLeft().getRowType().getFieldCount(); i++) {
      columns.add(rex.makeInputRef(lifted.get().rel(), i));
    }
    List<RelDataTypeField> fields = correlate.getRowType().getFieldList();
    for (RexNode column : lifted.get().columns()) {
      RelDataType type = fields.get(columns.size()).getType();
      columns.add(
          column.getType().equals(type) ? column : rex.makeAbstractCast(type, column, false));
    }
    return LogicalProject.create(
        lifted.get().rel(), List.of(), columns, correlate.getRowType().getFieldNames(), Set.of());
  }

  /**
   * A query without correlation.
   *
   * @param rel the rows of the left side first, then what was made of them
   * @param columns what the right side gave, over {@code rel}
   */
  private record Lifted(RelNode rel, List<RexNode> columns) {
    static Lifted of(
        Uncollect uncollect, RelNode input, List<RexNode> collections, UnnestSpec.OnEmpty onEmpty) {
      Unnest unnest =
          Unnest.create(
              input,
              collections.stream().map(Lifted::bare).toList(),
              onEmpty,
              uncollect.withOrdinality
                  ? UnnestSpec.Ordinality.NUMBERED
                  : UnnestSpec.Ordinality.NONE);
      RexBuilder rex = input.getCluster().getRexBuilder();
      List<RexNode> columns = new ArrayList<>();
      int first = input.getRowType().getFieldCount();
      int last = unnest.getRowType().getFieldCount();
      for (int i = first; i < last; i++) {
        RexNode element = rex.makeInputRef(unnest, i);
        boolean isNumber = uncollect.withOrdinality && i == last - 1;
        if (!isNumber && isExpanded(collections, i - first)) {
          for (RelDataTypeField field : element.getType().getFieldList()) {
            columns.add(rex.makeFieldAccess(element, field.getIndex()));
          }
        } else {
          columns.add(element);
        }
      }
      return new Lifted(unnest, columns);
    }

    /** True if a column holds elements that are structs, whose fields become columns each. */
    private static boolean isExpanded(List<RexNode> collections, int made) {
      int column = 0;
      for (RexNode collection : collections) {
        RelDataType component = collection.getType().getComponentType();
        if (component == null) {
          column += 2;
        } else if (column++ == made) {
          return component.isStruct() && !isWhole(collection);
        }
      }
      return false;
    }

    private static boolean isWhole(RexNode collection) {
      return collection instanceof RexCall call && call.getOperator() == WholeElements.INSTANCE;
    }

    /** A collection without its mark; a null of no type as an empty list. */
    private static RexNode bare(RexNode collection) {
      if (!isWhole(collection)) {
        return collection;
      }
      RexNode list = ((RexCall) collection).getOperands().get(0);
      if (list.getType().getSqlTypeName() == SqlTypeName.ARRAY) {
        return list;
      }
      RelDataType element = collection.getType().getComponentType().getFieldList().get(0).getType();
      return new RexBuilder(SqlTypes.INSTANCE)
          .makeNullLiteral(SqlTypes.INSTANCE.createArrayType(element, -1));
    }
  }

  /** Takes the right side of a correlation apart. */
  private static final class Lifter {
    private final Correlate correlate;
    private final boolean isInner;
    private final RexBuilder rex;

    Lifter(Correlate correlate, boolean isInner) {
      this.correlate = correlate;
      this.isInner = isInner;
      this.rex = correlate.getCluster().getRexBuilder();
    }

    Optional<Lifted> lift(RelNode node) {
      if (node instanceof Uncollect uncollect && uncollect.getInput() instanceof Project project) {
        return collections(uncollect, project);
      }
      if (node instanceof Project project && !project.containsOver()) {
        return lift(project.getInput()).flatMap(below -> projected(project, below));
      }
      if (node instanceof Filter filter && isInner) {
        return lift(filter.getInput()).flatMap(below -> filtered(filter, below));
      }
      return Optional.empty();
    }

    private Optional<Lifted> collections(Uncollect uncollect, Project project) {
      if (!project.getInput().getRowType().getFieldNames().isEmpty()
          && !(project.getInput() instanceof org.apache.calcite.rel.core.Values)) {
        return Optional.empty();
      }
      List<RexNode> collections = new ArrayList<>();
      for (RexNode collection : project.getProjects()) {
        Optional<RexNode> free = free(collection, List.of());
        if (free.isEmpty()) {
          return Optional.empty();
        }
        collections.add(free.get());
      }
      return Optional.of(
          Lifted.of(
              uncollect,
              correlate.getLeft(),
              collections,
              isInner ? UnnestSpec.OnEmpty.NOTHING : UnnestSpec.OnEmpty.NULLS));
    }

    private Optional<Lifted> projected(Project project, Lifted below) {
      List<RexNode> columns = new ArrayList<>();
      for (RexNode expression : project.getProjects()) {
        // what a constant gives beside no element, a left join must not
        boolean staysNull =
            isInner
                || Strong.isNull(
                    expression,
                    ImmutableBitSet.range(project.getInput().getRowType().getFieldCount()));
        Optional<RexNode> free = free(expression, below.columns());
        if (free.isEmpty() || !staysNull) {
          return Optional.empty();
        }
        columns.add(free.get());
      }
      return Optional.of(new Lifted(below.rel(), columns));
    }

    private Optional<Lifted> filtered(Filter filter, Lifted below) {
      return free(filter.getCondition(), below.columns())
          .map(
              condition ->
                  new Lifted(LogicalFilter.create(below.rel(), condition), below.columns()));
    }

    /** An expression of the right side over the lifted rows, if it is one of them alone. */
    private Optional<RexNode> free(RexNode expression, List<RexNode> columns) {
      Set<CorrelationId> variables = SubQueries.variables(expression);
      boolean isOurs = variables.stream().allMatch(correlate.getCorrelationId()::equals);
      if (!isOurs || SubQueries.isIn(expression)) {
        return Optional.empty();
      }
      return Optional.of(
          expression.accept(
              new RexShuttle() {
                @Override
                public RexNode visitInputRef(RexInputRef column) {
                  return columns.get(column.getIndex());
                }

                @Override
                public RexNode visitFieldAccess(RexFieldAccess access) {
                  return access.getReferenceExpr() instanceof RexCorrelVariable
                      ? rex.makeInputRef(correlate.getLeft(), access.getField().getIndex())
                      : super.visitFieldAccess(access);
                }
              }));
    }
  }
}
