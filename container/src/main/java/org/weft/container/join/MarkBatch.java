package org.weft.container.join;

import org.weft.container.hash.RowNumbers;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** The probe batch, and behind its columns one that says which rows have a match. */
final class MarkBatch implements ColumnLoader {
  private final Batch batch;
  private final int mark;
  private final long marks;
  private Batch probe;

  /**
   * @param schema the probe's columns and a boolean
   */
  MarkBatch(Schema schema, MemoryScope scope) {
    this.batch = new Batch(schema);
    this.mark = schema.size() - 1;
    this.marks = scope.allocate(Batch.CAPACITY).address();
  }

  /** Says whether a row of the probe batch has a match. */
  void put(int row, boolean matched) {
    Memory.putByte(marks + row, (byte) (matched ? 1 : 0));
  }

  /** The selected rows of the probe batch; each of them was {@link #put}. */
  Batch of(Batch rows) {
    probe = rows;
    batch.start(rows.rowCount(), this);
    batch.select(RowNumbers.of(rows), rows.selectedCount());
    return batch;
  }

  @Override
  public void load(Batch rows, int column, Vector vector) {
    if (column == mark) {
      vector.pointFlat(Layout.BOOL8, marks, 0);
    } else {
      vector.pointLike(probe.column(column));
    }
  }
}
