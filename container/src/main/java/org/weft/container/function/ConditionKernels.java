package org.weft.container.function;

import java.math.BigDecimal;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Kernels of functions that choose between values. */
final class ConditionKernels {
  private ConditionKernels() {}

  static void add(KernelList list) {
    list.row("num_nulls", (in, out) -> out.integer(nulls(in)));
    list.row("num_nonnulls", (in, out) -> out.integer(in.count() - nulls(in)));
    list.node(
        "try", (call, parts) -> new TryNode(parts.value(call.inputs().get(0)), parts.memory()));
    list.row("nvl2", (in, out) -> out.argument(in, in.isNull(0) ? 2 : 1));
    list.row("to_unsigned", ConditionKernels::unsigned);
    extreme(list, "greatest", 1);
    extreme(list, "least", -1);
    list.perCall(
        "zeroifnull",
        call ->
            (in, out) -> {
              if (!in.isNull(0)) {
                out.argument(in, 0);
              } else if (NumberKernels.isFloat(call.type())) {
                out.real(0);
              } else {
                out.decimal(BigDecimal.ZERO);
              }
            });
    list.perCall(
        "nullifzero",
        call ->
            (in, out) -> {
              boolean isZero =
                  NumberKernels.isFloat(call.type())
                      ? in.real(0) == 0
                      : in.decimal(0).signum() == 0;
              if (isZero) {
                out.nothing();
              } else {
                out.argument(in, 0);
              }
            });
  }

  private static void unsigned(Arguments in, Answer out) {
    BigDecimal number = in.decimal(0);
    int bits = (int) in.integer(1);
    if (number.signum() < 0 || number.toBigInteger().bitLength() > bits) {
      throw WeftException.of(
          ErrorCode.INVALID_CAST,
          number.toPlainString() + " is not an unsigned integer of " + bits + " bits");
    }
    out.argument(in, 0);
  }

  private static void extreme(KernelList list, String name, int sign) {
    list.inMemory(
        name,
        (call, memory) -> {
          ArgumentOrder order = ArgumentOrder.of(call.type(), memory);
          return (in, out) -> {
            int best = -1;
            for (int i = 0; i < in.count(); i++) {
              boolean isBetter =
                  !in.isNull(i) && (best < 0 || sign * order.compare(in, i, best) > 0);
              best = isBetter ? i : best;
            }
            if (best < 0) {
              out.nothing();
            } else {
              out.argument(in, best);
            }
          };
        });
  }

  private static int nulls(Arguments in) {
    int count = 0;
    for (int i = 0; i < in.count(); i++) {
      count += in.isNull(i) ? 1 : 0;
    }
    return count;
  }
}
