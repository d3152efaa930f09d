package org.weft.container.window;

import java.math.BigInteger;
import org.weft.container.expression.decimal.Int128;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Layout;

/**
 * SUM of integers and decimals: differences of the sums of all rows before the frame's start and
 * end. The sums wrap around, in so many words that no frame's own sum does; so every frame costs
 * the same, however long it is.
 */
final class ExactSums implements WindowFunction {
  private static final int WORD_BITS = 63;
  private static final int THREE_WORDS = 24;

  private final int argument;
  private final FrameRows frame;
  private final Included included;
  private final FrameCounts counts;
  private final Scratch sums;
  private final Scratch frameCounts;
  private final int[] bounds = new int[FrameRows.PIECE_NUMBERS];

  ExactSums(int argument, Included included, FrameRows frame, MemoryScope scope) {
    this.argument = argument;
    this.included = included;
    this.frame = frame;
    this.counts = new FrameCounts(frame, included, scope);
    this.sums = new Scratch(scope);
    this.frameCounts = new Scratch(scope);
  }

  @Override
  public void compute(WindowRows rows, ResultColumn results) {
    included.find(rows);
    KeptColumn column = rows.column(argument);
    long values = column.values();
    int count = rows.count();
    boolean isWide = column.layout() == Layout.INT128;
    if (isWide && !allFit(values, included, count)) {
      three(values, count, results);
    } else if (bits(column, count) + bits(longestPartition(rows)) <= WORD_BITS) {
      one(column, count, results);
    } else {
      two(column, count, results);
    }
    boolean isNeverEmpty = included.isAll() && frame.isNeverEmpty();
    if (!isNeverEmpty) {
      long perFrame = frameCounts.ensure(8L * Math.max(1, count));
      counts.validity(rows, perFrame, results.withNulls(count));
    }
  }

  private static int longestPartition(WindowRows rows) {
    int longest = 1;
    for (int p = 0; p < rows.partitions(); p++) {
      longest = Math.max(longest, rows.partition(p + 1) - rows.partition(p));
    }
    return longest;
  }

  private static int bits(long magnitude) {
    return Long.SIZE - Long.numberOfLeadingZeros(magnitude);
  }

  /** True if all numbers of 128 bits are numbers of 64. */
  private static boolean allFit(long values, Included included, int count) {
    long misfit = 0;
    for (int i = 0; i < count; i++) {
      long low = Memory.getLong(values + 16L * i);
      long high = Memory.getLong(values + 16L * i + 8);
      misfit |= included.has(i) ? high ^ (low >> 63) : 0;
    }
    return misfit == 0;
  }

  /** The bits of the largest magnitude. */
  private int bits(KeptColumn column, int count) {
    return switch (column.layout()) {
      case BOOL8, INT8 -> Byte.SIZE;
      case INT16 -> Short.SIZE;
      case INT32 -> Integer.SIZE;
      default -> {
        int shift = column.layout().shift();
        long all = 0;
        for (int i = 0; i < count; i++) {
          long value = Memory.getLong(column.values() + ((long) i << shift));
          all |= included.has(i) ? value ^ (value >> 63) : 0;
        }
        yield bits(all) + 1;
      }
    };
  }

  private static long value(Layout layout, long values, int i) {
    return switch (layout) {
      case BOOL8, INT8 -> Memory.getByte(values + i);
      case INT16 -> Memory.getShort(values + 2L * i);
      case INT32 -> Memory.getInt(values + 4L * i);
      case INT64 -> Memory.getLong(values + 8L * i);
      default -> Memory.getLong(values + 16L * i);
    };
  }

  private void one(KeptColumn column, int count, ResultColumn results) {
    long before = sums.ensure(8L * (count + 1));
    long sum = 0;
    Layout layout = column.layout();
    long values = column.values();
    long taken = included.address();
    for (int i = 0; i < count; i++) {
      Memory.putLong(before + 8L * i, sum);
      long mask = taken == 0 ? -1 : -Memory.getByte(taken + i);
      sum += value(layout, values, i) & mask;
    }
    Memory.putLong(before + 8L * count, sum);
    long out = results.start(Layout.INT64, count);
    if (frame.excludes()) {
      for (int i = 0; i < count; i++) {
        long total = 0;
        int pieces = frame.pieces(i, bounds);
        for (int p = 0; p < pieces; p++) {
          total +=
              Memory.getLong(before + 8L * bounds[2 * p + 1])
                  - Memory.getLong(before + 8L * bounds[2 * p]);
        }
        Memory.putLong(out + 8L * i, total);
      }
      return;
    }
    long starts = frame.starts();
    long ends = frame.ends();
    for (int i = 0; i < count; i++) {
      long end = Memory.getLong(before + 8L * Memory.getInt(ends + 4L * i));
      long start = Memory.getLong(before + 8L * Memory.getInt(starts + 4L * i));
      Memory.putLong(out + 8L * i, end - start);
    }
  }

