package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.sql.validate.BoundLambda;
import org.weft.planner.sql.validate.LambdaKind;
import org.weft.planner.sql.validate.LambdaSyntax;
import org.weft.planner.sql.validate.SqlTypes;

/**
 * Lambdas made of expressions of the elements of a list, which are input 0, and their positions,
 * input 1. What these take from outer rows, they capture.
 */
final class ListLambda {
  /** The input that stands for a value of the row around; others follow. */
  static final int OUTER = 1_000_000;

  private static final int POSITION = 1;

  private ListLambda() {}

  /** True if an expression needs the position of the element. */
  static boolean usesPosition(RexNode expression) {
    boolean[] uses = new boolean[1];
    expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef input) {
            uses[0] |= input.getIndex() == POSITION;
            return input;
          }
        });
    return uses[0];
  }

  /**
   * A call for the elements of a list.
   *
   * @param type of the call
   */
  static RexNode call(RexBuilder rex, LambdaKind kind, RexNode list, Body body, RelDataType type) {
    List<String> names = body.hasPosition() ? List.of("x", "i") : List.of("x");
    List<RelDataType> columns = new ArrayList<>();
    columns.add(nullable(list.getType().getComponentType()));
    if (body.hasPosition()) {
      columns.add(nullable(SqlTypes.INSTANCE.createSqlType(SqlTypeName.BIGINT)));
    }
    List<RexNode> captured = new ArrayList<>();
    RexNode closed =
        body.expression().accept(new Closing(rex, names.size(), body.outer(), captured));
    captured.forEach(value -> columns.add(value.getType()));
    List<String> written = captured.stream().map(RexNode::toString).toList();
    List<RexNode> operands = new ArrayList<>(List.of(list));
    operands.addAll(captured);
    LambdaSyntax syntax = new LambdaSyntax(kind.function(), kind, 1, names, written, null);
    return rex.makeCall(type, new BoundLambda(syntax, columns, closed), operands);
  }

  private static RelDataType nullable(RelDataType type) {
    return SqlTypes.INSTANCE.createTypeWithNullability(type, true);
  }

  /**
   * What is computed for an element.
   *
   * @param outer values of the row around, for the inputs from {@link #OUTER} on
   */
  record Body(RexNode expression, List<RexNode> outer) {
    Body(RexNode expression) {
      this(expression, List.of());
    }

    boolean hasPosition() {
      return usesPosition(expression);
    }
  }

  private static final class Closing extends RexShuttle {
    private final RexBuilder rex;
    private final int parameters;
    private final List<RexNode> outer;
    private final List<RexNode> captured;

    Closing(RexBuilder rex, int parameters, List<RexNode> outer, List<RexNode> captured) {
      this.rex = rex;
      this.parameters = parameters;
      this.outer = outer;
      this.captured = captured;
    }

    @Override
    public RexNode visitInputRef(RexInputRef input) {
      return input.getIndex() < OUTER ? input : capture(outer.get(input.getIndex() - OUTER));
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      return access.getReferenceExpr() instanceof RexCorrelVariable
          ? capture(access)
          : super.visitFieldAccess(access);
    }

    private RexNode capture(RexNode value) {
      int index = captured.indexOf(value);
      if (index < 0) {
        index = captured.size();
        captured.add(value);
      }
      return rex.makeInputRef(value.getType(), parameters + index);
    }
  }
}
