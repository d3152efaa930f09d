package org.weft.container.expression.logic;

import java.math.BigInteger;
import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Selections;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** A number, date, timestamp or boolean lies inside a range, or outside of it. */
final class RangePredicate extends ValuePredicate {
  private final ValueNode input;
  private final Workspace memory;
  private final Range range;
  private final int keep;
  private final SelectLoops.Bounds128 wide;

  RangePredicate(ValueNode input, Range range, Side side, Workspace memory) {
    super(input, memory);
    this.input = input;
    this.memory = memory;
    this.range = range;
    this.keep = side == Side.INSIDE ? 1 : 0;
    Range clipped = range.clip(127);
    this.wide =
        new SelectLoops.Bounds128(
            clipped.low().shiftRight(64).longValue(),
            clipped.low().longValue(),
            clipped.high().shiftRight(64).longValue(),
            clipped.high().longValue());
  }

  /** Which values pass. */
  enum Side {
    INSIDE,
    OUTSIDE
  }

  /** Another range inside of which another value is to lie. */
  RangePredicate of(ValueNode other, Range inside) {
    return new RangePredicate(other, inside, Side.INSIDE, memory);
  }

  Side side() {
    return keep == 1 ? Side.INSIDE : Side.OUTSIDE;
  }

  ValueNode input() {
    return input;
  }

  Range range() {
    return range;
  }

  @Override
  protected int test(Vector values, Rows rows, int[] out) {
    Layout layout = values.layout();
    int bits =
        switch (layout) {
          case BOOL8, INT8 -> 7;
          case INT16 -> 15;
          case INT32 -> 31;
          case INT64, FLOAT32, FLOAT64 -> 63;
          case INT128 -> 127;
          case VIEW -> throw new IllegalArgumentException("a range of " + layout);
        };
    Range clipped = range.clip(bits);
    if (clipped.isEmpty()) {
      return keep == 1 ? 0 : Selections.all(rows, out);
    }
    long low = clipped.low().longValue();
    long high = clipped.high().longValue();
    long data = values.data();
    int[] sel = rows.indices();
    int n = rows.count();
    return switch (layout) {
      case BOOL8, INT8 -> SelectLoops.int8(data, low, high, keep, sel, n, out);
      case INT16 -> SelectLoops.int16(data, low, high, keep, sel, n, out);
      case INT32 -> SelectLoops.int32(data, low, high, keep, sel, n, out);
      case INT64 -> SelectLoops.int64(data, low, high, keep, sel, n, out);
      case FLOAT32 -> SelectLoops.float32(data, low, high, keep, sel, n, out);
      case FLOAT64 -> SelectLoops.float64(data, low, high, keep, sel, n, out);
      case INT128 -> SelectLoops.int128(data, wide, keep, sel, n, out);
      case VIEW -> throw new IllegalArgumentException("a range of " + layout);
    };
  }

  @Override
  public int cost() {
    return 1;
  }

  /** Numbers between two ends, both inside. Floats are given by their order. */
  record Range(BigInteger low, BigInteger high) {
    private static final BigInteger MIN = BigInteger.ONE.shiftLeft(127).negate();
    private static final BigInteger MAX = MIN.not();

    static Range exactly(BigInteger value) {
      return new Range(value, value);
    }

    static Range atMost(BigInteger value) {
      return new Range(MIN, value);
    }

    static Range atLeast(BigInteger value) {
      return new Range(value, MAX);
    }

    static Range none() {
      return new Range(BigInteger.ONE, BigInteger.ZERO);
    }

    boolean isEmpty() {
      return low.compareTo(high) > 0;
    }

    Range and(Range other) {
      return new Range(low.max(other.low), high.min(other.high));
    }

    /** The part that signed numbers of so many bits, and a sign, can reach. */
    Range clip(int bits) {
      BigInteger least = BigInteger.ONE.shiftLeft(bits).negate();
      return new Range(low.max(least), high.min(least.not()));
    }
  }
}
