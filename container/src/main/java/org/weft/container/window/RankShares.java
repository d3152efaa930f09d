package org.weft.container.window;

import java.util.function.LongSupplier;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.expr.WindowCall.Count;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;

/**
 * PERCENT_RANK, CUME_DIST and NTILE of a partition that comes in parts and whose number of rows is
 * known. Parts end where groups of peers do. For one thread.
 */
final class RankShares implements WindowFunction {
  private final WindowCall.Rank call;
  private final LongSupplier partitionRows;

  /** Rows before the part. */
  private long before;

  private long rank;

  RankShares(WindowCall.Rank call, LongSupplier partitionRows) {
    this.call = call;
    this.partitionRows = partitionRows;
  }

  @Override
  public void compute(WindowRows part, ResultColumn results) {
    if (part.isFirstPart()) {
      before = 0;
    }
    switch (call.function()) {
      case PERCENT_RANK -> percentRanks(part, results.start(Layout.FLOAT64, part.count()));
      case CUME_DIST -> shares(part, results.start(Layout.FLOAT64, part.count()));
      default -> tiles(part, results);
    }
    before += part.end() - part.fresh();
  }

  private void percentRanks(WindowRows part, long out) {
    double others = partitionRows.getAsLong() - 1;
    for (int i = part.fresh(); i < part.end(); i++) {
      if ((part.flag(i) & WindowRows.GROUP) != 0) {
        rank = before + i - part.fresh();
      }
      Memory.putDouble(out + 8L * i, rank == 0 ? 0 : rank / others);
    }
  }

  private void shares(WindowRows part, long out) {
    double all = partitionRows.getAsLong();
    int row = part.fresh();
    while (row < part.end()) {
      int peersEnd = row + 1;
      while (peersEnd < part.end() && (part.flag(peersEnd) & WindowRows.GROUP) == 0) {
        peersEnd++;
      }
      double share = (before + peersEnd - part.fresh()) / all;
      for (; row < peersEnd; row++) {
        Memory.putDouble(out + 8L * row, share);
      }
    }
  }

  private void tiles(WindowRows part, ResultColumn results) {
    Count shares = call.shares().orElseThrow();
    long out = results.start(Layout.INT64, part.count());
    KeptColumn byRow = shares instanceof Count.OfRow of ? part.column(of.column()) : null;
    long valid = byRow == null ? 0 : results.withNulls(part.count());
    long fixed = shares instanceof Count.Fixed number ? number.number() : 0;
    for (int i = part.fresh(); i < part.end(); i++) {
      boolean isNull = byRow != null && byRow.isNull(i);
      if (byRow != null) {
        Memory.putByte(valid + i, (byte) (isNull ? 0 : 1));
      }
      if (!isNull) {
        long tiles = byRow == null ? fixed : Memory.getLong(byRow.values() + 8L * i);
        long row = before + i - part.fresh();
        Memory.putLong(out + 8L * i, Ranks.tile(row, partitionRows.getAsLong(), tiles));
      }
    }
  }
}
