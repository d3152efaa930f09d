package org.weft.container.expression.time;

import java.util.List;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;

/** Makes the functions of time runnable. */
public final class Times {
  private Times() {}

  /** True if the function is one of this room. */
  public static boolean isValue(Function function) {
    return switch (function) {
      case ADD_DAYS,
          ADD_MONTHS,
          ADD_UNITS,
          YEAR,
          QUARTER,
          MONTH,
          DAY,
          HOUR,
          MINUTE,
          SECOND,
          DAY_OF_WEEK,
          DAY_OF_YEAR,
          DATE_TRUNC ->
          true;
      default -> false;
    };
  }

  /** A node for the function. */
  public static ValueNode value(Call call, Parts parts) {
    DataType type = call.type();
    Workspace memory = parts.memory();
    if (call.function() == Function.DATE_TRUNC) {
      return truncate(call, parts);
    }
    List<ValueNode> inputs = call.inputs().stream().map(parts::value).toList();
    boolean isDate = inputs.get(0).type().kind() == TypeKind.DATE;
    return switch (call.function()) {
      case ADD_DAYS, ADD_UNITS -> {
        // a number of days moves a timestamp too
        long unit = isDate || call.function() == Function.ADD_UNITS ? 1 : perDay(inputs.get(0));
        yield new Plus(type, unit, inputs, memory);
      }
      case ADD_MONTHS -> new PlusMonths(type, isDate ? 1 : perDay(inputs.get(0)), inputs, memory);
      default -> {
        Part part = Part.of(call.function());
        yield isDate
            ? new DatePart(type, part, inputs, memory)
            : new TimestampPart(type, part, inputs, memory);
      }
    };
  }

  private static long perDay(ValueNode input) {
    return TimeNode.perDay(input.type());
  }

  /** The unit comes first or second. */
  private static ValueNode truncate(Call call, Parts parts) {
    Expression first = call.inputs().get(0);
    boolean unitFirst = first.type().kind() == TypeKind.STRING;
    Expression unit = call.inputs().get(unitFirst ? 0 : 1);
    Expression time = call.inputs().get(unitFirst ? 1 : 0);
    if (!(unit instanceof Literal literal) || !(literal.value() instanceof Value.Text name)) {
      throw WeftException.of(
          ErrorCode.UNSUPPORTED_FEATURE, "the unit of DATE_TRUNC must be a constant text");
    }
    ValueNode input = parts.value(time);
    TimeUnit to = TimeUnit.of(name.value());
    return input.type().kind() == TypeKind.DATE
        ? new TruncateDate(call.type(), to, List.of(input), parts.memory())
        : new TruncateTimestamp(call.type(), to, List.of(input), parts.memory());
  }

  private static final class Plus extends TimeNode {
    private final long unit;

    Plus(DataType type, long unit, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
      this.unit = unit;
    }

    @Override
    long compute(long time, long number) {
      return Math.addExact(time, Math.multiplyExact(number, unit));
    }
  }

  private static final class PlusMonths extends TimeNode {
    private final long perDay;

    PlusMonths(DataType type, long perDay, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
      this.perDay = perDay;
    }

    @Override
    long compute(long time, long months) {
      if (months != (int) months) {
        throw new ArithmeticException("more months than there are");
      }
      long day = Math.floorDiv(time, perDay);
      long rest = time - day * perDay;
      return Math.addExact(Math.multiplyExact(Calendar.plusMonths(day, months), perDay), rest);
    }
  }

  private static final class DatePart extends TimeNode {
    private final Part part;

    DatePart(DataType type, Part part, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
      this.part = part;
    }

    @Override
    long compute(long time, long number) {
      return part.ofDate(time);
    }
  }

  private static final class TimestampPart extends TimeNode {
    private final Part part;
    private final long perDay;
    private final long perSecond;

    TimestampPart(DataType type, Part part, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
      this.part = part;
      DataType input = inputs.get(0).type();
      this.perDay = perDay(input);
      this.perSecond = ((TimestampType) input).unit().perSecond();
    }

    @Override
    long compute(long time, long number) {
      long day = Math.floorDiv(time, perDay);
      return part.isOfDay() ? part.ofSecond((time - day * perDay) / perSecond) : part.ofDate(day);
    }
  }

  private static final class TruncateDate extends TimeNode {
    private final TimeUnit unit;
    private final long perDay;

    TruncateDate(DataType type, TimeUnit unit, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
      this.unit = unit;
      this.perDay = type.kind() == TypeKind.DATE ? 1 : perDay(type);
    }

    @Override
    long compute(long time, long number) {
      return Math.multiplyExact(unit.firstDay(time), perDay);
    }
  }

  private static final class TruncateTimestamp extends TimeNode {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final TimeUnit unit;
    private final long perDay;
    private final long step;
    private final boolean toDate;

    TruncateTimestamp(DataType type, TimeUnit unit, List<ValueNode> inputs, Workspace memory) {
      super(type, inputs, memory);
      this.unit = unit;
      DataType input = inputs.get(0).type();
      this.perDay = perDay(input);
      this.toDate = type.kind() == TypeKind.DATE;
      long nanosPerStep = NANOS_PER_SECOND / ((TimestampType) input).unit().perSecond();
      this.step = unit.isOfDay() ? Math.max(1, unit.nanos() / nanosPerStep) : 0;
    }

    @Override
    long compute(long time, long number) {
      if (step > 0 && !toDate) {
        return Math.multiplyExact(Math.floorDiv(time, step), step);
      }
      long day = unit.firstDay(Math.floorDiv(time, perDay));
      return toDate ? day : Math.multiplyExact(day, perDay);
    }
  }
}
