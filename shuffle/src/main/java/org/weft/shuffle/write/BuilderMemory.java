package org.weft.shuffle.write;

import java.util.ArrayDeque;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;

/**
 * Divides 1 MiB blocks of the pool into pieces of powers of two from 256 bytes, so that thousands
 * of builders can each begin small. Pieces given back are kept for the next; all memory goes back
 * with the scope.
 */
final class BuilderMemory {
  /** Bytes at the end of each piece that may be touched but not counted on. */
  static final int PADDING = Block.PADDING;

  private static final int SMALLEST_SHIFT = 8;
  private static final int SLAB_SHIFT = 20;

  private final MemoryScope scope;
  private final ArrayDeque<Piece>[] classes;
  private long slab;
  private long slabEnd;
  private long used;

  /** Some memory; whole blocks of the pool if larger than a slab. */
  static final class Piece {
    private final long address;
    private final int shift;
    private final Block whole;

    private Piece(long address, int shift, Block whole) {
      this.address = address;
      this.shift = shift;
      this.whole = whole;
    }

    long address() {
      return address;
    }

    long size() {
      return 1L << shift;
    }

    /** Usable bytes. */
    long capacity() {
      return size() - PADDING;
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  BuilderMemory(MemoryScope scope) {
    this.scope = scope;
    classes = new ArrayDeque[SLAB_SHIFT];
    for (int i = SMALLEST_SHIFT; i < SLAB_SHIFT; i++) {
      classes[i] = new ArrayDeque<>();
    }
  }

  /** The size of the piece that {@link #take} gives for so many usable bytes. */
  static long sizeFor(long capacity) {
    return 1L << shiftFor(capacity);
  }

  private static int shiftFor(long capacity) {
    int shift = 64 - Long.numberOfLeadingZeros(capacity + PADDING - 1);
    return Math.max(shift, SMALLEST_SHIFT);
  }

  /** A piece of at least so many usable bytes. */
  Piece take(long capacity) {
    int shift = shiftFor(capacity);
    used += 1L << shift;
    if (shift >= SLAB_SHIFT) {
      Block block = scope.allocate((1L << shift) - Block.PADDING);
      return new Piece(block.address(), shift, block);
    }
    Piece kept = classes[shift].poll();
    return kept != null ? kept : carve(shift);
  }

  private Piece carve(int shift) {
    long size = 1L << shift;
    if (slabEnd - slab < size) {
      keepRest();
      slab = scope.allocate((1L << SLAB_SHIFT) - Block.PADDING).address();
      slabEnd = slab + (1L << SLAB_SHIFT);
    }
    Piece piece = new Piece(slab, shift, null);
    slab += size;
    return piece;
  }

  /** Makes pieces of what is left of a slab. */
  private void keepRest() {
    while (slabEnd - slab >= 1L << SMALLEST_SHIFT) {
      int shift = 63 - Long.numberOfLeadingZeros(slabEnd - slab);
      classes[shift].push(new Piece(slab, shift, null));
      slab += 1L << shift;
    }
  }

  void give(Piece piece) {
    used -= piece.size();
    if (piece.whole != null) {
      piece.whole.close();
    } else {
      classes[piece.shift].push(piece);
    }
  }

  /** Bytes of the pieces in use. */
  long used() {
    return used;
  }
}
