package org.weft.planner.sql.algebra;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Computes a query for all outer rows at once: the columns of the outer row stand behind those of
 * every operation, and rows of different outer rows never meet.
 */
final class OuterRowPush {
  private final OuterRow outer;
  private final RexBuilder rex;

  private OuterRowPush(OuterRow outer) {
    this.outer = outer;
    this.rex = outer.rel().getCluster().getRexBuilder();
  }

  /** The query's columns, then the outer ones. */
  static RelNode push(RelNode query, OuterRow outer) {
    return new OuterRowPush(outer).push(query);
  }

  RelNode push(RelNode node) {
    if (!outer.isUsedBy(node)) {
      return LogicalJoin.create(
          node, outer.rel(), List.of(), rex.makeLiteral(true), Set.of(), JoinRelType.INNER);
    }
    if (node instanceof Project project) {
      return project(project);
    }
    if (node instanceof Filter filter) {
      RelNode input = push(filter.getInput());
      return LogicalFilter.create(input, outer.in(filter.getCondition(), width(filter)));
    }
    if (node instanceof Aggregate aggregate) {
      RelNode input = push(aggregate.getInput());
      return new OuterRowGroups(outer, aggregate, input).grouped();
    }
    if (node instanceof Sort sort) {
      return sort(sort);
    }
    if (node instanceof SetOp operation) {
      return operation.copy(
          operation.getTraitSet(), operation.getInputs().stream().map(this::push).toList());
    }
    if (node instanceof Join join) {
      return new OuterRowJoin(this, outer, join.getLeft(), join.getRight()).joined(join);
    }
    if (node instanceof MarkJoin join) {
      return new OuterRowJoin(this, outer, join.getLeft(), join.getRight()).marked(join);
    }
    if (node instanceof Uncollect uncollect && uncollect.getInput() instanceof Project project) {
      RelNode input = push(project.getInput());
      int first = width(project.getInput());
      List<RexNode> lists =
          project.getProjects().stream().map(list -> outer.in(list, first)).toList();
      return Unnesting.elements(uncollect, input, lists, outer.columns(input, first));
    }
    if (node instanceof Unnest unnest) {
      RelNode input = push(unnest.getInput());
      int first = width(unnest.getInput());
      List<RexNode> lists =
          unnest.collections().stream().map(list -> outer.in(list, first)).toList();
      RelNode pushed = Unnest.create(input, lists, unnest.onEmpty(), unnest.ordinality());
      return around(pushed, unnest.getRowType(), first);
    }
    throw DependentJoins.refused("this form of correlated sub-query");
  }

  static int width(RelNode node) {
    return node.getRowType().getFieldCount();
  }

  /** Moves the outer columns, which stand in the middle of a row, behind the others. */
  RelNode around(RelNode node, RelDataType row, int first) {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < row.getFieldCount(); i++) {
      RexNode column = rex.makeInputRef(node, i < first ? i : i + outer.width());
      columns.add(OuterRow.cast(rex, column, row.getFieldList().get(i).getType()));
    }
    columns.addAll(outer.columns(node, first));
    return projected(node, columns, row);
  }

  RelNode projected(RelNode node, List<RexNode> columns, RelDataType row) {
    List<String> names = new ArrayList<>(row.getFieldNames());
    while (names.size() < columns.size()) {
      names.add("outer$" + names.size());
    }
    return LogicalProject.create(node, List.of(), columns, names, Set.of());
  }

  private RelNode project(Project project) {
    RelNode input = push(project.getInput());
    int first = width(project.getInput());
    List<RexNode> keys = outer.columns(input, first);
    RexShuttle windows =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            return CorrelatedWindows.partitioned(rex, (RexOver) super.visitOver(over), keys);
          }
        };
    List<RexNode> columns = new ArrayList<>();
    for (RexNode column : project.getProjects()) {
      columns.add(outer.in(column, first).accept(windows));
    }
    columns.addAll(keys);
    return projected(input, columns, project.getRowType());
  }

  /** The first rows of every outer row; the order itself is nobody's. */
  private RelNode sort(Sort sort) {
    RelNode input = push(sort.getInput());
    if (sort.fetch == null && sort.offset == null) {
      return input;
    }
    int first = width(sort);
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < width(input); i++) {
      columns.add(rex.makeInputRef(input, i));
    }
    RelDataType number = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    columns.add(
        RowNumbers.over(rex, outer.columns(input, first), ImmutableList.copyOf(keys(sort, input))));
    RelNode numbered = projected(input, columns, input.getRowType());
    RexNode row = rex.makeInputRef(numbered, columns.size() - 1);
    BigDecimal offset = sort.offset == null ? BigDecimal.ZERO : count(sort.offset);
    List<RexNode> conditions = new ArrayList<>();
    conditions.add(
        rex.makeCall(SqlStdOperatorTable.GREATER_THAN, row, rex.makeExactLiteral(offset, number)));
    if (sort.fetch != null) {
      RexNode last = rex.makeExactLiteral(offset.add(count(sort.fetch)), number);
      conditions.add(rex.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, row, last));
    }
    RelNode wanted = LogicalFilter.create(numbered, RexUtil.composeConjunction(rex, conditions));
    return OuterRow.as(wanted, input.getRowType());
  }

  private List<RexFieldCollation> keys(Sort sort, RelNode input) {
    List<RexFieldCollation> keys = new ArrayList<>();
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      Set<SqlKind> direction = new HashSet<>();
      if (key.getDirection().isDescending()) {
        direction.add(SqlKind.DESCENDING);
      }
      direction.add(
          key.nullDirection == RelFieldCollation.NullDirection.FIRST
              ? SqlKind.NULLS_FIRST
              : SqlKind.NULLS_LAST);
      keys.add(new RexFieldCollation(rex.makeInputRef(input, key.getFieldIndex()), direction));
    }
    return keys;
  }

  private static BigDecimal count(RexNode limit) {
    if (limit instanceof RexLiteral literal) {
      return literal.getValueAs(BigDecimal.class);
    }
    throw DependentJoins.refused("LIMIT of a computed number in a correlated sub-query");
  }
}
