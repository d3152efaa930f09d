package org.weft.planner.sql.translate;

import java.util.List;
import java.util.Optional;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.sql.validate.LibraryOperator;
import org.weft.planner.sql.validate.TimeOperation;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Intervals;

/**
 * Dates and timestamps moved by a constant interval: by kernels that add months, days or units to
 * whole batches, where the function of the library goes row by row.
 */
final class TimeMoves {
  private static final long MICROS_PER_SECOND = 1_000_000L;

  private TimeMoves() {}

  /** The expression; nothing if it is no such move. */
  static Optional<Expression> of(
      LibraryOperator operator, List<Expression> arguments, DataType type) {
    FunctionEntry entry = operator.entry();
    boolean isForward = entry == TimeOperation.MOVE.entry();
    boolean isMove =
        (isForward || entry == TimeOperation.MOVE_BACK.entry())
            && arguments.size() == 2
            && arguments.get(1) instanceof Literal literal
            && literal.value() instanceof Value.Span
            && type.kind() == TypeKind.TIMESTAMP;
    if (!isMove) {
      return Optional.empty();
    }
    Value.Span span = (Value.Span) ((Literal) arguments.get(1)).value();
    try {
      long months = isForward ? span.months() : -(long) span.months();
      long days = isForward ? span.days() : -(long) span.days();
      long micros = isForward ? span.micros() : Math.negateExact(span.micros());
      return Optional.of(moved(arguments.get(0), (TimestampType) type, months, days, micros));
    } catch (ArithmeticException e) {
      return Optional.empty(); // too far for any timestamp: the function says so
    }
  }

  private static Expression moved(
      Expression time, TimestampType type, long months, long days, long micros) {
    Expression moved = time;
    if (time.type() != SimpleType.DATE) {
      moved = Casts.to(time, type);
    }
    if (months != 0) {
      moved = Call.of(Function.ADD_MONTHS, moved.type(), moved, int64(months));
    }
    long rest = micros;
    if (moved.type() != SimpleType.DATE) {
      rest = Math.addExact(rest, Math.multiplyExact(days, Intervals.MICROS_PER_DAY));
    } else if (days != 0) {
      moved = Call.of(Function.ADD_DAYS, SimpleType.DATE, moved, int64(days));
    }
    moved = Casts.to(moved, type);
    long units = Math.multiplyExact(rest, type.unit().perSecond() / MICROS_PER_SECOND);
    return units == 0 ? moved : Call.of(Function.ADD_UNITS, type, moved, int64(units));
  }

  private static Literal int64(long value) {
    return new Literal(SimpleType.INT64, new Value.Int(value));
  }
}
