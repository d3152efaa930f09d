package org.weft.shuffle.block;

import java.util.stream.IntStream;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Layout;

/**
 * Writes rows as one Arrow IPC record batch message: prefix, metadata and body, a multiple of 8
 * bytes. For one thread.
 */
public final class BlockEncoder implements AutoCloseable {
  /** Compressing fewer bytes costs more than it saves. */
  private static final int SMALLEST_COMPRESSED = 64;

  /** Arrow's length in front of a compressed buffer; -1 for one that is not. */
  private static final int LENGTH = 8;

  private static final int PADDING = 16;

  private final Form[] forms;
  private final int[] shifts;
  private final Compression compression;
  private final BlockCodec codec;
  private final GrowingBlock scratch;
  private final BlockMetadata metadata;
  private long body;
  private long position;

  public BlockEncoder(Schema schema, Compression compression, MemoryScope scope) {
    this.forms =
        IntStream.range(0, schema.size())
            .mapToObj(i -> Form.of(schema.type(i)))
            .toArray(Form[]::new);
    this.shifts =
        IntStream.range(0, schema.size()).map(i -> Layout.of(schema.type(i)).shift()).toArray();
    this.compression = compression;
    this.codec = compression.codec();
    this.scratch = new GrowingBlock(scope);
    int buffers = IntStream.range(0, forms.length).map(i -> forms[i].buffers()).sum();
    this.metadata = new BlockMetadata(forms.length, buffers, compression);
  }

  /** Bytes that {@link #encode} may touch for these rows. */
  public long bound(BlockColumn[] columns, int rows) {
    long bound = metadata.size() + PADDING;
    for (int i = 0; i < forms.length; i++) {
      long bits = (rows + 7) / 8;
      bound += columns[i].validity == 0 ? 0 : bufferBound(bits);
      bound +=
          switch (forms[i]) {
            case NULL -> 0;
            case BITS -> bufferBound(bits);
            case FIXED -> bufferBound((long) rows << shifts[i]);
            case SMALL_DECIMAL -> bufferBound(16L * rows);
            case VARIABLE ->
                bufferBound(4L * rows + 4)
                    + bufferBound(Memory.getInt(columns[i].offsets + 4L * rows));
          };
    }
    return bound;
  }

  private long bufferBound(long bytes) {
    return LENGTH + Math.max(bytes, codec.bound(bytes)) + PADDING;
  }

  /**
   * Writes a block of these rows, at least one.
   *
   * @return its length
   */
  public long encode(BlockColumn[] columns, int rows, long to) {
    metadata.clear();
    body = to + metadata.size();
    position = body;
    for (int i = 0; i < forms.length; i++) {
      encode(forms[i], shifts[i], columns[i], rows);
    }
    metadata.write(rows, position - body, to);
    return position - to;
  }

  private void encode(Form form, int shift, BlockColumn column, int rows) {
    if (form == Form.NULL) {
      metadata.addNode(rows);
      return;
    }
    metadata.addNode(validity(column.validity, rows));
    switch (form) {
      case NULL -> throw new AssertionError("has no buffers");
      case BITS -> {
        long bytes = (rows + 7) / 8;
        long at = target(bytes);
        int unused = BitKernels.pack(column.values, rows, at);
        put(at, bytes);
      }
      case FIXED -> put(column.values, (long) rows << shift);
      case SMALL_DECIMAL -> {
        long at = target(16L * rows);
        DecimalKernels.widen(column.values, rows, at);
        put(at, 16L * rows);
      }
      case VARIABLE -> {
        put(column.offsets, 4L * rows + 4);
        put(column.bytes, Memory.getInt(column.offsets + 4L * rows));
      }
    }
  }

  private int validity(long bytes, int rows) {
    if (bytes != 0) {
      int size = (rows + 7) / 8;
      long at = target(size);
      int ones = BitKernels.pack(bytes, rows, at);
      if (ones < rows) {
        put(at, size);
        return rows - ones;
      }
    }
    put(0, 0);
    return 0;
  }

  /** Where to convert a buffer to: its final place, unless it is going to be compressed. */
  private long target(long bytes) {
    return compression == Compression.NONE ? position : scratch.reserve(bytes + PADDING);
  }

  /** Adds a buffer that lies anywhere, also at its final place. */
  private void put(long from, long bytes) {
    long start = position;
    if (bytes > 0 && compression == Compression.NONE) {
      if (from != start) {
        Memory.copy(from, start, bytes);
      }
      position += bytes;
    } else if (bytes > 0) {
      long length = bytes < SMALLEST_COMPRESSED ? -1 : codec.compress(from, bytes, start + LENGTH);
      Memory.putLong(start, length < 0 ? -1 : bytes);
      if (length < 0) {
        Memory.copy(from, start + LENGTH, bytes);
        length = bytes;
      }
      position += LENGTH + length;
    }
    metadata.addBuffer(start - body, position - start);
    pad();
  }

  private void pad() {
    Memory.putLong(position, 0);
    position = body + ((position - body + 7) & -8);
  }

  @Override
  public void close() {
    scratch.close();
    codec.close();
  }
}
