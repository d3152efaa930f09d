package org.weft.container.expression.cast;

import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Layout;

/**
 * Dates and timestamps as each other. Nanoseconds are cut to microseconds and these rounded to
 * milliseconds and seconds, as in DuckDB; a date is the day of a timestamp. A wall time and an
 * instant of the same count are the same.
 */
final class TimeCast extends RowCast {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long NANOS_PER_DAY = SECONDS_PER_DAY * 1_000_000_000;
  private static final long NANOS_PER_MICRO = 1000;

  private final DataType from;
  private final boolean toDate;
  private final long fromPerDay;
  private final long toPerDay;

  TimeCast(ValueNode input, DataType type, Misfit misfit, Workspace memory) {
    super(input, type, misfit, memory);
    this.from = input.type();
    this.toDate = Layout.of(type) == Layout.INT32;
    this.fromPerDay = perDay(from);
    this.toPerDay = perDay(type);
  }

  private static long perDay(DataType type) {
    return type instanceof TimestampType timestamp
        ? timestamp.unit().perSecond() * SECONDS_PER_DAY
        : 1;
  }

  @Override
  Layout readAs(Layout layout) {
    return Layout.INT64;
  }

  @Override
  boolean convert(long at, long to) {
    long count = Memory.getLong(at);
    long result;
    if (toPerDay >= fromPerDay) {
      long factor = toPerDay / fromPerDay;
      result = count * factor;
      if (Math.multiplyHigh(count, factor) != result >> 63) {
        return false;
      }
    } else {
      result = toDate ? Math.floorDiv(count, fromPerDay) : coarser(count);
    }
    if (toDate) {
      Memory.putInt(to, (int) result);
      return result == (int) result;
    }
    Memory.putLong(to, result);
    return true;
  }

  /** Coarser units of a count of finer ones. */
  private long coarser(long count) {
    long factor = fromPerDay / toPerDay;
    if (fromPerDay < NANOS_PER_DAY) {
      return rounded(count, factor);
    }
    long micros = Math.floorDiv(count, NANOS_PER_MICRO);
    return factor == NANOS_PER_MICRO ? micros : rounded(micros, factor / NANOS_PER_MICRO);
  }

  /** The nearest count of a unit that is so many times as large, halves towards the future. */
  static long rounded(long count, long factor) {
    return Math.floorDiv(count + factor / 2, factor);
  }

  @Override
  String show(long at) {
    long count = Memory.getLong(at);
    return from instanceof TimestampType type
        ? TimeText.showTimestamp(count, type)
        : TimeText.showDate(count);
  }
}
