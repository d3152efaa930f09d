package org.weft.container.window;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Layout;

/** COUNT. */
final class Counts implements WindowFunction {
  private final Included included;
  private final FrameCounts counts;

  Counts(Included included, FrameRows frame, MemoryScope scope) {
    this.included = included;
    this.counts = new FrameCounts(frame, included, scope);
  }

  @Override
  public void compute(WindowRows rows, ResultColumn results) {
    included.find(rows);
    counts.count(rows, results.start(Layout.INT64, rows.count()));
  }
}
