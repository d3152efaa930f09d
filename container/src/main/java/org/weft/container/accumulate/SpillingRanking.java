package org.weft.container.accumulate;

import java.util.Arrays;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** A ranking whose values go to disk when memory is short. */
final class SpillingRanking implements Ranking {
  private final Layout layout;
  private final HeldRanking held;
  private final Overflow overflow;
  private final ByteArena text;
  private long size;

  /** Takes over the overflow, of rows of this only column; the scope is for what is read. */
  SpillingRanking(Layout layout, HeldRanking held, Overflow overflow, MemoryScope scope) {
    this.layout = layout;
    this.held = held;
    this.overflow = overflow;
    this.text = new ByteArena(scope);
    overflow.onOpening(this::handOver);
  }

  @Override
  public void clear() {
    held.clear();
    overflow.clear();
    text.reset();
    size = 0;
  }

  @Override
  public void add(ColumnReader column, int[] rows, int from, int to) {
    overflow.makeRoom(held.growth(to - from));
    if (!overflow.isOpen()) {
      held.add(column, rows, from, to);
      return;
    }
    for (int i = from; i < to; i++) {
      if (!column.isNull(rows[i])) {
        overflow.append(0, column, rows[i]);
        overflow.rowDone();
        size++;
      }
    }
  }

  private void handOver() {
    held.forEach(
        value -> {
          overflow.column(0).appendValue(value);
          overflow.rowDone();
        });
    size = held.size();
    held.clear();
  }

  @Override
  public long size() {
    return overflow.isOpen() ? size : held.size();
  }

  @Override
  public void read(long[] ranks, long places) {
    if (overflow.isOpen()) {
      text.reset();
      overflow.read(new Ranks(ranks, places));
    } else {
      held.read(ranks, places);
    }
  }

  /** Picks the values of some ranks from those that come in order. */
  private final class Ranks implements BatchConsumer {
    private final long[] ascending;
    private final long[] ranks;
    private final long places;
    private final ColumnReader column = new ColumnReader();
    private int found;
    private long before;

    Ranks(long[] ranks, long places) {
      this.ranks = ranks;
      this.places = places;
      this.ascending = Arrays.stream(ranks).sorted().distinct().toArray();
    }

    @Override
    public void accept(Batch batch) {
      column.point(batch.column(0));
      int[] rows = RowNumbers.of(batch);
      long after = before + batch.selectedCount();
      while (wantsMore() && ascending[found] < after) {
        take(ascending[found], rows[(int) (ascending[found] - before)]);
        found++;
      }
      before = after;
    }

    private void take(long rank, int row) {
      long kept = 0;
      for (int i = 0; i < ranks.length; i++) {
        long place = places + (long) i * PLACE;
        if (ranks[i] != rank) {
          continue;
        }
        if (layout == Layout.VIEW) {
          long view = column.address(row);
          kept = kept == 0 ? text.append(Views.bytes(view), Views.length(view)) : kept;
          Views.put(place, kept, Views.length(view));
        } else {
          column.copy(row, layout, place);
        }
      }
    }

    @Override
    public boolean wantsMore() {
      return found < ascending.length;
    }
  }

  @Override
  public void close() {
    overflow.close();
  }
}
