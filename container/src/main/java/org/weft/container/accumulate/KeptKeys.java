package org.weft.container.accumulate;

import java.util.List;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * The keys of a row, to tell which rows have the same. Nulls are equal, and so are NaNs. For one
 * thread.
 */
public final class KeptKeys {
  private final List<Integer> ordinals;
  private final KeptValue[] values;
  private final ColumnReader[] columns;

  /** Keys at these ordinals of the schema. */
  public KeptKeys(List<Integer> ordinals, Schema schema, MemoryScope scope) {
    this.ordinals = ordinals;
    values = new KeptValue[ordinals.size()];
    columns = new ColumnReader[ordinals.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = new KeptValue(schema.type(ordinals.get(k)), scope);
      columns[k] = new ColumnReader();
    }
  }

  /** Looks at this batch from now on. */
  public void point(Batch batch) {
    for (int k = 0; k < columns.length; k++) {
      columns[k].point(batch.column(ordinals.get(k)));
    }
  }

  /** True if a row of the batch has these keys. */
  public boolean areOf(int row) {
    for (int k = 0; k < values.length; k++) {
      boolean isNull = columns[k].isNull(row);
      if (isNull != values[k].isNull() || (!isNull && values[k].compare(columns[k], row) != 0)) {
        return false;
      }
    }
    return true;
  }

  /** Takes the keys of a row of the batch. */
  public void set(int row) {
    for (int k = 0; k < values.length; k++) {
      values[k].set(columns[k], row);
    }
  }

  /** Appends each key to its builder. */
  public void emit(ColumnBuilder[] builders) {
    for (int k = 0; k < values.length; k++) {
      values[k].appendTo(builders[k]);
    }
  }
}
