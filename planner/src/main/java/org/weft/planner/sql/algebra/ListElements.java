package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.sql.validate.LambdaKind;
import org.weft.planner.sql.validate.LibraryOperator;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.sql.validate.WholeElements;

/**
 * A query of the elements of one list.
 *
 * @param source the list, of correlated columns
 * @param columns what the query gives for an element, which is input 0 and its position input 1
 * @param conditions which elements it gives something for
 */
record ListElements(
    RexBuilder rex, RexNode source, List<RexNode> columns, List<RexNode> conditions) {

  /** The query as one of elements, if it is one. */
  static Optional<ListElements> of(RelNode node) {
    if (node instanceof Uncollect uncollect && uncollect.getInput() instanceof Project project) {
      return of(uncollect, project);
    }
    if (node instanceof Project project
        && !project.containsOver()
        && !SubQueries.isInAny(project.getProjects())) {
      return of(project.getInput()).map(rows -> rows.projected(project));
    }
    if (node instanceof Filter filter && !SubQueries.isIn(filter.getCondition())) {
      return of(filter.getInput()).flatMap(rows -> rows.filtered(filter.getCondition()));
    }
    return Optional.empty();
  }

  private static Optional<ListElements> of(Uncollect uncollect, Project project) {
    boolean isOneList =
        project.getProjects().size() == 1
            && project.getInput() instanceof Values values
            && values.getTuples().size() == 1;
    if (!isOneList || SubQueries.isInAny(project.getProjects())) {
      return Optional.empty();
    }
    RexNode list = project.getProjects().get(0);
    boolean isWhole = list instanceof RexCall call && call.getOperator() == WholeElements.INSTANCE;
    RexNode source = isWhole ? ((RexCall) list).getOperands().get(0) : list;
    if (source.getType().getSqlTypeName() != SqlTypeName.ARRAY) {
      return Optional.empty();
    }
    RexBuilder rex = uncollect.getCluster().getRexBuilder();
    RelDataType type =
        SqlTypes.INSTANCE.createTypeWithNullability(source.getType().getComponentType(), true);
    RexNode element = rex.makeInputRef(type, 0);
    List<RexNode> columns = new ArrayList<>();
    if (type.isStruct() && !isWhole) {
      for (RelDataTypeField field : type.getFieldList()) {
        columns.add(rex.makeFieldAccess(element, field.getIndex()));
      }
    } else {
      columns.add(element);
    }
    if (uncollect.withOrdinality) {
      RelDataType number = uncollect.getRowType().getFieldList().get(columns.size()).getType();
      RexNode position =
          rex.makeInputRef(
              SqlTypes.INSTANCE.createTypeWithNullability(
                  SqlTypes.INSTANCE.createSqlType(SqlTypeName.BIGINT), true),
              1);
      columns.add(rex.makeAbstractCast(number, position, false));
    }
    return Optional.of(new ListElements(rex, source, columns, List.of()));
  }

  private RexNode substituted(RexNode expression) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef column) {
            return columns.get(column.getIndex());
          }
        });
  }

  private ListElements projected(Project project) {
    return new ListElements(
        rex, source, project.getProjects().stream().map(this::substituted).toList(), conditions);
  }

  private Optional<ListElements> filtered(RexNode condition) {
    List<RexNode> all = new ArrayList<>(conditions);
    all.add(substituted(condition));
    // the positions of what a filter leaves are not those of the list
    boolean usesPosition = columns.stream().anyMatch(ListLambda::usesPosition);
    return usesPosition
        ? Optional.empty()
        : Optional.of(new ListElements(rex, source, columns, all));
  }

  private RexNode condition() {
    return RexUtil.composeConjunction(rex, conditions);
  }

  private RelDataType bool() {
    return SqlTypes.INSTANCE.createTypeWithNullability(
        SqlTypes.INSTANCE.createSqlType(SqlTypeName.BOOLEAN), true);
  }

  /** False where there is no list, else what a lambda says of one of the elements. */
  private RexNode any(ListLambda.Body body) {
    return rex.makeCall(
        bool(),
        SqlStdOperatorTable.CASE,
        List.of(
            rex.makeCall(SqlStdOperatorTable.IS_NULL, source),
            rex.makeLiteral(false),
            ListLambda.call(rex, LambdaKind.ANY, source, body, bool())));
  }

  /** An element as it is. */
  RexNode element() {
    return rex.makeInputRef(
        SqlTypes.INSTANCE.createTypeWithNullability(source.getType().getComponentType(), true), 0);
  }

  /** Whether there is an element. */
  RexNode exist() {
    return any(new ListLambda.Body(rex.makeCall(SqlStdOperatorTable.IS_TRUE, condition())));
  }

  /** Whether a value compares so with one of the elements; unknown if it may. */
  RexNode compare(SqlOperator comparison, RexNode value) {
    // the value is of the row around: the lambda captures it whole
    RexNode compared =
        rex.makeCall(
            comparison, rex.makeInputRef(value.getType(), ListLambda.OUTER), columns.get(0));
    RexNode body =
        conditions.isEmpty()
            ? compared
            : rex.makeCall(
                bool(),
                SqlStdOperatorTable.CASE,
                List.of(condition(), compared, rex.makeLiteral(false)));
    return any(new ListLambda.Body(body, List.of(value)));
  }

  /** What the query gives in one of its columns, as a list; null where there is no list. */
  RexNode list(int column) {
    return list(column, List.of());
  }

  /** As {@link #list(int)}, of those elements for which more conditions hold. */
  RexNode list(int column, List<RexNode> more) {
    List<RexNode> all = new ArrayList<>(conditions);
    all.addAll(more);
    RexNode list = source;
    if (!all.isEmpty()) {
      list =
          ListLambda.call(
              rex,
              LambdaKind.FILTER,
              source,
              new ListLambda.Body(RexUtil.composeConjunction(rex, all)),
              SqlTypes.INSTANCE.createTypeWithNullability(source.getType(), true));
    }
    return transformed(list, columns.get(column));
  }

  private RexNode transformed(RexNode list, RexNode value) {
    if (value instanceof RexInputRef element && element.getIndex() == 0) {
      return list;
    }
    RelDataType type =
        SqlTypes.INSTANCE.createArrayType(
            SqlTypes.INSTANCE.createTypeWithNullability(value.getType(), true), -1);
    return ListLambda.call(
        rex,
        LambdaKind.TRANSFORM,
        list,
        new ListLambda.Body(value),
        SqlTypes.INSTANCE.createTypeWithNullability(type, true));
  }

  /** As {@link #list(int)}, in an order of that column or of the elements. */
  Optional<RexNode> ordered(int column, RelCollation order) {
    int keys = order.getFieldCollations().size();
    int key = keys == 0 ? column : order.getFieldCollations().get(0).getFieldIndex();
    boolean isOfElements =
        keys == 1
            && key != column
            && columns.get(key) instanceof RexInputRef element
            && element.getIndex() == 0
            && !ListLambda.usesPosition(columns.get(column));
    return isOfElements
        ? sorted(list(key), key, order).map(list -> transformed(list, columns.get(column)))
        : sorted(list(column), column, order);
  }

  /** A list of a column in the order of that column, if that is the order wanted. */
  Optional<RexNode> sorted(RexNode list, int column, RelCollation order) {
    if (order.getFieldCollations().isEmpty()) {
      return Optional.of(list);
    }
    RelFieldCollation first = order.getFieldCollations().get(0);
    if (order.getFieldCollations().size() > 1 || first.getFieldIndex() != column) {
      return Optional.empty();
    }
    boolean isDown = first.getDirection().isDescending();
    boolean areNullsFirst =
        switch (first.nullDirection) {
          case FIRST -> true;
          case LAST -> false;
          case UNSPECIFIED -> isDown;
        };
    return Optional.of(
        rex.makeCall(
            LibraryOperator.of(FunctionRegistry.get("list_sort")),
            list,
            rex.makeLiteral(isDown ? "DESC" : "ASC"),
            rex.makeLiteral(areNullsFirst ? "NULLS FIRST" : "NULLS LAST")));
  }
}
