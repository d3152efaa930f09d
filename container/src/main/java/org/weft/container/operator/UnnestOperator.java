package org.weft.container.operator;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.hash.VectorGather;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.expr.UnnestSpec;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.MapReader;

/**
 * Hands on a row for every element of lists. Batches are filled across rows and cut within long
 * lists, so that what is held depends on neither; elements of variable length stay where they lie.
 */
public final class UnnestOperator implements StreamOperator {
  private final PhysicalPlan.Unnest plan;
  private final ExecutionContext context;

  public UnnestOperator(PhysicalPlan.Unnest plan, ExecutionContext context) {
    this.plan = plan;
    this.context = context;
  }

  @Override
  public StreamOperator.Worker worker(BatchConsumer next) {
    return new Worker(plan, context.pool().scope("unnest"), next);
  }

  private static final class Worker implements StreamOperator.Worker, ColumnLoader {
    private final List<Integer> kept;
    private final boolean keepsEmpty;
    private final List<Collection> collections = new ArrayList<>();
    private final MemoryScope memory;
    private final BatchConsumer next;
    private final Batch output;
    private final VectorGather[] gathers;
    private final long numbers;
    private final long numbersValid;
    private final int[] from = new int[Batch.CAPACITY];
    private final int[] positions = new int[Batch.CAPACITY];
    private Batch input;
    private int filled;
    private boolean hasNullNumber;

    Worker(PhysicalPlan.Unnest plan, MemoryScope memory, BatchConsumer next) {
      this.kept = plan.kept();
      this.keepsEmpty = plan.spec().onEmpty() == UnnestSpec.OnEmpty.NULLS;
      this.memory = memory;
      this.next = next;
      this.output = new Batch(plan.schema());
      this.gathers = new VectorGather[kept.size()];
      for (int i = 0; i < gathers.length; i++) {
        gathers[i] = new VectorGather(memory);
      }
      boolean numbered = plan.spec().ordinality() == UnnestSpec.Ordinality.NUMBERED;
      try {
        for (int column : plan.spec().collections()) {
          collections.add(new Collection(column, plan.input().schema().type(column), memory));
        }
        numbers = numbered ? memory.allocate(4L * Batch.CAPACITY).address() : 0;
        numbersValid = numbered ? memory.allocate(Batch.CAPACITY).address() : 0;
      } catch (RuntimeException e) {
        memory.close();
        throw e;
      }
      for (int i = 0; i < positions.length; i++) {
        positions[i] = i;
      }
    }

    @Override
    public void accept(Batch batch) {
      input = batch;
      for (Collection collection : collections) {
        collection.vector = batch.column(collection.column);
      }
      int[] selection = batch.selection();
      for (int i = 0; i < batch.selectedCount() && next.wantsMore(); i++) {
        unnest(selection == null ? i : selection[i]);
      }
      // what points into this batch cannot wait for the next one
      flush();
    }

    private void unnest(int row) {
      int longest = 0;
      for (Collection collection : collections) {
        longest = Math.max(longest, collection.turnTo(row));
      }
      if (longest == 0) {
        if (keepsEmpty) {
          addEmpty(row);
        }
        return;
      }
      for (int done = 0; done < longest && next.wantsMore(); ) {
        int count = Math.min(longest - done, Batch.CAPACITY - filled);
        for (Collection collection : collections) {
          collection.copy(done, count, filled);
        }
        java.util.Arrays.fill(from, filled, filled + count, row);
        number(done, count);
        done += count;
        filled += count;
        flushIfFull();
      }
    }

    private void addEmpty(int row) {
      for (Collection collection : collections) {
        collection.copy(0, 1, filled);
      }
      from[filled] = row;
      if (numbers != 0) {
        hasNullNumber = true;
        Memory.putByte(numbersValid + filled, (byte) 0);
      }
      filled++;
      flushIfFull();
    }

    private void number(int done, int count) {
      if (numbers == 0) {
        return;
      }
      for (int i = 0; i < count; i++) {
        Memory.putInt(numbers + 4L * (filled + i), done + i + 1);
      }
      Memory.fill(numbersValid + filled, count, (byte) 1);
    }

    private void flushIfFull() {
      if (filled == Batch.CAPACITY) {
        flush();
      }
    }

    private void flush() {
      if (filled > 0 && next.wantsMore()) {
        output.start(filled, this);
        next.accept(output);
      }
      filled = 0;
      hasNullNumber = false;
      collections.forEach(Collection::clear);
    }

    @Override
    public void load(Batch batch, int ordinal, Vector vector) {
      if (ordinal < kept.size()) {
        Vector source = input.column(kept.get(ordinal));
        gathers[ordinal].gather(source, from, positions, batch.rowCount(), vector);
        return;
      }
      int made = ordinal - kept.size();
      for (Collection collection : collections) {
        if (made < collection.parts.length) {
          collection.parts[made].show(vector);
          return;
        }
        made -= collection.parts.length;
      }
      vector.pointFlat(Layout.INT32, numbers, hasNullNumber ? numbersValid : 0);
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void finish() {
      // nothing is held back
    }

    @Override
    public void close() {
      memory.close();
    }
  }

  /** One list or map column. */
  private static final class Collection {
    private final int column;
    private final ElementColumn[] parts;
    private Vector vector;

    Collection(int column, DataType type, MemoryScope memory) {
      this.column = column;
      this.parts =
          type instanceof MapType map
              ? new ElementColumn[] {
                new ElementColumn(map.key(), memory), new ElementColumn(map.value(), memory)
              }
              : new ElementColumn[] {new ElementColumn(((ListType) type).element(), memory)};
    }

    /** The number of elements in a row. */
    int turnTo(int row) {
      if (vector.isNull(row)) {
        for (ElementColumn part : parts) {
          part.turnToNothing();
        }
        return 0;
      }
      long bytes = Views.bytes(vector.valueAddress(row));
      if (parts.length == 1) {
        return parts[0].turnTo(bytes);
      }
      parts[1].turnTo(MapReader.values(bytes));
      return parts[0].turnTo(MapReader.keys(bytes));
    }

    void copy(int first, int count, int at) {
      for (ElementColumn part : parts) {
        part.copy(first, count, at);
      }
    }

    void clear() {
      for (ElementColumn part : parts) {
        part.clear();
      }
    }
  }
}
