package org.weft.container.hash;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;

/**
 * Rows of one width that never move, in chunks that grow with their number. For one thread at a
 * time.
 */
public final class RowStore {
  private static final long FIRST_CHUNK = 16 << 10;
  private static final long LARGEST_CHUNK = 1 << 20;

  private final MemoryScope scope;
  private final int width;
  private final long largestChunk;
  private final List<Block> chunks = new ArrayList<>();
  private long position;
  private long end;
  private long rows;

  /** A store whose memory belongs to the scope. */
  public RowStore(MemoryScope scope, int width) {
    this(scope, width, LARGEST_CHUNK);
  }

  /** A store that takes at most so many bytes at a time, but a row at least. */
  public RowStore(MemoryScope scope, int width, long largestChunk) {
    if (width < 8 || width % 8 != 0) {
      throw new IllegalArgumentException("rows of " + width + " bytes");
    }
    this.scope = scope;
    this.width = width;
    this.largestChunk = largestChunk;
  }

  public int width() {
    return width;
  }

  /** The address of a fresh row, its content undefined. */
  public long append() {
    if (end - position < width) {
      nextChunk();
    }
    long row = position;
    position += width;
    rows++;
    return row;
  }

  /** Appends this many rows and puts their addresses into the array, from 0. */
  public void append(int count, long[] addresses) {
    for (int i = 0; i < count; i++) {
      addresses[i] = append();
    }
  }

  public long rows() {
    return rows;
  }

  public int chunks() {
    return chunks.size();
  }

  /** The address of a chunk's first row. */
  public long chunk(int n) {
    return chunks.get(n).address();
  }

  /** How many rows a chunk holds. */
  public int chunkRows(int n) {
    if (n == chunks.size() - 1) {
      return (int) ((position - chunks.get(n).address()) / width);
    }
    return (int) (chunks.get(n).capacity() / width);
  }

  /** Gives the memory back; the store is empty and can be used again. */
  public void clear() {
    chunks.forEach(Block::close);
    chunks.clear();
    position = 0;
    end = 0;
    rows = 0;
  }

  private void nextChunk() {
    long size = Math.min(FIRST_CHUNK << Math.min(chunks.size(), 20), largestChunk);
    Block chunk = scope.allocate(Math.max(size - Block.PADDING, width));
    chunks.add(chunk);
    position = chunk.address();
    end = position + chunk.capacity();
  }
}
