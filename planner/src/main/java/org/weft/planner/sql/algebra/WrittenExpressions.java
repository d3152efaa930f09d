package org.weft.planner.sql.algebra;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.NlsString;

/** Expressions as people write them, with the names of the columns they stand over. */
final class WrittenExpressions {
  private static final int MILLISECOND_DIGITS = 3;
  private static final BigDecimal MILLISECONDS_OF_DAY = BigDecimal.valueOf(86_400_000);

  private final List<String> names = new ArrayList<>();

  WrittenExpressions(RelNode node) {
    for (RelNode input : node.getInputs()) {
      names.addAll(input.getRowType().getFieldNames());
    }
  }

  String of(List<RexNode> expressions) {
    return expressions.stream().map(this::of).collect(Collectors.joining(", "));
  }

  private String of(RexNode node) {
    if (node instanceof RexInputRef column) {
      return names.get(column.getIndex());
    }
    if (node instanceof RexLiteral literal) {
      return literal(literal);
    }
    if (node instanceof RexSubQuery subQuery) {
      return subQuery.getOperator().getName().toLowerCase(Locale.ROOT) + "(sub-query)";
    }
    if (node instanceof RexCall call) {
      return call(call);
    }
    return node.toString();
  }

  private String call(RexCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    if (call.getOperator().getSyntax() == SqlSyntax.BINARY) {
      return call.getOperands().stream()
          .map(this::of)
          .collect(Collectors.joining(" " + name + " ", "(", ")"));
    }
    return switch (call.getKind()) {
      case CAST -> "cast(" + of(call.getOperands()) + " as " + call.getType() + ")";
      case IS_NULL, IS_NOT_NULL -> "(" + of(call.getOperands()) + " " + name + ")";
      default -> name + "(" + of(call.getOperands()) + ")";
    };
  }

  private static String literal(RexLiteral literal) {
    if (SqlTypeUtil.isInterval(literal.getType()) && !literal.isNull()) {
      return interval(literal.getType().getSqlTypeName(), literal.getValueAs(BigDecimal.class));
    }
    return literal.getValue() instanceof NlsString text
        ? "'" + text.getValue() + "'"
        : literal.toString();
  }

  /** Calcite counts months, or milliseconds. */
  private static String interval(SqlTypeName type, BigDecimal value) {
    if (SqlTypeName.YEAR_INTERVAL_TYPES.contains(type)) {
      return "INTERVAL '" + value.toBigInteger() + "' MONTH";
    }
    if (type == SqlTypeName.INTERVAL_DAY) {
      return "INTERVAL '" + value.divideToIntegralValue(MILLISECONDS_OF_DAY) + "' DAY";
    }
    BigDecimal seconds = value.movePointLeft(MILLISECOND_DIGITS).stripTrailingZeros();
    return "INTERVAL '" + seconds.toPlainString() + "' SECOND";
  }
}
