package org.weft.shuffle.read;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** One column of rows gathered from the batches of several inputs. */
final class GatheredColumn {
  private final DataType type;
  private final Layout layout;
  private final long values;
  private final long valid;
  private long[] data = new long[0];
  private long[] validity = new long[0];

  GatheredColumn(DataType type, MemoryScope memory) {
    this.type = type;
    this.layout = Layout.of(type);
    this.values = memory.allocate((long) Batch.CAPACITY << layout.shift()).address();
    this.valid = memory.allocate(Batch.CAPACITY).address();
  }

  /** Where an input's present values lie: blocks are always flat, in the canonical layout. */
  void source(int input, Vector vector, int inputs) {
    if (data.length < inputs) {
      data = new long[inputs];
      validity = new long[inputs];
    }
    data[input] = vector.data();
    validity[input] = vector.validity();
  }

  /** Points the vector at row {@code rows[i]} of input {@code inputs[i]}, for each i. */
  void gather(int[] inputs, int[] rows, int n, Vector target) {
    if (type.kind() == TypeKind.NULL) {
      Memory.putByte(valid, (byte) 0);
      target.pointConstant(layout, valid, valid);
      return;
    }
    switch (layout.shift()) {
      case 0 -> gather8(data, inputs, rows, n, values);
      case 1 -> gather16(data, inputs, rows, n, values);
      case 2 -> gather32(data, inputs, rows, n, values);
      case 3 -> gather64(data, inputs, rows, n, values);
      default -> gather128(data, inputs, rows, n, values);
    }
    boolean nulls = gatherValidity(validity, inputs, rows, n, valid);
    target.pointFlat(layout, values, nulls ? valid : 0);
  }

  private static void gather8(long[] data, int[] inputs, int[] rows, int n, long to) {
    for (int i = 0; i < n; i++) {
      Memory.putByte(to + i, Memory.getByte(data[inputs[i]] + rows[i]));
    }
  }

  private static void gather16(long[] data, int[] inputs, int[] rows, int n, long to) {
    for (int i = 0; i < n; i++) {
      Memory.putShort(to + 2L * i, Memory.getShort(data[inputs[i]] + 2L * rows[i]));
    }
  }

  private static void gather32(long[] data, int[] inputs, int[] rows, int n, long to) {
    for (int i = 0; i < n; i++) {
      Memory.putInt(to + 4L * i, Memory.getInt(data[inputs[i]] + 4L * rows[i]));
    }
  }

  private static void gather64(long[] data, int[] inputs, int[] rows, int n, long to) {
    for (int i = 0; i < n; i++) {
      Memory.putLong(to + 8L * i, Memory.getLong(data[inputs[i]] + 8L * rows[i]));
    }
  }

  private static void gather128(long[] data, int[] inputs, int[] rows, int n, long to) {
    for (int i = 0; i < n; i++) {
      long from = data[inputs[i]] + 16L * rows[i];
      Memory.putLong(to + 16L * i, Memory.getLong(from));
      Memory.putLong(to + 16L * i + 8, Memory.getLong(from + 8));
    }
  }

  /** False if no row is null; the bytes are written in any case. */
  private static boolean gatherValidity(long[] validity, int[] inputs, int[] rows, int n, long to) {
    int nulls = 0;
    for (int i = 0; i < n; i++) {
      long source = validity[inputs[i]];
      byte value = source == 0 ? 1 : Memory.getByte(source + rows[i]);
      Memory.putByte(to + i, value);
      nulls += 1 - value;
    }
    return nulls > 0;
  }
}
