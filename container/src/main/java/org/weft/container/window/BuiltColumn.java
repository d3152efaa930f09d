package org.weft.container.window;

import org.weft.container.accumulate.ColumnBuilder;
import org.weft.container.hash.RowNumbers;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Any number of values that accumulators give, one behind the other. For one thread. */
final class BuiltColumn {
  private final ColumnBuilder builder;
  private final KeptColumn kept;
  private final Vector vector;
  private int count;

  BuiltColumn(DataType type, MemoryScope scope) {
    this.builder = new ColumnBuilder(type, scope);
    this.kept = new KeptColumn(Layout.of(type), scope, new ValueCopies());
    this.vector = new Vector(type);
  }

  /** Forgets all values. */
  void clear() {
    builder.clear();
    kept.drop(kept.together(0));
    count = 0;
  }

  /** Where to append one value, which is the one numbered by the answer of {@link #added}. */
  ColumnBuilder next() {
    if (builder.count() == Batch.CAPACITY) {
      flush();
    }
    return builder;
  }

  /** The number of the value appended last, from 0. */
  int added() {
    return count++;
  }

  private void flush() {
    builder.point(vector);
    kept.append(vector, RowNumbers.identity(), builder.count());
    builder.clear();
  }

  int count() {
    return count;
  }

  /** All values. */
  KeptColumn values() {
    if (builder.count() > 0 || count == 0) {
      flush();
    }
    return kept;
  }
}
