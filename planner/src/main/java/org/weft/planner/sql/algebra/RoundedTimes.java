package org.weft.planner.sql.algebra;

import java.time.LocalDateTime;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.TimestampString;
import org.weft.planner.sql.validate.TextLiterals;

/** Constant times in coarser units, as casts of columns make them. */
public final class RoundedTimes {
  private static final int MICRO_DIGITS = 6;

  /** The nanoseconds of the last of so many digits of a second. */
  private static final int[] NANOS = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private RoundedTimes() {}

  /** The time in so many digits of a second: cut to microseconds, which are rounded. */
  public static LocalDateTime of(LocalDateTime time, int digits) {
    int nanos = time.getNano();
    if (digits >= MICRO_DIGITS) {
      return time.withNano(nanos / NANOS[digits] * NANOS[digits]);
    }
    int unit = NANOS[digits] / NANOS[MICRO_DIGITS];
    long units = (nanos / NANOS[MICRO_DIGITS] + unit / 2) / unit;
    return time.withNano(0).plusNanos(units * NANOS[digits]);
  }

  /** A constant cast to a coarser type; nothing for other casts. Calcite would cut it. */
  static Optional<RexNode> cast(RexNode value, RelDataType type, RexBuilder rex) {
    boolean isCoarser =
        SqlTypeUtil.isTimestamp(type)
            && SqlTypeUtil.isTimestamp(value.getType())
            && type.getPrecision() < value.getType().getPrecision();
    return isCoarser
        ? constant(value).map(time -> literal(of(time, type.getPrecision()), type, rex))
        : Optional.empty();
  }

  private static Optional<LocalDateTime> constant(RexNode value) {
    if (value instanceof RexLiteral literal && !literal.isNull()) {
      String text = literal.getValueAs(TimestampString.class).toString();
      return Optional.of(LocalDateTime.parse(text.replace(' ', 'T')));
    }
    boolean isText =
        value instanceof RexCall call
            && call.isA(SqlKind.CAST)
            && call.getOperands().get(0) instanceof RexLiteral text
            && !text.isNull()
            && SqlTypeUtil.inCharFamily(text.getType());
    if (!isText) {
      return Optional.empty();
    }
    RexLiteral text = (RexLiteral) ((RexCall) value).getOperands().get(0);
    return TextLiterals.read(text.getValueAs(String.class), value.getType())
        .map(LocalDateTime.class::cast);
  }

  private static RexNode literal(LocalDateTime rounded, RelDataType type, RexBuilder rex) {
    return rex.makeLiteral(TimestampStrings.of(rounded), type, false);
  }
}
