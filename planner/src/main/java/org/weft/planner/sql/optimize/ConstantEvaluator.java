package org.weft.planner.sql.optimize;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;
import org.weft.planner.expr.Value;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.sql.algebra.ConstantIntervals;
import org.weft.planner.sql.algebra.RoundedTimes;
import org.weft.planner.sql.algebra.TimestampStrings;
import org.weft.planner.sql.validate.LibraryOperator;
import org.weft.planner.sql.validate.TextLiterals;
import org.weft.planner.sql.validate.TimeOperation;

/** Computes one expression without columns. */
final class ConstantEvaluator {
  private static final int MIN_YEAR = 1;
  private static final int MAX_YEAR = 9999;

  /**
   * A computed value.
   *
   * @param value a Boolean, BigDecimal, Double, String, LocalDate, LocalDateTime or Span while
   *     computing; Calcite's DateString and TimestampString in the end; null for SQL's null
   */
  record Constant(Object value) {}

  /** Thrown where an expression cannot be computed here; carries nothing. */
  private static final class CannotFold extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotFold() {
      super(null, null, false, false);
    }
  }

  private ConstantEvaluator() {}

  /** The value of an expression, or nothing if it cannot be computed or computing it fails. */
  static Optional<Constant> evaluate(RexNode node) {
    try {
      return Optional.of(new Constant(toCalcite(value(node))));
    } catch (CannotFold | ArithmeticException | DateTimeException | NumberFormatException e) {
      return Optional.empty(); // it fails, if at all, when the query runs
    }
  }

  private static Object toCalcite(Object value) {
    if (value instanceof LocalDate date) {
      requireLiteral(date.getYear());
      return new DateString(date.toString());
    }
    if (value instanceof LocalDateTime time) {
      requireLiteral(time.getYear());
      return TimestampStrings.of(time);
    }
    return value;
  }

  /** Calcite's literals have years of four digits. */
  private static void requireLiteral(int year) {
    if (year < 1 || year > 9999) {
      throw new CannotFold();
    }
  }

  private static Object value(RexNode node) {
    if (node instanceof RexLiteral literal) {
      return value(literal);
    }
    if (!(node instanceof RexCall call)) {
      throw new CannotFold();
    }
    return switch (call.getKind()) {
      case CAST -> cast(value(call.operands.get(0)), call.getType());
      case PLUS -> numbers(call, BigDecimal::add);
      case MINUS -> numbers(call, BigDecimal::subtract);
      case TIMES -> numbers(call, BigDecimal::multiply);
      case MINUS_PREFIX -> negate(value(call.operands.get(0)));
      case OTHER_FUNCTION -> function(call);
      default -> throw new CannotFold();
    };
  }

  private static Object value(RexLiteral literal) {
    if (literal.isNull()) {
      return null;
    }
    return switch (literal.getTypeName()) {
      case BOOLEAN -> literal.getValueAs(Boolean.class);
      case DECIMAL, BIGINT, INTEGER, SMALLINT, TINYINT -> literal.getValueAs(BigDecimal.class);
      case CHAR, VARCHAR -> literal.getValueAs(NlsString.class).getValue();
      case DATE -> LocalDate.parse(literal.getValueAs(DateString.class).toString());
      case TIMESTAMP ->
          LocalDateTime.parse(
              literal.getValueAs(TimestampString.class).toString().replace(' ', 'T'));
      default -> throw new CannotFold();
    };
  }

  private static Object cast(Object value, RelDataType type) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      return cast(TextLiterals.read(text, type).orElseThrow(CannotFold::new), type);
    }
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> toBoolean(value);
      case DATE -> toDate(value);
      case TIMESTAMP -> toTimestamp(value, type.getPrecision());
      case TINYINT, SMALLINT, INTEGER, BIGINT -> toInteger(number(value), type);
      case DECIMAL -> toDecimal(number(value), type);
      default -> throw new CannotFold();
    };
  }

  private static Boolean toBoolean(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new CannotFold();
  }

  private static LocalDate toDate(Object value) {
    if (value instanceof LocalDate date) {
      return date;
    }
    throw new CannotFold();
  }

  private static LocalDateTime toTimestamp(Object value, int precision) {
    LocalDateTime time;
    if (value instanceof LocalDate date) {
      time = date.atStartOfDay();
    } else if (value instanceof LocalDateTime already) {
      time = already;
    } else {
      throw new CannotFold();
    }
    return RoundedTimes.of(time, Math.max(0, Math.min(9, precision)));
  }

  private static BigDecimal number(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    throw new CannotFold();
  }

  private static BigDecimal toInteger(BigDecimal value, RelDataType type) {
    BigDecimal rounded = value.setScale(0, RoundingMode.HALF_UP);
    long bound =
        switch (type.getSqlTypeName()) {
          case TINYINT -> Byte.MAX_VALUE;
          case SMALLINT -> Short.MAX_VALUE;
          case INTEGER -> Integer.MAX_VALUE;
          default -> Long.MAX_VALUE;
        };
    long exact = rounded.longValueExact();
    if (exact > bound || exact < -bound - 1) {
      throw new CannotFold();
    }
    return rounded;
  }

  private static BigDecimal toDecimal(BigDecimal value, RelDataType type) {
    BigDecimal rounded = value.setScale(type.getScale(), RoundingMode.HALF_UP);
    if (rounded.precision() > type.getPrecision()) {
      throw new CannotFold();
    }
    return rounded;
  }

  private interface Operation {
    BigDecimal apply(BigDecimal left, BigDecimal right);
  }

  private static Object numbers(RexCall call, Operation operation) {
    boolean exact = SqlTypeUtil.isExactNumeric(call.getType());
    Object left = value(call.operands.get(0));
    Object right = value(call.operands.get(1));
    if (left == null || right == null) {
      return null;
    }
    if (!exact || !(left instanceof BigDecimal l) || !(right instanceof BigDecimal r)) {
      throw new CannotFold();
    }
    return cast(operation.apply(l, r), call.getType());
  }

  private static Object negate(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof BigDecimal number) {
      return number.negate();
    }
    throw new CannotFold();
  }

  private static Object function(RexCall call) {
    Optional<Value.Span> interval = ConstantIntervals.read(call);
    if (interval.isPresent()) {
      return interval.get();
    }
    if (!(call.getOperator() instanceof LibraryOperator library) || call.operands.size() != 2) {
      throw new CannotFold();
    }
    FunctionEntry entry = library.entry();
    boolean isForward = entry == TimeOperation.MOVE.entry();
    if (!isForward && entry != TimeOperation.MOVE_BACK.entry()) {
      throw new CannotFold();
    }
    Object time = value(call.operands.get(0));
    Object by = value(call.operands.get(1));
    if (time == null || by == null) {
      return null;
    }
    if (time instanceof LocalDate day && by instanceof BigDecimal days) {
      long number = days.longValueExact();
      return known(day.plusDays(isForward ? number : Math.negateExact(number)));
    }
    if (by instanceof Value.Span span) {
      return moved(time, span, isForward ? 1 : -1);
    }
    throw new CannotFold();
  }

  /** A date or timestamp moved by months, then days, then the rest; always a timestamp. */
  private static LocalDateTime moved(Object time, Value.Span span, int sign) {
    LocalDateTime start;
    if (time instanceof LocalDate date) {
      start = date.atStartOfDay();
    } else if (time instanceof LocalDateTime already) {
      start = already;
    } else {
      throw new CannotFold();
    }
    LocalDateTime moved =
        start
            .plusMonths(sign * (long) span.months())
            .plusDays(sign * (long) span.days())
            .plus(Math.multiplyExact(sign, span.micros()), ChronoUnit.MICROS);
    known(moved.toLocalDate());
    return moved;
  }

  /** Calcite's literals know years of four digits. */
  private static LocalDate known(LocalDate date) {
    if (date.getYear() < MIN_YEAR || date.getYear() > MAX_YEAR) {
      throw new CannotFold();
    }
    return date;
  }
}
