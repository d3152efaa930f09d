package org.weft.planner.sql.validate;

import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.weft.planner.error.WeftException;

/**
 * A function of any number of arguments that says itself which of them go together: where it has a
 * type for them, they do. What it throws otherwise gets the place of the call.
 */
abstract class TypedOperator extends SqlFunction {
  TypedOperator(String name) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    try {
      inferReturnType(call);
      return true;
    } catch (WeftException e) {
      throw LibraryArguments.at(call.getCall().getParserPosition(), e);
    }
  }
}
