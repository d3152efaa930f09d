package org.weft.container.hash;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/** Room for the values and the validity of one column of a batch, taken at first use. */
public final class ColumnBuffer {
  private final MemoryScope scope;
  private final Layout layout;
  private Block values;
  private Block validity;

  /** A buffer whose memory belongs to the scope. */
  public ColumnBuffer(MemoryScope scope, Layout layout) {
    this.scope = scope;
    this.layout = layout;
  }

  public Layout layout() {
    return layout;
  }

  /** The address of {@link Batch#CAPACITY} values. */
  public long values() {
    if (values == null) {
      values = scope.allocate((long) Batch.CAPACITY << layout.shift());
    }
    return values.address();
  }

  /** The address of {@link Batch#CAPACITY} bytes of validity. */
  public long validity() {
    if (validity == null) {
      validity = scope.allocate(Batch.CAPACITY);
    }
    return validity.address();
  }
}
