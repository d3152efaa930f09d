package org.weft.container.result;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Gather;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * Rows copied out of borrowed batches into memory of their own, so that they outlive the call:
 * compact, in canonical layouts, without dictionaries. For one thread at a time.
 */
public final class OwnedBatch implements AutoCloseable {
  private static final long MANY_BYTES = 8 << 20;

  private final MemoryScope scope;
  private final Column[] columns;
  private final Batch batch;
  private int rows;

  /** An empty batch whose memory comes from the pool until it is closed. */
  public OwnedBatch(Schema schema, MemoryPool pool) {
    this.scope = pool.scope("result");
    this.batch = new Batch(schema);
    this.columns = new Column[schema.size()];
    try {
      long values = scope.allocate(valueBytes(schema)).address();
      for (int i = 0; i < columns.length; i++) {
        Layout layout = Layout.of(schema.type(i));
        columns[i] = new Column(layout, values, scope);
        values += (long) Batch.CAPACITY << layout.shift();
      }
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  private static long valueBytes(Schema schema) {
    return schema.fields().stream()
        .mapToLong(field -> (long) Batch.CAPACITY << Layout.of(field.type()).shift())
        .sum();
  }

  /**
   * Copies selected rows while there is room.
   *
   * @param first the first selected row to copy, counted from 0 among the selected ones
   * @return how many were copied
   */
  public int append(Batch from, int first) {
    int count = Math.min(from.selectedCount() - first, Batch.CAPACITY - rows);
    for (int i = 0; i < columns.length; i++) {
      columns[i].append(from.column(i), from.selection(), first, count, rows);
    }
    rows += count;
    return count;
  }

  public int rows() {
    return rows;
  }

  /** True if there is no room, or if the rows are many bytes already, however few they are. */
  public boolean isFull() {
    return rows == Batch.CAPACITY || scope.held() >= MANY_BYTES;
  }

  /** Bytes of memory held. */
  public long bytes() {
    return scope.held();
  }

  /** The rows so far, valid until the next append or close. */
  public Batch batch() {
    batch.start(rows);
    for (int i = 0; i < columns.length; i++) {
      columns[i].show(batch.column(i));
    }
    return batch;
  }

  /** May be called twice. */
  @Override
  public void close() {
    scope.close();
  }

  /** One column's values and, once a null has come, its validity. */
  private static final class Column {
    private final Layout layout;
    private final MemoryScope scope;
    private final long values;
    private final ByteArena bytes;
    private long validity;

    Column(Layout layout, long values, MemoryScope scope) {
      this.layout = layout;
      this.scope = scope;
      this.values = values;
      this.bytes = layout == Layout.VIEW ? new ByteArena(scope) : null;
    }

    void append(Vector from, int[] selection, int first, int count, int at) {
      long to = values + ((long) at << layout.shift());
      if (layout == Layout.INT128) {
        Gather.wide(from, selection, first, count, to);
      } else {
        Gather.values(from, selection, first, count, to);
      }
      appendValidity(from, selection, first, count, at);
      if (layout == Layout.VIEW) {
        keepBytes(to, count);
      }
    }

    private void appendValidity(Vector from, int[] selection, int first, int count, int at) {
      if (validity == 0 && from.mayHaveNulls()) {
        Block block = scope.allocate(Batch.CAPACITY);
        validity = block.address();
        Memory.fill(validity, at, (byte) 1);
      }
      if (validity != 0) {
        int nulls = Gather.validity(from, selection, first, count, validity + at);
        if (nulls > 0 && layout == Layout.VIEW) {
          emptyNulls(count, at);
        }
      }
    }

    private void emptyNulls(int count, int at) {
      for (int i = at; i < at + count; i++) {
        if (Memory.getByte(validity + i) == 0) {
          Memory.putLong(values + (long) Views.WIDTH * i, 0);
        }
      }
    }

    private void keepBytes(long views, int count) {
      for (int i = 0; i < count; i++) {
        long view = views + (long) Views.WIDTH * i;
        int length = Views.length(view);
        Memory.putLong(view + 8, bytes.append(Views.bytes(view), length));
      }
    }

    void show(Vector vector) {
      vector.pointFlat(layout, values, validity);
    }
  }
}
