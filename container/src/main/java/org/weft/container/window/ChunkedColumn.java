package org.weft.container.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.weft.container.hash.TextCopies;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * A column that only passes through: in chunks of a batch's capacity that are used again once their
 * rows are gone, so that rows never move. For one thread.
 */
final class ChunkedColumn implements PassedColumn {
  /** More chunks are not kept for later rows. */
  private static final int MOST_FREE = 16;

  private final Layout layout;
  private final MemoryScope scope;
  private final ValueCopies copies;
  private final int[] rest = new int[Batch.CAPACITY];
  private final List<Chunk> chunks = new ArrayList<>();
  private final Deque<Chunk> free = new ArrayDeque<>();

  /** Rows of the first chunk that are gone. */
  private int gone;

  /** Rows since the first chunk's start. */
  private int end;

  ChunkedColumn(Layout layout, MemoryScope scope, ValueCopies copies) {
    this.layout = layout;
    this.scope = scope;
    this.copies = copies;
  }

  /** Room for one batch. */
  private static final class Chunk {
    private final Block block;
    private final long values;
    private final long validity;
    private final ByteArena text;
    private TextCopies texts;
    private boolean hasNulls;

    Chunk(Layout layout, MemoryScope scope) {
      block = scope.allocate((long) Batch.CAPACITY * (layout.width() + 1));
      values = block.address();
      validity = values + (long) Batch.CAPACITY * layout.width();
      text = layout == Layout.VIEW ? new ByteArena(scope) : null;
      reset();
    }

    /** Gives the memory back. */
    void release() {
      block.close();
      if (text != null) {
        text.clear();
      }
    }

    void reset() {
      hasNulls = false;
      if (text != null) {
        text.reset();
        texts = new TextCopies(text);
      }
    }
  }

  @Override
  public void append(Vector vector, int[] selected, int count) {
    int room = chunks.size() * Batch.CAPACITY - end;
    if (room >= count) {
      appendTo(chunks.get(chunks.size() - 1), vector, selected, count);
      return;
    }
    int[] left = selected;
    if (room > 0) {
      appendTo(chunks.get(chunks.size() - 1), vector, selected, room);
      System.arraycopy(selected, room, rest, 0, count - room);
      left = rest;
    }
    Chunk fresh = free.isEmpty() ? new Chunk(layout, scope) : free.pop();
    chunks.add(fresh);
    appendTo(fresh, vector, left, count - room);
  }

  private void appendTo(Chunk chunk, Vector vector, int[] selected, int count) {
    int at = end % Batch.CAPACITY;
    long valid = chunk.validity + at;
    chunk.hasNulls |= copies.validity(vector, selected, count, valid);
    copies.values(
        vector,
        selected,
        count,
        layout,
        chunk.values + ((long) at << layout.shift()),
        valid,
        chunk.texts);
    end += count;
  }

  @Override
  public void show(Vector vector, int first) {
    int row = gone + first;
    Chunk chunk = chunks.get(row / Batch.CAPACITY);
    int at = row % Batch.CAPACITY;
    vector.pointFlat(
        layout,
        chunk.values + ((long) at << layout.shift()),
        chunk.hasNulls ? chunk.validity + at : 0);
  }

  @Override
  public int together(int first) {
    int row = gone + first;
    return Math.min(end - row, Batch.CAPACITY - row % Batch.CAPACITY);
  }

  @Override
  public void drop(int count) {
    gone += count;
    int whole = gone / Batch.CAPACITY;
    if (gone == end && !chunks.isEmpty() && gone % Batch.CAPACITY > 0) {
      whole++;
      end = whole * Batch.CAPACITY;
      gone = end;
    }
    List<Chunk> spent = chunks.subList(0, whole);
    for (Chunk chunk : spent) {
      if (free.size() < MOST_FREE) {
        chunk.reset();
        free.push(chunk);
      } else {
        chunk.release();
      }
    }
    spent.clear();
    gone -= whole * Batch.CAPACITY;
    end -= whole * Batch.CAPACITY;
  }
}
