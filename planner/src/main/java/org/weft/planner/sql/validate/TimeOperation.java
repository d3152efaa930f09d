package org.weft.planner.sql.validate;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlOperandTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.sql.parse.IntervalLiterals;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.SimpleType;

/**
 * What {@code + - * /} mean with a date, time, timestamp or interval on one side: a function of the
 * registry. The meanings and types are DuckDB's: two dates differ by days, two timestamps by an
 * interval, and a date and an interval make a timestamp.
 *
 * @param operator the function
 * @param order how it takes the two sides
 */
public record TimeOperation(LibraryOperator operator, Order order) {
  /** How a function takes the two sides of an operator. */
  public enum Order {
    AS_WRITTEN,
    SWAPPED,
    /** As written, with the sign of the right one changed. */
    RIGHT_NEGATED
  }

  /** The function of constant intervals: three literals. */
  public static final LibraryOperator CONSTANT = operator(IntervalLiterals.FUNCTION);

  /** A date or time moved by days or an interval. */
  public static final LibraryOperator MOVE = operator("date_add");

  /** The same backwards. */
  public static final LibraryOperator MOVE_BACK = operator("date_sub");

  public static final LibraryOperator NEGATE = operator("interval_negate");
  private static final LibraryOperator ADD = operator("interval_add");
  private static final LibraryOperator SUBTRACT = operator("interval_subtract");
  private static final LibraryOperator MULTIPLY = operator("interval_multiply");
  private static final LibraryOperator DIVIDE = operator("interval_divide");
  private static final LibraryOperator BETWEEN = operator("interval_between");
  private static final LibraryOperator DAYS_BETWEEN = operator("date_diff");
  private static final LibraryOperator JOIN = operator("make_timestamp");

  /** Accepts the operands for which there is an operation. */
  static final SqlOperandTypeChecker OPERANDS = new Operands();

  /** A bare NULL is what suits the other side. */
  static final SqlOperandTypeInference UNKNOWNS =
      (call, result, types) -> {
        InferTypes.FIRST_KNOWN.inferOperandTypes(call, result, types);
        SqlKind kind = call.getCall().getKind();
        for (int i = 0; i < types.length; i++) {
          types[i] = beside(kind, types[i]);
        }
      };

  private static RelDataType beside(SqlKind kind, RelDataType known) {
    Side side = Side.of(known);
    if (!side.isTime()) {
      return known;
    }
    boolean adds = kind == SqlKind.PLUS || kind == SqlKind.MINUS;
    DataType type = side == Side.DATE || !adds ? SimpleType.INT64 : SimpleType.INTERVAL;
    return SqlTypes.INSTANCE.of(type, Field.Nullability.NULLABLE);
  }

  private static LibraryOperator operator(String name) {
    return LibraryOperator.of(FunctionRegistry.get(name));
  }

  /** The operation of two sides; nothing if both are numbers, or if there is none. */
  public static Optional<TimeOperation> of(SqlKind kind, RelDataType left, RelDataType right) {
    Side l = Side.of(left);
    Side r = Side.of(right);
    if (!l.isTime() && !r.isTime()) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (kind) {
          case PLUS -> plus(l, r);
          case MINUS -> minus(l, r);
          case TIMES -> times(l, r);
          case DIVIDE ->
              l == Side.INTERVAL && r.isNumber()
                  ? new TimeOperation(DIVIDE, Order.AS_WRITTEN)
                  : null;
          default -> null;
        });
  }

  /** The type of the result. */
  RelDataType type(RelDataType left, RelDataType right) {
    return operator.resultOf(order == Order.SWAPPED ? List.of(right, left) : List.of(left, right));
  }

  private static TimeOperation plus(Side l, Side r) {
    if (l == Side.DATE && r == Side.TIME) {
      return new TimeOperation(JOIN, Order.AS_WRITTEN);
    }
    if (l == Side.TIME && r == Side.DATE) {
      return new TimeOperation(JOIN, Order.SWAPPED);
    }
    if (moves(l, r)) {
      return new TimeOperation(MOVE, Order.AS_WRITTEN);
    }
    if (moves(r, l)) {
      return new TimeOperation(MOVE, Order.SWAPPED);
    }
    return l.isInterval() && r.isInterval() ? new TimeOperation(ADD, Order.AS_WRITTEN) : null;
  }

  /** True for a date and days, and for a date or time and an interval. */
  private static boolean moves(Side time, Side by) {
    return time == Side.DATE && by.isDays()
        || time.isMoment() && by.isInterval()
        || time == Side.TIME && by.isInterval();
  }

  private static TimeOperation minus(Side l, Side r) {
    if (l == Side.DATE && r.isDays()) {
      return new TimeOperation(MOVE, Order.RIGHT_NEGATED);
    }
    if (moves(l, r)) {
      return new TimeOperation(MOVE_BACK, Order.AS_WRITTEN);
    }
    if (l.isInterval() && r.isInterval()) {
      return new TimeOperation(SUBTRACT, Order.AS_WRITTEN);
    }
    boolean areDates = (l == Side.DATE || l == Side.NULL) && r == Side.DATE;
    if (areDates) {
      return new TimeOperation(DAYS_BETWEEN, Order.AS_WRITTEN);
    }
    boolean areMoments = (l.isMoment() || l == Side.NULL) && r.isMoment();
    return areMoments ? new TimeOperation(BETWEEN, Order.AS_WRITTEN) : null;
  }

  private static TimeOperation times(Side l, Side r) {
    if (l == Side.INTERVAL && r.isNumber()) {
      return new TimeOperation(MULTIPLY, Order.AS_WRITTEN);
    }
    return l.isNumber() && r == Side.INTERVAL ? new TimeOperation(MULTIPLY, Order.SWAPPED) : null;
  }

  /** What stands on one side; NULL is whatever suits the other. */
  private enum Side {
    DATE,
    TIMESTAMP,
    TIME,
    INTERVAL,
    INTEGER,
    NUMBER,
    NULL,
    OTHER;

    static Side of(RelDataType type) {
      SqlTypeName name = type.getSqlTypeName();
      return switch (name) {
        case DATE -> DATE;
        case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ -> TIMESTAMP;
        case TIME -> TIME;
        case NULL -> NULL;
        default -> {
          if (SqlTypeUtil.isInterval(type)) {
            yield INTERVAL;
          }
          if (SqlTypeUtil.isIntType(type)) {
            yield INTEGER;
          }
          yield SqlTypeUtil.isNumeric(type) ? NUMBER : OTHER;
        }
      };
    }

    boolean isTime() {
      return this == DATE || this == TIMESTAMP || this == TIME || this == INTERVAL;
    }

    boolean isMoment() {
      return this == DATE || this == TIMESTAMP;
    }

    boolean isInterval() {
      return this == INTERVAL || this == NULL;
    }

    boolean isDays() {
      return this == INTEGER || this == NULL;
    }

    boolean isNumber() {
      return this == INTEGER || this == NUMBER || this == NULL;
    }
  }

  private static final class Operands implements SqlOperandTypeChecker {
    @Override
    public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
      boolean fits =
          of(call.getCall().getKind(), call.getOperandType(0), call.getOperandType(1)).isPresent();
      if (!fits && throwOnFailure) {
        throw call.newValidationSignatureError();
      }
      return fits;
    }

    @Override
    public SqlOperandCountRange getOperandCountRange() {
      return SqlOperandCountRanges.of(2);
    }

    @Override
    public String getAllowedSignatures(SqlOperator operator, String name) {
      return "'<DATE OR TIME> " + name + " <INTERVAL>'";
    }
  }
}
