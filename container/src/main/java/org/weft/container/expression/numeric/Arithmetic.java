package org.weft.container.expression.numeric;

import java.math.BigInteger;
import org.weft.container.expression.kernel.LongLoops;
import org.weft.container.expression.tree.Operand;

/** The three operators that are one machine instruction. */
enum Arithmetic {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*");

  private final String symbol;

  Arithmetic(String symbol) {
    this.symbol = symbol;
  }

  /**
   * Computes 64-bit integers; at most one side is a constant.
   *
   * @return negative if a row overflowed
   */
  long longs(Operand a, Operand b, long to, int[] sel, int n) {
    if (a.isConstant()) {
      long x = a.constantLong();
      return switch (this) {
        case ADD -> LongLoops.addConstant(b.data(), x, to, sel, n);
        case SUBTRACT -> LongLoops.subtractFromConstant(x, b.data(), to, sel, n);
        case MULTIPLY -> LongLoops.multiplyConstant(b.data(), x, to, sel, n);
      };
    }
    if (b.isConstant()) {
      long y = b.constantLong();
      return switch (this) {
        case ADD -> LongLoops.addConstant(a.data(), y, to, sel, n);
        case SUBTRACT -> LongLoops.subtractConstant(a.data(), y, to, sel, n);
        case MULTIPLY -> LongLoops.multiplyConstant(a.data(), y, to, sel, n);
      };
    }
    return switch (this) {
      case ADD -> LongLoops.add(a.data(), b.data(), to, sel, n);
      case SUBTRACT -> LongLoops.subtract(a.data(), b.data(), to, sel, n);
      case MULTIPLY -> LongLoops.multiply(a.data(), b.data(), to, sel, n);
    };
  }

  /** True if 64 bits cannot hold the result. */
  boolean overflows(long x, long y) {
    return switch (this) {
      case ADD -> ((x ^ (x + y)) & (y ^ (x + y))) < 0;
      case SUBTRACT -> ((x ^ y) & (x ^ (x - y))) < 0;
      case MULTIPLY -> Math.multiplyHigh(x, y) != (x * y) >> 63;
    };
  }

  BigInteger exact(BigInteger x, BigInteger y) {
    return switch (this) {
      case ADD -> x.add(y);
      case SUBTRACT -> x.subtract(y);
      case MULTIPLY -> x.multiply(y);
    };
  }

  /** Floating-point result of one row. */
  double apply(double x, double y) {
    return switch (this) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
    };
  }

  String show(Object x, Object y) {
    return x + " " + symbol + " " + y;
  }
}
