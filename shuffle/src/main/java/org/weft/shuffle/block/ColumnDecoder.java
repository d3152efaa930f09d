package org.weft.shuffle.block;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** One column of the blocks a {@link BlockDecoder} reads. */
final class ColumnDecoder implements AutoCloseable {
  /** An upper bound for the length in front of a compressed buffer: Arrow's own is an int32. */
  private static final long LARGEST_BUFFER = Integer.MAX_VALUE;

  private enum State {
    OPEN,
    DECODED
  }

  private final Form form;
  private final Layout layout;
  private final int firstBuffer;
  private final GrowingBlock valid;
  private final GrowingBlock values;
  private final GrowingBlock restored;
  private final GrowingBlock restoredOffsets;

  private State state;
  private Buffers buffers;
  private long data;
  private long validity;
  private long bufferSize;

  /** Where the buffers of a block lie, of all columns, and how they are compressed. */
  record Buffers(long[] addresses, long[] lengths, BlockCodec codec) {}

  ColumnDecoder(DataType type, int firstBuffer, MemoryScope scope) {
    this.form = Form.of(type);
    this.layout = Layout.of(type);
    this.firstBuffer = firstBuffer;
    this.valid = new GrowingBlock(scope);
    this.values = new GrowingBlock(scope);
    this.restored = new GrowingBlock(scope);
    this.restoredOffsets = new GrowingBlock(scope);
  }

  int buffers() {
    return form.buffers();
  }

  /** Another block begins. */
  void open() {
    state = State.OPEN;
  }

  boolean isDecoded() {
    return state == State.DECODED;
  }

  /** Points at the values from this row on. */
  void point(Vector vector, int from) {
    if (form == Form.NULL) {
      vector.pointConstant(layout, validity, validity);
    } else {
      vector.pointFlat(
          layout, data + ((long) from << layout.shift()), validity == 0 ? 0 : validity + from);
    }
  }

  /** Makes vectors of the present block's buffers. */
  void decode(int rows, long nulls, Buffers from) {
    buffers = from;
    decode(rows, nulls);
    state = State.DECODED;
  }

  private void decode(int rows, long nulls) {
    if (form == Form.NULL) {
      validity = valid.reserve(1);
      Memory.putByte(validity, (byte) 0);
      return;
    }
    validity = nulls == 0 ? 0 : unpack(buffer(firstBuffer, restored), rows, valid);
    switch (form) {
      case NULL -> throw new AssertionError("has no buffers");
      case BITS -> data = unpack(buffer(firstBuffer + 1, restored), rows, values);
      case FIXED -> {
        data = buffer(firstBuffer + 1, restored);
        require((long) rows << layout.shift());
      }
      case SMALL_DECIMAL -> {
        long wide = buffer(firstBuffer + 1, restored);
        require(16L * rows);
        data = values.reserve(8L * rows);
        DecimalKernels.narrow(wide, rows, data);
      }
      case VARIABLE -> {
        long offsets = buffer(firstBuffer + 1, restoredOffsets);
        require(4L * rows + 4);
        long bytes = buffer(firstBuffer + 2, restored);
        data = values.reserve(16L * rows);
        if (!ViewKernels.views(offsets, bytes, bufferSize, rows, data)) {
          throw DamagedBlock.because("offsets that are not in order");
        }
      }
    }
  }

  private long unpack(long bits, int rows, GrowingBlock to) {
    require((rows + 7) / 8);
    long bytes = to.reserve(rows);
    BitKernels.unpack(bits, rows, bytes);
    return bytes;
  }

  private void require(long bytes) {
    if (bufferSize < bytes) {
      throw DamagedBlock.because("a buffer of " + bufferSize + " bytes instead of " + bytes);
    }
  }

  /** The address of a buffer's content, restored if it was compressed; sets its size. */
  private long buffer(int buffer, GrowingBlock to) {
    long stored = buffers.lengths[buffer];
    long address = buffers.addresses[buffer];
    if (buffers.codec instanceof NoCodec || stored == 0) {
      bufferSize = stored;
      return address;
    }
    if (stored < 8) {
      throw DamagedBlock.because("a compressed buffer of " + stored + " bytes");
    }
    long size = Memory.getLong(address);
    if (size == -1) {
      bufferSize = stored - 8;
      return address + 8;
    }
    if (size < 0 || size > LARGEST_BUFFER) {
      throw DamagedBlock.because("a buffer of " + size + " bytes");
    }
    bufferSize = size;
    long restoredAt = to.reserve(size);
    buffers.codec.decompress(address + 8, stored - 8, restoredAt, size);
    return restoredAt;
  }

  @Override
  public void close() {
    valid.close();
    values.close();
    restored.close();
    restoredOffsets.close();
  }
}
