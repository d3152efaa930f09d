package org.weft.planner.sql.parse;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.expr.Value;

/**
 * Constant intervals in the tree: calls of {@code interval_of} with three numbers. Calcite's own
 * literals know months or milliseconds, never both and nothing finer.
 */
public final class IntervalLiterals {
  /** The function that makes an interval of its three counts. */
  public static final String FUNCTION = "interval_of";

  private IntervalLiterals() {}

  static SqlNode of(Value.Span span, SqlParserPos pos) {
    return NamedCalls.of(FUNCTION, pos, counts(span, pos).toArray(SqlNode[]::new));
  }

  /** The three numbers. */
  public static List<SqlNode> counts(Value.Span span, SqlParserPos pos) {
    return List.of(
        number(span.months(), pos), number(span.days(), pos), number(span.micros(), pos));
  }

  /** The interval backwards. */
  static SqlNode negative(Value.Span span, SqlParserPos pos) {
    return NamedCalls.of(
        FUNCTION,
        pos,
        number(-(long) span.months(), pos),
        number(-(long) span.days(), pos),
        SqlLiteral.createExactNumeric(
            BigDecimal.valueOf(span.micros()).negate().toPlainString(), pos));
  }

  private static SqlNode number(long value, SqlParserPos pos) {
    return SqlLiteral.createExactNumeric(Long.toString(value), pos);
  }

  /** The constant that a node is; nothing for other nodes. */
  public static Optional<Value.Span> read(SqlNode node) {
    if (!(node instanceof SqlCall call)
        || !call.getOperator().getName().equalsIgnoreCase(FUNCTION)
        || !call.getOperandList().stream().allMatch(SqlNumericLiteral.class::isInstance)) {
      return Optional.empty();
    }
    List<BigDecimal> counts =
        call.getOperandList().stream().map(n -> ((SqlNumericLiteral) n).bigDecimalValue()).toList();
    return counts.size() == 3
        ? Optional.of(
            new Value.Span(
                counts.get(0).intValueExact(),
                counts.get(1).intValueExact(),
                counts.get(2).longValueExact()))
        : Optional.empty();
  }
}
