package org.weft.container.aggregate.sorted;

import java.util.List;
import org.weft.container.accumulate.ColumnBuilder;
import org.weft.container.accumulate.ColumnReader;
import org.weft.container.accumulate.KeptValue;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** The keys of the group at hand. Nulls are equal, and so are NaNs. For one thread. */
final class GroupKeys {
  private final List<Integer> ordinals;
  private final KeptValue[] values;
  private final ColumnReader[] columns;

  /** Keys at these ordinals of the schema. */
  GroupKeys(List<Integer> ordinals, Schema schema, MemoryScope scope) {
    this.ordinals = ordinals;
    values = new KeptValue[ordinals.size()];
    columns = new ColumnReader[ordinals.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = new KeptValue(schema.type(ordinals.get(k)), scope);
      columns[k] = new ColumnReader();
    }
  }

  /** Looks at this batch from now on. */
  void point(Batch batch) {
    for (int k = 0; k < columns.length; k++) {
      columns[k].point(batch.column(ordinals.get(k)));
    }
  }

  /** True if a row of the batch belongs to the group. */
  boolean areOf(int row) {
    for (int k = 0; k < values.length; k++) {
      boolean isNull = columns[k].isNull(row);
      if (isNull != values[k].isNull() || (!isNull && values[k].compare(columns[k], row) != 0)) {
        return false;
      }
    }
    return true;
  }

  /** Takes the keys of a row of the batch. */
  void set(int row) {
    for (int k = 0; k < values.length; k++) {
      values[k].set(columns[k], row);
    }
  }

  /** Appends each key to its builder. */
  void emit(ColumnBuilder[] builders) {
    for (int k = 0; k < values.length; k++) {
      values[k].appendTo(builders[k]);
    }
  }
}