  private void two(KeptColumn column, int count, ResultColumn results) {
    long before = sums.ensure(16L * (count + 1));
    Layout layout = column.layout();
    Memory.putLong(before, 0);
    Memory.putLong(before + 8, 0);
    for (int i = 0; i < count; i++) {
      long at = before + 16L * i;
      long value = included.has(i) ? value(layout, column.values(), i) : 0;
      Int128.add(
          Memory.getLong(at + 8), Memory.getLong(at), value >> 63, value, before + 16L * (i + 1));
    }
    long out = results.start(Layout.INT128, count);
    for (int i = 0; i < count; i++) {
      int pieces = frame.pieces(i, bounds);
      long to = out + 16L * i;
      Int128.put(to, 0, 0);
      for (int p = 0; p < pieces; p++) {
        add(to, before + 16L * bounds[2 * p + 1]);
        subtract(to, before + 16L * bounds[2 * p]);
      }
    }
  }

  private static void add(long to, long from) {
    Int128.add(
        Memory.getLong(to + 8),
        Memory.getLong(to),
        Memory.getLong(from + 8),
        Memory.getLong(from),
        to);
  }

  private static void subtract(long to, long from) {
    Int128.subtract(
        Memory.getLong(to + 8),
        Memory.getLong(to),
        Memory.getLong(from + 8),
        Memory.getLong(from),
        to);
  }

  /** Sums of numbers of 128 bits, of which two words may be too few. Rare, so not in a hurry. */
  private void three(long values, int count, ResultColumn results) {
    long before = sums.ensure((long) THREE_WORDS * (count + 1));
    Memory.fill(before, THREE_WORDS, (byte) 0);
    for (int i = 0; i < count; i++) {
      long at = before + (long) THREE_WORDS * i;
      long value = values + 16L * i;
      long low = included.has(i) ? Memory.getLong(value) : 0;
      long middle = included.has(i) ? Memory.getLong(value + 8) : 0;
      put(at + THREE_WORDS, at, low, middle, middle >> 63);
    }
    long out = results.start(Layout.INT128, count);
    for (int i = 0; i < count; i++) {
      int pieces = frame.pieces(i, bounds);
      BigInteger sum = BigInteger.ZERO;
      for (int p = 0; p < pieces; p++) {
        sum = sum.add(wide(before, bounds[2 * p + 1])).subtract(wide(before, bounds[2 * p]));
      }
      if (!fits(sum)) {
        throw WeftException.of(ErrorCode.NUMERIC_OVERFLOW, "a sum does not fit its type")
            .hint("cast the summed value to DOUBLE, or take smaller frames");
      }
      Int128.put(out + 16L * i, sum);
    }
  }

  private static boolean fits(BigInteger sum) {
    return sum.abs().compareTo(BigInteger.TEN.pow(DecimalType.MAX_PRECISION)) < 0;
  }

  private static void put(long to, long from, long low, long middle, long high) {
    long a = Memory.getLong(from) + low;
    long carry = Long.compareUnsigned(a, low) < 0 ? 1 : 0;
    long other = Memory.getLong(from + 8);
    long b = other + middle;
    long carryHigh = Long.compareUnsigned(b, middle) < 0 ? 1 : 0;
    long c = b + carry;
    carryHigh += Long.compareUnsigned(c, b) < 0 ? 1 : 0;
    Memory.putLong(to, a);
    Memory.putLong(to + 8, c);
    Memory.putLong(to + 16, Memory.getLong(from + 16) + high + carryHigh);
  }

  private static BigInteger wide(long before, int row) {
    long at = before + (long) THREE_WORDS * row;
    BigInteger low = Int128.toBigInteger(Memory.getLong(at + 8), Memory.getLong(at));
    BigInteger unsigned = low.signum() < 0 ? low.add(BigInteger.ONE.shiftLeft(128)) : low;
    return BigInteger.valueOf(Memory.getLong(at + 16)).shiftLeft(128).add(unsigned);
  }
}
