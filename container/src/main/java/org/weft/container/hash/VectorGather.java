package org.weft.container.hash;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * Copies some rows of a vector, which may repeat, into a vector of its own; dictionaries stay. For
 * one column and one thread.
 */
public final class VectorGather {
  private final MemoryScope scope;
  private Block values;
  private Block validity;

  public VectorGather(MemoryScope scope) {
    this.scope = scope;
  }

  /** Points {@code to} at copies: position p is row {@code from[p]}, for the listed positions. */
  public void gather(Vector vector, int[] from, int[] positions, int count, Vector to) {
    if (vector.encoding() == Vector.Encoding.CONSTANT) {
      to.pointLike(vector);
      return;
    }
    if (values == null) {
      values = scope.allocate(16L * Batch.CAPACITY);
      validity = scope.allocate(Batch.CAPACITY);
    }
    long valid = 0;
    if (vector.mayHaveNulls()) {
      valid = validity.address();
      copy(1, vector.validity(), from, positions, count, valid);
    }
    if (vector.encoding() == Vector.Encoding.DICTIONARY) {
      copy(4, vector.data(), from, positions, count, values.address());
      to.pointDictionary(vector.dictionary(), values.address(), valid);
    } else {
      Layout layout = vector.layout();
      copy(layout.width(), vector.data(), from, positions, count, values.address());
      to.pointFlat(layout, values.address(), valid);
    }
  }

  private static void copy(int width, long data, int[] from, int[] positions, int count, long out) {
    switch (width) {
      case 1 -> {
        for (int i = 0; i < count; i++) {
          int p = positions[i];
          Memory.putByte(out + p, Memory.getByte(data + from[p]));
        }
      }
      case 2 -> {
        for (int i = 0; i < count; i++) {
          int p = positions[i];
          Memory.putShort(out + 2L * p, Memory.getShort(data + 2L * from[p]));
        }
      }
      case 4 -> ints(data, from, positions, count, out);
      case 8 -> longs(data, from, positions, count, out);
      default -> {
        for (int i = 0; i < count; i++) {
          long source = data + 16L * from[positions[i]];
          long target = out + 16L * positions[i];
          Memory.putLong(target, Memory.getLong(source));
          Memory.putLong(target + 8, Memory.getLong(source + 8));
        }
      }
    }
  }

  private static void ints(long data, int[] from, int[] positions, int count, long out) {
    for (int i = 0; i < count; i++) {
      int p = positions[i];
      Memory.putInt(out + 4L * p, Memory.getInt(data + 4L * from[p]));
    }
  }

  private static void longs(long data, int[] from, int[] positions, int count, long out) {
    for (int i = 0; i < count; i++) {
      int p = positions[i];
      Memory.putLong(out + 8L * p, Memory.getLong(data + 8L * from[p]));
    }
  }
}
