package org.weft.container.expression.cast;

import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** The time of day of a timestamp, or a time of day in another unit, cut towards midnight. */
final class TimeOfDayCast extends RowCast {
  private static final long SECONDS_PER_DAY = 86_400;

  private final long fromPerSecond;
  private final long toPerSecond;

  TimeOfDayCast(ValueNode input, TimeType type, Misfit misfit, Workspace memory) {
    super(input, type, misfit, memory);
    this.fromPerSecond =
        input.type() instanceof TimestampType timestamp
            ? timestamp.unit().perSecond()
            : ((TimeType) input.type()).unit().perSecond();
    this.toPerSecond = type.unit().perSecond();
  }

  @Override
  boolean convert(long from, long to) {
    long count = Math.floorMod(Memory.getLong(from), fromPerSecond * SECONDS_PER_DAY);
    Memory.putLong(
        to,
        toPerSecond >= fromPerSecond
            ? count * (toPerSecond / fromPerSecond)
            : count / (fromPerSecond / toPerSecond));
    return true;
  }

  @Override
  String show(long from) {
    return Long.toString(Memory.getLong(from));
  }
}
