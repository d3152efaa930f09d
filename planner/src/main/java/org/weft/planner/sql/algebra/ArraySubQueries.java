package org.weft.planner.sql.algebra;

import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableBitSet;
import org.weft.planner.sql.validate.LibraryAggregate;
import org.weft.planner.sql.validate.NestedOperator;

/** {@code ARRAY(query)} is the one value of an aggregation: the list of the query's rows. */
final class ArraySubQueries extends RelHomogeneousShuttle {
  private ArraySubQueries() {}

  static RelNode aggregated(RelNode tree) {
    return tree.accept(new ArraySubQueries());
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(node).accept(new Inner(node.getCluster().getRexBuilder()));
  }

  private static final class Inner extends InnerTrees {
    private final RexBuilder rex;

    Inner(RexBuilder rex) {
      super(ArraySubQueries::aggregated);
      this.rex = rex;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery written) {
      RexSubQuery subQuery = changed(written);
      return subQuery.getKind() == SqlKind.ARRAY_QUERY_CONSTRUCTOR ? list(subQuery) : subQuery;
    }

    private RexNode list(RexSubQuery subQuery) {
      RelNode rows = subQuery.rel;
      int column = 0;
      boolean isNarrowed =
          rows instanceof Project project
              && project.getInput() instanceof Sort
              && project.getProjects().get(0) instanceof RexInputRef;
      if (isNarrowed) {
        // the order is by another column
        column = ((RexInputRef) ((Project) rows).getProjects().get(0)).getIndex();
        rows = rows.getInput(0);
      }
      RelCollation order = RelCollations.EMPTY;
      if (rows instanceof Sort sort) {
        order = sort.getCollation();
        rows = sort.fetch == null && sort.offset == null ? sort.getInput() : sort;
      }
      AggregateCall call =
          AggregateCall.create(
              SqlParserPos.ZERO,
              LibraryAggregate.of("list"),
              false,
              false,
              false,
              List.of(),
              List.of(column),
              -1,
              null,
              order,
              0,
              rows,
              null,
              "list");
      RelNode aggregate =
          LogicalAggregate.create(rows, List.of(), ImmutableBitSet.of(), null, List.of(call));
      RexNode list = rex.makeInputRef(aggregate, 0);
      RexNode orEmpty =
          rex.makeCall(
              subQuery.getType(),
              SqlStdOperatorTable.CASE,
              List.of(
                  rex.makeCall(SqlStdOperatorTable.IS_NULL, list),
                  rex.makeCall(subQuery.getType(), NestedOperator.LIST, List.of()),
                  OuterRow.cast(rex, list, subQuery.getType())));
      RelNode one =
          LogicalProject.create(aggregate, List.of(), List.of(orEmpty), List.of("list"), Set.of());
      return OuterRow.cast(rex, RexSubQuery.scalar(one), subQuery.getType());
    }
  }
}
