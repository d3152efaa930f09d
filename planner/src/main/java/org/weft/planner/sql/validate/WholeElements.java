package org.weft.planner.sql.validate;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Marks a list whose elements UNNEST gives as they are. Calcite's makes columns of the fields of
 * elements that are structs; so here every element is said to be a struct of one field. Nothing is
 * computed: the mark goes when UNNEST becomes algebra.
 */
public final class WholeElements extends SqlFunction {
  /** The only one; its name cannot be written. */
  public static final WholeElements INSTANCE = new WholeElements();

  private static final String FIELD = "unnest";

  private WholeElements() {
    super(
        "$WHOLE",
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        OperandTypes.ANY,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.of(1);
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    RelDataType type = call.getOperandType(0);
    boolean isList = type.getSqlTypeName() == SqlTypeName.ARRAY;
    if (isList || type.getSqlTypeName() == SqlTypeName.NULL) {
      return true;
    }
    WeftException error =
        WeftException.of(
            ErrorCode.TYPE_MISMATCH, "UNNEST takes a list, not " + LibraryArguments.type(type));
    if (type.isStruct()) {
      error = error.hint("write (struct).* to get its fields as columns");
    } else if (type.getSqlTypeName() == SqlTypeName.MAP) {
      error = error.hint("use it in FROM with names for both columns: UNNEST(map) AS t(k, v)");
    }
    throw LibraryArguments.at(call.getCall().getParserPosition(), error);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    RelDataType list = call.getOperandType(0);
    RelDataType element =
        list.getSqlTypeName() == SqlTypeName.ARRAY
            ? list.getComponentType()
            : SqlTypes.INSTANCE.createTypeWithNullability(
                SqlTypes.INSTANCE.createSqlType(SqlTypeName.INTEGER), true);
    RelDataType struct =
        SqlTypes.INSTANCE.createStructType(
            StructKind.FULLY_QUALIFIED, List.of(element), List.of(FIELD));
    return SqlTypes.INSTANCE.createTypeWithNullability(
        SqlTypes.INSTANCE.createArrayType(struct, -1), list.isNullable());
  }
}
