package org.weft.planner.sql.validate;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.weft.planner.expr.Function;

/** A function of SQL that is one {@link Function} of ours, argument by argument. */
public final class KernelFunction extends SqlFunction {
  private final Function function;

  KernelFunction(
      String name,
      Function function,
      SqlReturnTypeInference result,
      SqlOperandTypeChecker arguments) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        result,
        null,
        arguments,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.function = function;
  }

  /** What computes it. */
  public Function function() {
    return function;
  }
}
