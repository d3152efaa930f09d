package org.weft.planner.type;

import org.weft.planner.type.TimestampType.Unit;

/** A time of day: a count of {@code unit}s since midnight, less than a day. In 64 bits. */
public record TimeType(Unit unit) implements DataType {
  /** Microseconds: what a bare TIME means in SQL. */
  public static final TimeType MICROS = new TimeType(Unit.MICROS);

  private static final long SECONDS_PER_DAY = 86_400;

  /** Microseconds or nanoseconds. */
  public TimeType {
    if (unit != Unit.MICROS && unit != Unit.NANOS) {
      throw new IllegalArgumentException("no such type: time(" + unit + ")");
    }
  }

  /** Units in a day: every value is less. */
  public long perDay() {
    return unit.perSecond() * SECONDS_PER_DAY;
  }

  @Override
  public TypeKind kind() {
    return TypeKind.TIME;
  }

  @Override
  public String toString() {
    return "time(" + unit + ")";
  }
}
