package org.weft.container.accumulate;

import java.util.function.LongConsumer;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** Ranks values of sixteen bytes: texts and 128-bit integers. */
final class WideRanking implements HeldRanking {
  private static final int WIDTH = PLACE;
  private static final int FIRST = 32;

  /** More than this is given back after a group. */
  private static final long LARGEST_KEPT = 1 << 20;

  private final Layout layout;
  private final MemoryScope scope;
  private final ByteArena text;
  private final long kept;
  private Block block;
  private long size;

  /** An array of values of this layout. */
  WideRanking(Layout layout, MemoryScope scope) {
    this.layout = layout;
    this.scope = scope;
    this.text = layout == Layout.VIEW ? new ByteArena(scope) : null;
    this.kept = scope.allocate(2L * WIDTH).address();
    this.block = scope.allocate((long) WIDTH * FIRST);
  }

  @Override
  public void clear() {
    size = 0;
    if (block.capacity() > LARGEST_KEPT) {
      block.close();
      block = scope.allocate((long) WIDTH * FIRST);
    }
    if (text != null) {
      text.shrink();
    }
  }

  @Override
  public void add(ColumnReader column, int[] rows, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!column.isNull(rows[i])) {
        add(column, rows[i]);
      }
    }
  }

  @Override
  public long growth(int count) {
    long texts = text == null ? 0 : ByteArena.LARGEST_CHUNK;
    return texts + (WIDTH * (size + count) > block.capacity() ? 2 * block.capacity() : 0);
  }

  @Override
  public void forEach(LongConsumer visitor) {
    for (long i = 0; i < size; i++) {
      visitor.accept(at(i));
    }
  }

  private void add(ColumnReader column, int row) {
    if (WIDTH * (size + 1) > block.capacity()) {
      Block larger = scope.allocate(2 * block.capacity());
      Memory.copy(block.address(), larger.address(), WIDTH * size);
      block.close();
      block = larger;
    }
    long at = at(size++);
    if (text == null) {
      column.copy(row, layout, at);
    } else {
      long view = column.address(row);
      Memory.putLong(at, Views.head(view));
      Memory.putLong(at + 8, text.append(Views.bytes(view), Views.length(view)));
    }
  }

  @Override
  public long size() {
    return size;
  }

  private long at(long index) {
    return block.address() + WIDTH * index;
  }

  private int compare(long a, long b) {
    return ValueOrder.compare(layout, a, b);
  }

  private void swap(long a, long b) {
    if (a != b) {
      Memory.copy(at(a), kept, WIDTH);
      Memory.copy(at(b), at(a), WIDTH);
      Memory.copy(kept, at(b), WIDTH);
    }
  }

  @Override
  public void read(long[] ranks, long places) {
    for (int i = 0; i < ranks.length; i++) {
      Memory.copy(select(ranks[i]), places + (long) i * WIDTH, WIDTH);
    }
  }

  private long select(long n) {
    long low = 0;
    long high = size - 1;
    long pivot = kept + WIDTH;
    while (low < high) {
      Memory.copy(middle(low, low + (high - low) / 2, high), pivot, WIDTH);
      long less = low;
      long greater = high;
      long i = low;
      while (i <= greater) {
        int order = compare(at(i), pivot);
        if (order < 0) {
          swap(less++, i++);
        } else if (order > 0) {
          swap(i, greater--);
        } else {
          i++;
        }
      }
      if (n < less) {
        high = less - 1;
      } else if (n > greater) {
        low = greater + 1;
      } else {
        return at(n);
      }
    }
    return at(n);
  }

  private long middle(long a, long b, long c) {
    boolean abOrdered = compare(at(a), at(b)) <= 0;
    long least = abOrdered ? at(a) : at(b);
    long greatest = abOrdered ? at(b) : at(a);
    if (compare(at(c), least) <= 0) {
      return least;
    }
    return compare(at(c), greatest) >= 0 ? greatest : at(c);
  }
}
