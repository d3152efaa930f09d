package org.weft.planner.sql.validate;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;

/**
 * A function with its lambda in the algebra, where it is a function of its operands like others:
 * the body reads the parameters and what was captured as inputs of its own.
 */
public final class BoundLambda extends SqlFunction {
  private final LambdaSyntax lambda;
  private final List<RelDataType> columns;
  private final RexNode body;

  /**
   * A function for one call.
   *
   * @param columns types of the parameters, then of what was captured
   * @param body over these
   */
  public BoundLambda(LambdaSyntax lambda, List<RelDataType> columns, RexNode body) {
    // operators are equal if their names are
    super(
        lambda.kind().function() + "[" + lambda.parameters().size() + " -> " + body + "]",
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.lambda = lambda;
    this.columns = List.copyOf(columns);
    this.body = body;
  }

  /** The same function with another body. */
  public BoundLambda with(RexNode other) {
    return new BoundLambda(lambda, columns, other);
  }

  /** The function and its lambda as they were written. */
  public LambdaSyntax lambda() {
    return lambda;
  }

  /** Types of the parameters, then of what was captured. */
  public List<RelDataType> columns() {
    return columns;
  }

  /** What is computed, over these columns. */
  public RexNode body() {
    return body;
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public boolean isDeterministic() {
    return RexUtil.isDeterministic(body);
  }
}
