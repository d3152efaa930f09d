package org.weft.container.expression.cast;

import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Layout;

/**
 * Dates and timestamps as each other. A finer unit is cut towards the past; a wall time and an
 * instant of the same count are the same.
 */
final class TimeCast extends RowCast {
  private static final long SECONDS_PER_DAY = 86_400;

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
      result = Math.floorDiv(count, fromPerDay / toPerDay);
    }
    if (toDate) {
      Memory.putInt(to, (int) result);
      return result == (int) result;
    }
    Memory.putLong(to, result);
    return true;
  }

  @Override
  String show(long at) {
    long count = Memory.getLong(at);
    return from instanceof TimestampType type
        ? TimeText.showTimestamp(count, type)
        : TimeText.showDate(count);
  }
}
