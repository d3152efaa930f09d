package org.weft.container.window;

import java.math.BigInteger;
import org.weft.container.expression.decimal.Int128;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Layout;

/**
 * COUNT and exact SUM of different values in frames that move: how often each value is in the frame
 * is kept while rows enter and leave it, so that a frame costs the rows by which it differs from
 * the one before. What is excluded leaves for one row's result and enters again.
 */
final class DistinctFrames implements WindowFunction {
  private static final BigInteger LIMIT = BigInteger.TEN.pow(DecimalType.MAX_PRECISION);

  private final int argument;
  private final boolean sums;
  private final FrameRows frame;
  private final Included included;
  private final ValueNumbers numbers;
  private final Scratch counts;
  private final int[] bounds = new int[FrameRows.PIECE_NUMBERS];
  private KeptColumn column;
  private int different;
  private BigInteger sum = BigInteger.ZERO;

  DistinctFrames(AggregateCall call, FrameRows frame, MemoryScope scope) {
    this.argument = call.argument().getAsInt();
    this.sums = call.function() == Aggregate.SUM;
    this.frame = frame;
    this.included = new Included(call, scope);
    this.numbers = new ValueNumbers(scope);
    this.counts = new Scratch(scope);
  }

  @Override
  public void compute(WindowRows rows, ResultColumn results) {
    included.find(rows);
    column = rows.column(argument);
    int count = rows.count();
    int values = numbers.find(column, included, count);
    Memory.fill(counts.ensure(4L * Math.max(1, values)), 4L * Math.max(1, values), (byte) 0);
    different = 0;
    sum = BigInteger.ZERO;
    long out = results.start(sums ? Layout.INT128 : Layout.INT64, count);
    long valid = sums ? results.withNulls(count) : 0;
    long starts = frame.starts();
    long ends = frame.ends();
    int from = 0;
    int to = 0;
    for (int i = 0; i < count; i++) {
      int start = Memory.getInt(starts + 4L * i);
      int end = Memory.getInt(ends + 4L * i);
      if (start >= to || end <= from) {
        change(from, to, -1);
        from = start;
        to = start;
      }
      change(to, end, 1);
      change(start, from, 1);
      change(end, to, -1);
      change(from, start, -1);
      from = start;
      to = end;
      exclude(i, -1);
      put(i, out, valid);
      exclude(i, 1);
    }
    change(from, to, -1);
  }

  /** Lets the rows of the frame that lie between its pieces leave or enter. */
  private void exclude(int row, int by) {
    if (!frame.excludes()) {
      return;
    }
    int pieces = frame.pieces(row, bounds);
    int next = Memory.getInt(frame.starts() + 4L * row);
    for (int p = 0; p < pieces; p++) {
      change(next, bounds[2 * p], by);
      next = bounds[2 * p + 1];
    }
    change(next, Memory.getInt(frame.ends() + 4L * row), by);
  }

  private void change(int from, int to, int by) {
    long perValue = counts.address();
    for (int i = from; i < to; i++) {
      if (!included.has(i)) {
        continue;
      }
      long at = perValue + 4L * numbers.of(i);
      int before = Memory.getInt(at);
      Memory.putInt(at, before + by);
      if (by > 0 ? before == 0 : before == 1) {
        different += by;
        if (sums) {
          sum = by > 0 ? sum.add(value(i)) : sum.subtract(value(i));
        }
      }
    }
  }

  private BigInteger value(int row) {
    long values = column.values();
    return switch (column.layout()) {
      case BOOL8, INT8 -> BigInteger.valueOf(Memory.getByte(values + row));
      case INT16 -> BigInteger.valueOf(Memory.getShort(values + 2L * row));
      case INT32 -> BigInteger.valueOf(Memory.getInt(values + 4L * row));
      case INT64 -> BigInteger.valueOf(Memory.getLong(values + 8L * row));
      default -> Int128.toBigInteger(values + 16L * row);
    };
  }

  private void put(int row, long out, long valid) {
    if (!sums) {
      Memory.putLong(out + 8L * row, different);
      return;
    }
    Memory.putByte(valid + row, (byte) (different == 0 ? 0 : 1));
    if (sum.abs().compareTo(LIMIT) >= 0) {
      throw WeftException.of(ErrorCode.NUMERIC_OVERFLOW, "a sum does not fit its type")
          .hint("cast the summed value to DOUBLE, or take smaller frames");
    }
    Int128.put(out + 16L * row, sum);
  }
}
