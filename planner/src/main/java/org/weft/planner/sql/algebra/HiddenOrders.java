package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.util.Optionality;

/**
 * The order of an aggregate's rows, as more arguments of it, for Calcite's decorrelation: that
 * moves columns, and tells a call where its arguments are now but not where its order is.
 */
final class HiddenOrders {
  private HiddenOrders() {}

  /** The tree with the columns of orders among the arguments. */
  static RelNode hide(RelNode tree) {
    return calls(tree, HiddenOrders::hidden);
  }

  /** The tree with orders as they were. */
  static RelNode show(RelNode tree) {
    return calls(tree, HiddenOrders::shown);
  }

  private static RelNode calls(RelNode tree, UnaryOperator<AggregateCall> change) {
    return tree.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode node) {
            RelNode below = super.visit(node);
            if (!(below instanceof Aggregate aggregate)) {
              return below;
            }
            List<AggregateCall> calls = aggregate.getAggCallList();
            List<AggregateCall> changed = calls.stream().map(change).toList();
            return changed.equals(calls)
                ? aggregate
                : aggregate.copy(
                    aggregate.getTraitSet(),
                    aggregate.getInput(),
                    aggregate.getGroupSet(),
                    aggregate.getGroupSets(),
                    changed);
          }
        });
  }

  private static AggregateCall hidden(AggregateCall call) {
    List<RelFieldCollation> order = call.getCollation().getFieldCollations();
    if (order.isEmpty()) {
      return call;
    }
    List<Integer> arguments = new ArrayList<>(call.getArgList());
    order.forEach(key -> arguments.add(key.getFieldIndex()));
    Ordered ordered = new Ordered(call.getAggregation(), call.getArgList().size(), order);
    return like(call, ordered, arguments, List.of());
  }

  private static AggregateCall shown(AggregateCall call) {
    if (!(call.getAggregation() instanceof Ordered ordered)) {
      return call;
    }
    List<Integer> arguments = call.getArgList();
    List<RelFieldCollation> order = new ArrayList<>();
    for (int i = 0; i < ordered.order.size(); i++) {
      order.add(ordered.order.get(i).withFieldIndex(arguments.get(ordered.arguments + i)));
    }
    return like(call, ordered.function, arguments.subList(0, ordered.arguments), order);
  }

  private static AggregateCall like(
      AggregateCall call,
      SqlAggFunction function,
      List<Integer> arguments,
      List<RelFieldCollation> order) {
    return AggregateCall.create(
        call.getParserPosition(),
        function,
        call.isDistinct(),
        call.isApproximate(),
        call.ignoreNulls(),
        call.rexList,
        arguments,
        call.filterArg,
        call.distinctKeys,
        RelCollations.of(order),
        call.getType(),
        call.getName());
  }

  /** A function whose last arguments are what its rows are ordered by. */
  private static final class Ordered extends SqlAggFunction {
    private final SqlAggFunction function;
    private final int arguments;
    private final List<RelFieldCollation> order;

    Ordered(SqlAggFunction function, int arguments, List<RelFieldCollation> order) {
      super(
          function.getName() + order,
          null,
          SqlKind.OTHER_FUNCTION,
          null,
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.USER_DEFINED_FUNCTION,
          false,
          false,
          Optionality.FORBIDDEN);
      this.function = function;
      this.arguments = arguments;
      this.order = order;
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding call) {
      List<RelDataType> types = call.collectOperandTypes().subList(0, arguments);
      return function.inferReturnType(
          new Aggregate.AggCallBinding(
              call.getTypeFactory(),
              function,
              List.of(),
              types,
              call.getGroupCount() == 0,
              call.hasFilter()));
    }
  }
}
