package org.weft.io.parquet.write;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Gather;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** Gathers the rows of one column of batches in its stored columns. */
abstract sealed class ColumnGatherer implements AutoCloseable {
  /** Appends rows of a vector. */
  abstract void append(Vector vector, int[] selection, int count);

  /** The stored columns. */
  abstract List<? extends ColumnRows> leaves();

  /**
   * @param gathered room for a batch of values of any layout, which columns may share
   */
  static ColumnGatherer of(StoredField field, Block gathered, MemoryScope memory) {
    return field instanceof StoredField.Value value
        ? new Flat(new FlatRows(value.column(), gathered, memory))
        : new Nested(field, gathered, memory);
  }

  @Override
  public void close() {
    leaves().forEach(ColumnRows::close);
  }

  private static final class Flat extends ColumnGatherer {
    private final FlatRows rows;

    Flat(FlatRows rows) {
      this.rows = rows;
    }

    @Override
    void append(Vector vector, int[] selection, int count) {
      rows.append(vector, selection, count);
    }

    @Override
    List<FlatRows> leaves() {
      return List.of(rows);
    }
  }

  private static final class Nested extends ColumnGatherer {
    private final List<NestedRows> leaves = new ArrayList<>();
    private final Shredder shredder;
    private final Block gathered;
    private final Block validity;

    Nested(StoredField field, Block gathered, MemoryScope memory) {
      for (StoredColumn leaf : field.leaves()) {
        leaves.add(new NestedRows(leaf, memory));
      }
      this.shredder = Shredder.of(field, leaves.iterator());
      this.gathered = gathered;
      this.validity = memory.allocate(Batch.CAPACITY);
    }

    @Override
    void append(Vector vector, int[] selection, int count) {
      long views = gathered.address();
      Gather.values(vector, selection, 0, count, views);
      int nulls = Gather.validity(vector, selection, 0, count, validity.address());
      for (int i = 0; i < count; i++) {
        if (nulls > 0 && Memory.getByte(validity.address() + i) == 0) {
          shredder.absent(0, 0);
        } else {
          long view = views + (long) Views.WIDTH * i;
          shredder.value(Views.bytes(view), Views.length(view), 0);
        }
      }
    }

    @Override
    List<NestedRows> leaves() {
      return leaves;
    }

    @Override
    public void close() {
      super.close();
      validity.close();
    }
  }
}
