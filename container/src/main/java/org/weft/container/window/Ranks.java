package org.weft.container.window;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.Count;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;

/** The places of rows in their partitions. */
final class Ranks implements WindowFunction {
  private final WindowCall.Rank call;

  Ranks(WindowCall.Rank call) {
    this.call = call;
  }

  @Override
  public void compute(WindowRows rows, ResultColumn results) {
    switch (call.function()) {
      case ROW_NUMBER -> rowNumbers(rows, results.start(Layout.INT64, rows.count()));
      case RANK -> ranks(rows, results.start(Layout.INT64, rows.count()));
      case DENSE_RANK -> denseRanks(rows, results.start(Layout.INT64, rows.count()));
      case PERCENT_RANK -> percentRanks(rows, results.start(Layout.FLOAT64, rows.count()));
      case CUME_DIST -> shares(rows, results.start(Layout.FLOAT64, rows.count()));
      case NTILE -> tiles(rows, results);
    }
  }

  private static void rowNumbers(WindowRows rows, long out) {
    long flags = rows.flags();
    long number = 0;
    for (int i = 0; i < rows.count(); i++) {
      number = (Memory.getByte(flags + i) & WindowRows.PARTITION) != 0 ? 1 : number + 1;
      Memory.putLong(out + 8L * i, number);
    }
  }

  private static void ranks(WindowRows rows, long out) {
    long flags = rows.flags();
    int start = 0;
    long rank = 0;
    for (int i = 0; i < rows.count(); i++) {
      int flag = Memory.getByte(flags + i);
      start = (flag & WindowRows.PARTITION) != 0 ? i : start;
      rank = (flag & WindowRows.GROUP) != 0 ? i - start + 1L : rank;
      Memory.putLong(out + 8L * i, rank);
    }
  }

  private static void denseRanks(WindowRows rows, long out) {
    long flags = rows.flags();
    long rank = 0;
    for (int i = 0; i < rows.count(); i++) {
      int flag = Memory.getByte(flags + i);
      rank = (flag & WindowRows.PARTITION) != 0 ? 1 : rank + ((flag & WindowRows.GROUP) >> 1);
      Memory.putLong(out + 8L * i, rank);
    }
  }

  private static void percentRanks(WindowRows rows, long out) {
    long flags = rows.flags();
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partition(p);
      int end = rows.partition(p + 1);
      double others = end - start - 1;
      double rank = 0;
      for (int i = start; i < end; i++) {
        if (i > start && (Memory.getByte(flags + i) & WindowRows.GROUP) != 0) {
          rank = (i - start) / others;
        }
        Memory.putDouble(out + 8L * i, rank);
      }
    }
  }

  private static void shares(WindowRows rows, long out) {
    long flags = rows.flags();
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partition(p);
      int end = rows.partition(p + 1);
      double count = end - start;
      double share = 1;
      for (int i = end - 1; i >= start; i--) {
        Memory.putDouble(out + 8L * i, share);
        if ((Memory.getByte(flags + i) & WindowRows.GROUP) != 0) {
          share = (i - start) / count;
        }
      }
    }
  }

  private void tiles(WindowRows rows, ResultColumn results) {
    long out = results.start(Layout.INT64, rows.count());
    if (call.shares().orElseThrow() instanceof Count.OfRow of) {
      tilesByRow(rows, rows.column(of.column()), out, results.withNulls(rows.count()));
      return;
    }
    long tiles = ((Count.Fixed) call.shares().get()).number();
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partition(p);
      int count = rows.partition(p + 1) - start;
      long small = count / tiles;
      long larger = count % tiles;
      long tile = 0;
      long left = 0;
      for (int i = 0; i < count; i++) {
        if (left == 0) {
          tile++;
          left = tile <= larger ? small + 1 : small;
        }
        Memory.putLong(out + 8L * (start + i), tile);
        left--;
      }
    }
  }

  private static void tilesByRow(WindowRows rows, KeptColumn shares, long out, long valid) {
    for (int p = 0; p < rows.partitions(); p++) {
      int start = rows.partition(p);
      int end = rows.partition(p + 1);
      for (int i = start; i < end; i++) {
        boolean isNull = shares.isNull(i);
        Memory.putByte(valid + i, (byte) (isNull ? 0 : 1));
        if (!isNull) {
          long tiles = Memory.getLong(shares.values() + 8L * i);
          Memory.putLong(out + 8L * i, tile(i - start, end - start, tiles));
        }
      }
    }
  }

  /** The number of the share of one of so many rows; the first shares may have a row more. */
  static long tile(long row, long count, long tiles) {
    if (tiles < 1) {
      throw WeftException.of(ErrorCode.INVALID_VALUE, "NTILE into " + tiles + " shares")
          .hint("give a number from 1");
    }
    long small = count / tiles;
    long larger = count % tiles;
    long inLarger = larger * (small + 1);
    return row < inLarger ? row / (small + 1) + 1 : larger + (row - inLarger) / small + 1;
  }
}
