package org.weft.planner.memory;

import java.util.ArrayList;
import java.util.List;

/** Grows by appending; what was appended never moves. Used for the bytes of strings. */
public final class ByteArena {
  private static final long FIRST_CHUNK = 64 << 10;

  /** Chunks that {@link #shrink} leaves: less than a megabyte, unless strings were longer. */
  private static final int KEPT_CHUNKS = 3;

  /** It never takes more at a time, but for a longer string. */
  public static final long LARGEST_CHUNK = 4 << 20;

  private final MemoryScope scope;
  private final List<Block> chunks = new ArrayList<>();
  private int current = -1;
  private long position;
  private long end;
  private long size;

  /** An arena whose memory belongs to the scope. */
  public ByteArena(MemoryScope scope) {
    this.scope = scope;
  }

  /** The address of this many fresh bytes (and {@link Block#PADDING} more to read). */
  public long reserve(long bytes) {
    if (bytes > end - position) {
      nextChunk(bytes);
    }
    long address = position;
    position += bytes;
    size += bytes;
    return address;
  }

  /** Appends a copy and returns its address. */
  public long append(long from, long bytes) {
    long address = reserve(bytes);
    Memory.copy(from, address, bytes);
    return address;
  }

  /** Bytes appended since the start or the last {@link #reset}. */
  public long size() {
    return size;
  }

  /** Forgets the content and gives the memory back. */
  public void clear() {
    chunks.forEach(Block::close);
    chunks.clear();
    reset();
  }

  /** Forgets the content and keeps some of the memory at most. */
  public void shrink() {
    while (chunks.size() > KEPT_CHUNKS) {
      chunks.remove(chunks.size() - 1).close();
    }
    reset();
  }

  /** Forgets the content, keeps the memory. */
  public void reset() {
    current = -1;
    position = 0;
    end = 0;
    size = 0;
  }

  private void nextChunk(long bytes) {
    current++;
    while (current < chunks.size() && chunks.get(current).capacity() < bytes) {
      current++;
    }
    if (current == chunks.size()) {
      int doublings = Math.min(chunks.size(), 20);
      long chunk = Math.min(FIRST_CHUNK << doublings, LARGEST_CHUNK) - Block.PADDING;
      chunks.add(scope.allocate(Math.max(bytes, chunk)));
    }
    position = chunks.get(current).address();
    end = position + chunks.get(current).capacity();
  }
}
