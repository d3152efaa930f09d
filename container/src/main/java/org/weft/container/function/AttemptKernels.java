package org.weft.container.function;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.weft.container.function.time.SpanArithmetic;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.type.TypeKind;

/** Arithmetic of numbers, intervals and times whose overflow is null, as what starts with try. */
final class AttemptKernels {
  private AttemptKernels() {}

  static void add(KernelList list) {
    list.perCall("try_divide", call -> attempt(quotient(call)));
    list.perCall("try_add", call -> attempt(sum(call)));
    list.perCall("try_subtract", call -> attempt(difference(call)));
    list.perCall("try_multiply", call -> attempt(product(call)));
  }

  private static RowFunction attempt(RowFunction function) {
    return (in, out) -> {
      try {
        function.apply(in, out);
      } catch (ArithmeticException e) {
        out.nothing(); // what try asks for
      }
    };
  }

  private static RowFunction sum(LibraryCall call) {
    if (TimeKernels.isInterval(call, 0) && TimeKernels.isInterval(call, 1)) {
      return (in, out) -> out.interval(SpanArithmetic.add(in.interval(0), in.interval(1)));
    }
    if (TimeKernels.isInterval(call, 1)) {
      return (in, out) -> move(in, 0, 1, out);
    }
    if (TimeKernels.isInterval(call, 0)) {
      return (in, out) -> move(in, 1, 1, out);
    }
    return numbers(call, Math::addExact, Double::sum);
  }

  private static RowFunction difference(LibraryCall call) {
    if (TimeKernels.isInterval(call, 0)) {
      return (in, out) -> out.interval(SpanArithmetic.subtract(in.interval(0), in.interval(1)));
    }
    if (TimeKernels.isInterval(call, 1)) {
      return (in, out) -> move(in, 0, -1, out);
    }
    return numbers(call, Math::subtractExact, (a, b) -> a - b);
  }

  /** A time, later or earlier by the interval that is the other argument. */
  private static void move(Arguments in, int time, int sign, Answer out) {
    long micros = TimeKernels.micros(in, time);
    TimeKernels.answer(TimeKernels.moved(micros, in.interval(1 - time), sign), out);
  }

  private static RowFunction product(LibraryCall call) {
    int span = TimeKernels.isInterval(call, 0) ? 0 : 1;
    if (!TimeKernels.isInterval(call, span)) {
      return numbers(call, Math::multiplyExact, (a, b) -> a * b);
    }
    int factor = 1 - span;
    return call.inputs().get(factor).type().isInteger()
        ? (in, out) -> out.interval(SpanArithmetic.multiply(in.interval(span), in.integer(factor)))
        : (in, out) -> out.interval(SpanArithmetic.multiply(in.interval(span), in.real(factor)));
  }

  private static RowFunction quotient(LibraryCall call) {
    boolean isSpan = TimeKernels.isInterval(call, 0);
    return (in, out) -> {
      double divisor = in.real(1);
      if (divisor == 0) {
        out.nothing();
      } else if (isSpan) {
        out.interval(SpanArithmetic.divide(in.interval(0), divisor));
      } else {
        out.real(in.real(0) / divisor);
      }
    };
  }

  private static RowFunction numbers(
      LibraryCall call, LongBinaryOperator exact, DoubleBinaryOperator real) {
    if (call.type().kind() == TypeKind.DATE) {
      return (in, out) ->
          out.integer(Math.toIntExact(exact.applyAsLong(in.integer(0), in.integer(1))));
    }
    return NumberKernels.binary(call, exact, real);
  }
}
