package org.weft.planner.sql.validate;

import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.type.Field;
import org.weft.planner.type.SimpleType;

/** DATE_PART: a whole number, but a float for the parts that have a fraction. */
public final class DatePartOperator extends LibraryOperator {
  DatePartOperator(String name, FunctionEntry entry) {
    super(name, entry);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    RelDataType whole = super.inferReturnType(call);
    if (!call.isOperandLiteral(0, false)) {
      return whole;
    }
    String part = call.getOperandLiteralValue(0, String.class);
    return part != null && hasFraction(part)
        ? SqlTypes.INSTANCE.of(
            SimpleType.FLOAT64,
            whole.isNullable() ? Field.Nullability.NULLABLE : Field.Nullability.REQUIRED)
        : whole;
  }

  private static boolean hasFraction(String part) {
    String name = part.strip().toLowerCase(Locale.ROOT);
    return name.equals("epoch") || name.equals("julian");
  }
}
