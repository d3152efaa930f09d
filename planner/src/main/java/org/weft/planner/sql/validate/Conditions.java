package org.weft.planner.sql.validate;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Numbers and texts where a condition is wanted are cast to booleans, as in DuckDB. */
final class Conditions {
  private final SqlValidator validator;

  Conditions(SqlValidator validator) {
    this.validator = validator;
  }

  /** False for comparisons and all else that is a boolean by the look of it. */
  static boolean mayBeOther(SqlNode node) {
    return switch (node.getKind()) {
      case IDENTIFIER, PLUS, MINUS, TIMES, DIVIDE, MOD, MINUS_PREFIX, CASE, CAST, SAFE_CAST -> true;
      case LITERAL ->
          ((SqlLiteral) node).getTypeName().getFamily() == SqlTypeFamily.CHARACTER
              || ((SqlLiteral) node).getTypeName().getFamily() == SqlTypeFamily.NUMERIC;
      case OTHER_FUNCTION, SUM, COUNT, MIN, MAX, AVG, COALESCE, NULLIF, ITEM, DOT, FLOOR, CEIL ->
          true;
      default -> false;
    };
  }

  /** Casts conditions that are none. */
  void take(SqlValidatorScope scope, List<Operand> conditions) {
    for (Operand condition : conditions) {
      if (mayBeOther(condition.get())) {
        condition.set(condition(scope, condition.get()));
      }
    }
  }

  /** The expression as a condition; itself if it is one, or can be none. */
  SqlNode condition(SqlValidatorScope scope, SqlNode node) {
    RelDataType type = validator.deriveType(scope, node);
    boolean isOther = SqlTypeUtil.isNumeric(type) || SqlTypeUtil.isCharacter(type);
    return isOther
        ? ((DialectCoercion) validator.getTypeCoercion())
            .cast(scope, node, SqlTypes.INSTANCE.createSqlType(SqlTypeName.BOOLEAN))
        : node;
  }
}
