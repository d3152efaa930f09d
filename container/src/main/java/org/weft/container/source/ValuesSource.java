package org.weft.container.source;

import java.math.BigInteger;
import java.util.List;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Source;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** Literal rows, in order. */
public final class ValuesSource implements Source {
  private final PhysicalPlan.Values values;
  private final MemoryPool pool;

  public ValuesSource(PhysicalPlan.Values values, MemoryPool pool) {
    this.values = values;
    this.pool = pool;
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public Source.Worker worker() {
    return new Worker();
  }

  private final class Worker implements Source.Worker {
    private int next;

    @Override
    public boolean pump(BatchConsumer consumer) {
      int end = Math.min(values.rows().size(), next + Batch.CAPACITY);
      if (next < end) {
        try (MemoryScope scope = pool.scope("values")) {
          consumer.accept(batch(values.rows().subList(next, end), scope));
        }
      }
      next = end;
      return next < values.rows().size();
    }

    @Override
    public void close() {
      // its memory is lent for one batch at a time
    }
  }

  private Batch batch(List<List<Literal>> rows, MemoryScope scope) {
    Schema schema = values.schema();
    Batch batch = new Batch(schema);
    batch.start(rows.size());
    ByteArena bytes = new ByteArena(scope);
    for (int i = 0; i < schema.size(); i++) {
      fill(batch.column(i), i, rows, scope, bytes);
    }
    return batch;
  }

  private static void fill(
      Vector vector, int column, List<List<Literal>> rows, MemoryScope scope, ByteArena bytes) {
    Layout layout = Layout.of(vector.type());
    long data = scope.allocateZeroed((long) rows.size() << layout.shift()).address();
    long validity = 0;
    for (int i = 0; i < rows.size(); i++) {
      Literal literal = rows.get(i).get(column);
      if (!literal.isNull()) {
        put(data + ((long) i << layout.shift()), layout, literal.value(), bytes);
        continue;
      }
      if (validity == 0) {
        validity = scope.allocate(rows.size()).address();
        Memory.fill(validity, rows.size(), (byte) 1);
      }
      Memory.putByte(validity + i, (byte) 0);
    }
    vector.pointFlat(layout, data, validity);
  }

  private static void put(long at, Layout layout, Value value, ByteArena bytes) {
    switch (layout) {
      case BOOL8 -> Memory.putByte(at, (byte) (((Value.Bool) value).value() ? 1 : 0));
      case INT8 -> Memory.putByte(at, (byte) ((Value.Int) value).value());
      case INT16 -> Memory.putShort(at, (short) ((Value.Int) value).value());
      case INT32 -> Memory.putInt(at, (int) ((Value.Int) value).value());
      case INT64 -> Memory.putLong(at, ((Value.Int) value).value());
      case INT128 -> {
        if (value instanceof Value.Span span) {
          Intervals.put(at, span.months(), span.days(), span.micros());
          return;
        }
        BigInteger unscaled = Value.unscaled(value);
        Memory.putLong(at, unscaled.longValue());
        Memory.putLong(at + 8, unscaled.shiftRight(64).longValueExact());
      }
      case FLOAT32 -> Memory.putFloat(at, (float) ((Value.Real) value).value());
      case FLOAT64 -> Memory.putDouble(at, ((Value.Real) value).value());
      case VIEW -> {
        byte[] content =
            value instanceof Value.Text text ? text.utf8() : ((Value.Bytes) value).value();
        long copy = bytes.reserve(content.length);
        Memory.copy(content, 0, copy, content.length);
        Views.put(at, copy, content.length);
      }
    }
  }
}
