package org.weft.planner.sql.algebra;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.sql.validate.LibraryOperator;
import org.weft.planner.sql.validate.NestedOperator;

/**
 * Sub-queries whose rows are the elements of a list of the outer row are computed in that row: they
 * become functions of the list. {@code (SELECT sum(x) FROM UNNEST(t.l) u(x) WHERE x > t.k)} is
 * {@code list_sum(list_filter(l, x -> x > k))}.
 */
final class ListSubQueries extends RelHomogeneousShuttle {
  private ListSubQueries() {}

  static RelNode apply(RelNode tree) {
    return tree.accept(new ListSubQueries());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    RelNode changed = below.accept(new InRow(below.getVariablesSet(), rex(below)));
    return changed instanceof Correlate correlate ? beside(correlate) : changed;
  }

  private static RexBuilder rex(RelNode node) {
    return node.getCluster().getRexBuilder();
  }

  /** A lateral join with the one row that an aggregation of a list gives. */
  private static RelNode beside(Correlate correlate) {
    if (correlate.getJoinType() != JoinRelType.INNER
        && correlate.getJoinType() != JoinRelType.LEFT) {
      return correlate;
    }
    Optional<List<RexNode>> row = oneRow(correlate.getRight());
    if (row.isEmpty()) {
      return correlate;
    }
    RexBuilder rex = rex(correlate);
    InRow own = new InRow(Set.of(correlate.getCorrelationId()), rex);
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < correlate.getLeft().getRowType().getFieldCount(); i++) {
      columns.add(rex.makeInputRef(correlate.getLeft(), i));
    }
    for (RexNode column : row.get()) {
      RelDataType type = correlate.getRowType().getFieldList().get(columns.size()).getType();
      columns.add(as(rex, column.accept(own), type));
    }
    return LogicalProject.create(
        correlate.getLeft(), List.of(), columns, correlate.getRowType().getFieldNames(), Set.of());
  }

  private static RexNode as(RexBuilder rex, RexNode value, RelDataType type) {
    if (value.getType().equals(type)) {
      return value;
    }
    // a predicate may not be cast only to say that it is never null
    return type.getSqlTypeName() == SqlTypeName.BOOLEAN && !type.isNullable()
        ? rex.makeCall(SqlStdOperatorTable.IS_TRUE, value)
        : rex.makeAbstractCast(type, value, false);
  }

  /** Puts what sub-queries become into an expression over the row they see. */
  private static final class InRow extends InnerTrees {
    private final Set<CorrelationId> row;
    private final RexBuilder rex;

    InRow(Set<CorrelationId> row, RexBuilder rex) {
      super(ListSubQueries::apply);
      this.row = row;
      this.rex = rex;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery inner = changed(subQuery);
      return computed(inner, rex)
          .map(value -> as(rex, value.accept(this), inner.getType()))
          .orElse(inner);
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      boolean isOwn =
          access.getReferenceExpr() instanceof RexCorrelVariable variable
              && row.contains(variable.id);
      return isOwn
          ? new RexInputRef(access.getField().getIndex(), access.getType())
          : super.visitFieldAccess(access);
    }
  }

  /** The sub-query as an expression, of correlated columns, if it is of elements of a list. */
  private static Optional<RexNode> computed(RexSubQuery subQuery, RexBuilder rex) {
    return switch (subQuery.getKind()) {
      case EXISTS -> ListElements.of(subQuery.rel).map(ListElements::exist);
      case IN, SOME -> {
        SqlOperator comparison =
            subQuery.getOperator() instanceof SqlQuantifyOperator some
                ? RelOptUtil.op(some.comparisonKind, null)
                : SqlStdOperatorTable.EQUALS;
        yield subQuery.getOperands().size() != 1
            ? Optional.empty()
            : ListElements.of(subQuery.rel)
                .map(rows -> rows.compare(comparison, subQuery.getOperands().get(0)));
      }
      case SCALAR_QUERY ->
          oneRow(subQuery.rel).map(row -> row.get(0)).or(() -> first(subQuery.rel, rex));
      case ARRAY_QUERY_CONSTRUCTOR -> array(subQuery, rex);
      default -> Optional.empty();
    };
  }

  private static Optional<RexNode> array(RexSubQuery subQuery, RexBuilder rex) {
    return list(subQuery.rel, sort -> sort.fetch == null && sort.offset == null)
        .map(
            list ->
                rex.makeCall(
                    subQuery.getType(),
                    SqlStdOperatorTable.CASE,
                    List.of(
                        rex.makeCall(SqlStdOperatorTable.IS_NULL, list),
                        rex.makeCall(subQuery.getType(), NestedOperator.LIST, List.of()),
                        as(rex, list, subQuery.getType()))));
  }

  /** The first row of a query with LIMIT 1. */
  private static Optional<RexNode> first(RelNode rel, RexBuilder rex) {
    boolean isOrdered =
        rel instanceof Sort || rel instanceof Project && rel.getInput(0) instanceof Sort;
    if (!isOrdered) {
      return Optional.empty(); // more than one row would be an error
    }
    return list(rel, sort -> sort.offset == null && isOne(sort.fetch))
        .map(list -> rex.makeCall(LibraryOperator.of(FunctionRegistry.get("list_first")), list));
  }

  private static boolean isOne(RexNode fetch) {
    return fetch instanceof RexLiteral literal
        && BigDecimal.ONE.equals(literal.getValueAs(BigDecimal.class));
  }

  /** The rows of one column, perhaps ordered, as a list; null if there is no list. */
  private static Optional<RexNode> list(RelNode query, Predicate<Sort> accepts) {
    RelNode rel = query;
    int column = 0;
    boolean isNarrowed =
        rel instanceof Project project
            && project.getInput() instanceof Sort
            && project.getProjects().size() == 1
            && project.getProjects().get(0) instanceof RexInputRef;
    if (isNarrowed) {
      // the order is by another column
      column = ((RexInputRef) ((Project) rel).getProjects().get(0)).getIndex();
      rel = rel.getInput(0);
    }
    RelCollation order = RelCollations.EMPTY;
    if (rel instanceof Sort sort) {
      if (!accepts.test(sort)) {
        return Optional.empty();
      }
      order = sort.getCollation();
      rel = sort.getInput();
    }
    int wanted = column;
    RelCollation sorting = order;
    return ListElements.of(rel).flatMap(rows -> rows.ordered(wanted, sorting));
  }

  /** The columns of a query that gives one row, an aggregation of elements of a list. */
  private static Optional<List<RexNode>> oneRow(RelNode node) {
    if (node instanceof Project project && !project.containsOver()) {
      return oneRow(project.getInput()).flatMap(below -> projected(project, below));
    }
    boolean givesOneRow =
        node instanceof Aggregate aggregate
            && aggregate.getGroupCount() == 0
            && aggregate.getGroupSets().size() == 1;
    if (!givesOneRow) {
      return Optional.empty();
    }
    Aggregate aggregate = (Aggregate) node;
    return ListElements.of(aggregate.getInput())
        .flatMap(rows -> ListAggregation.of(aggregate, rows));
  }

  private static Optional<List<RexNode>> projected(Project project, List<RexNode> below) {
    if (SubQueries.isInAny(project.getProjects())) {
      return Optional.empty();
    }
    RexShuttle substitution =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef column) {
            return below.get(column.getIndex());
          }
        };
    return Optional.of(project.getProjects().stream().map(e -> e.accept(substitution)).toList());
  }
}
