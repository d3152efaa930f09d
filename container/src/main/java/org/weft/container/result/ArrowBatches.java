package org.weft.container.result;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.weft.planner.memory.LiveBlocks;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Gather;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * Batches as Arrow record batches, for what leaves the process. One root is filled again for every
 * batch; its buffers grow when they must and are freed by {@link #close}. For one thread.
 */
public final class ArrowBatches implements AutoCloseable {
  /** Strings are copied eight bytes at a time, so the last one may write that far too far. */
  private static final int SLACK = 8;

  private static final int LONGEST_COPIED_BY_WORDS = 32;

  private final Schema schema;
  private final VectorSchemaRoot root;
  private final ArrowBuf bytes;
  private final ArrowBuf views;

  /** A root for batches of this schema, whose memory comes from the allocator. */
  public ArrowBatches(Schema schema, BufferAllocator allocator) {
    this.schema = schema;
    this.bytes = allocator.buffer(Batch.CAPACITY + SLACK);
    this.views = allocator.buffer((long) Batch.CAPACITY * Views.WIDTH);
    this.root = VectorSchemaRoot.create(ArrowSchemas.toArrow(schema), allocator);
  }

  /** The schema as Arrow says it. */
  public org.apache.arrow.vector.types.pojo.Schema schema() {
    return root.getSchema();
  }

  /** The root that {@link #load} fills: always the same one. */
  public VectorSchemaRoot root() {
    return root;
  }

  /** Fills the root with the batch's selected rows; valid until the next load. */
  public VectorSchemaRoot load(Batch batch) {
    int rows = batch.selectedCount();
    for (int i = 0; i < schema.size(); i++) {
      load(batch.column(i), batch.selection(), rows, root.getVector(i));
    }
    root.setRowCount(rows);
    return root;
  }

  private void load(Vector from, int[] selection, int rows, FieldVector to) {
    if (to instanceof NullVector) {
      return;
    }
    if (from.type().isNested() || from.type() == SimpleType.INTERVAL) {
      loadNested(from, selection, rows, to);
    } else if (to instanceof BaseVariableWidthVector variable) {
      loadVariable(from, selection, rows, variable);
    } else {
      loadFixed(from, selection, rows, (BaseFixedWidthVector) to);
    }
  }

  private static void loadNested(Vector from, int[] selection, int rows, FieldVector to) {
    ArrowAppender appender = ArrowAppender.of(from.type(), to);
    for (int i = 0; i < rows; i++) {
      int row = selection == null ? i : selection[i];
      if (from.isNull(row)) {
        appender.addNull();
      } else {
        appender.add(from.layout(), from.valueAddress(row));
      }
    }
  }

  private void loadFixed(Vector from, int[] selection, int rows, BaseFixedWidthVector to) {
    if (to.getValueCapacity() < rows) {
      to.allocateNew(Batch.CAPACITY);
    }
    ArrowBuf values = to.getDataBuffer();
    try (Open open = new Open(values, to.getValidityBuffer(), bytes)) {
      if (to instanceof BitVector) {
        Gather.values(from, selection, 0, rows, bytes.memoryAddress());
        Gather.packBits(bytes.memoryAddress(), rows, values.memoryAddress());
      } else if (from.type().kind() == TypeKind.DECIMAL) {
        Gather.wide(from, selection, 0, rows, values.memoryAddress());
      } else {
        Gather.values(from, selection, 0, rows, values.memoryAddress());
      }
      loadValidity(from, selection, rows, to.getValidityBuffer());
    }
  }

  private void loadVariable(Vector from, int[] selection, int rows, BaseVariableWidthVector to) {
    if (to.getValueCapacity() < rows || to.getDataBuffer().capacity() == 0) {
      to.allocateNew(Batch.CAPACITY * 8L, Batch.CAPACITY);
    }
    try (Open open = new Open(views, to.getValidityBuffer(), to.getOffsetBuffer(), bytes)) {
      Gather.values(from, selection, 0, rows, views.memoryAddress());
      loadValidity(from, selection, rows, to.getValidityBuffer());
      if (from.mayHaveNulls()) {
        emptyNulls(views.memoryAddress(), rows);
      }
      long total = loadOffsets(views.memoryAddress(), rows, to.getOffsetBuffer().memoryAddress());
      if (to.getDataBuffer().capacity() < total + SLACK) {
        to.reallocDataBuffer(total + SLACK);
      }
      try (Open data = new Open(to.getDataBuffer())) {
        copyBytes(views.memoryAddress(), rows, to.getDataBuffer().memoryAddress());
      }
    }
    to.setLastSet(rows - 1);
  }

  /** Leaves one byte of validity per row in {@link #bytes}. */
  private void loadValidity(Vector from, int[] selection, int rows, ArrowBuf to) {
    Gather.validity(from, selection, 0, rows, bytes.memoryAddress());
    Gather.packBits(bytes.memoryAddress(), rows, to.memoryAddress());
  }

  private void emptyNulls(long views, int rows) {
    long valid = bytes.memoryAddress();
    for (int i = 0; i < rows; i++) {
      if (Memory.getByte(valid + i) == 0) {
        Memory.putInt(views + (long) Views.WIDTH * i, 0);
      }
    }
  }

  private static long loadOffsets(long views, int rows, long offsets) {
    long total = 0;
    Memory.putInt(offsets, 0);
    for (int i = 0; i < rows; i++) {
      total += Views.length(views + (long) Views.WIDTH * i);
      Memory.putInt(offsets + 4L * (i + 1), Math.toIntExact(total));
    }
    return total;
  }

  private static void copyBytes(long views, int rows, long to) {
    long end = to;
    for (int i = 0; i < rows; i++) {
      long view = views + (long) Views.WIDTH * i;
      int length = Views.length(view);
      long from = Views.bytes(view);
      if (length <= LONGEST_COPIED_BY_WORDS) {
        for (int k = 0; k < length; k += Long.BYTES) {
          Memory.putLong(end + k, Memory.getLong(from + k));
        }
      } else {
        Memory.copy(from, end, length);
      }
      end += length;
    }
  }

  @Override
  public void close() {
    root.close();
    views.close();
    bytes.close();
  }

  /** Arrow's buffers, open to {@link Memory} for a moment. */
  private static final class Open implements AutoCloseable {
    private final List<LiveBlocks.Permission> permissions = new ArrayList<>();

    Open(ArrowBuf... buffers) {
      if (Memory.CHECK) {
        for (ArrowBuf buffer : buffers) {
          permissions.add(LiveBlocks.allow(buffer.memoryAddress(), buffer.capacity()));
        }
      }
    }

    @Override
    public void close() {
      permissions.forEach(LiveBlocks.Permission::close);
    }
  }
}
