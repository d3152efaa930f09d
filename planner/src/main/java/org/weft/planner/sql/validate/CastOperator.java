package org.weft.planner.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlCastFunction;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.CastRules;
import org.weft.planner.type.DataType;

/** CAST and its like between all types there are casts for; nested types are cast inside. */
public final class CastOperator extends SqlCastFunction {
  /** {@code CAST(value AS type)} and {@code value::type}. */
  public static final CastOperator CAST = new CastOperator("CAST", SqlKind.CAST);

  /** Null for a value that cannot be cast. */
  public static final CastOperator TRY_CAST = new CastOperator("TRY_CAST", SqlKind.SAFE_CAST);

  /** The same by another name. */
  public static final CastOperator SAFE_CAST = new CastOperator("SAFE_CAST", SqlKind.SAFE_CAST);

  private CastOperator(String name, SqlKind kind) {
    super(name, kind);
  }

  /** True if a value that cannot be cast gives null. */
  public boolean isSafe() {
    return kind == SqlKind.SAFE_CAST;
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    RelDataType from = call.getOperandType(0);
    RelDataType to = call.getOperandType(1);
    boolean isNested = isNested(from) || isNested(to);
    if (!isNested) {
      return super.inferReturnType(call);
    }
    return SqlTypes.INSTANCE.createTypeWithNullability(
        SqlTypes.INSTANCE.withNullsInside(to), from.isNullable() || isSafe() || to.isStruct());
  }

  /** True for arrays, maps and rows: Calcite's own rules of casts are not made for them. */
  public static boolean isNested(RelDataType type) {
    return SqlTypes.isStorable(type) && SqlTypes.toWeft(type).isNested();
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    RelDataType source = call.getOperandType(0);
    RelDataType target = call.getOperandType(1);
    boolean isKnown = SqlTypes.isStorable(source) && SqlTypes.isStorable(target);
    if (!isKnown) {
      return super.checkOperandTypes(call, throwOnFailure);
    }
    DataType from = SqlTypes.toWeft(source);
    DataType to = SqlTypes.toWeft(target);
    if (CastRules.exists(from, to)) {
      return true;
    }
    if (throwOnFailure) {
      throw LibraryArguments.at(
          call.getCall().getParserPosition(),
          WeftException.of(ErrorCode.TYPE_MISMATCH, "there is no cast from " + from + " to " + to));
    }
    return false;
  }
}
