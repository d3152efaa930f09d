package org.weft.container.pipeline;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.weft.container.spill.SpillCount;
import org.weft.io.scan.ScanCounts;
import org.weft.planner.explain.OperatorFigures;

/** Counts what one operator of a plan does, on all threads. Thread-safe. */
public final class OperatorMeter {
  private final SpillCount spilled;
  private final LongAdder rows = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder behind = new LongAdder();
  private final LongAdder own = new LongAdder();
  private final LongAdder workers = new LongAdder();
  private final LongAccumulator mostRows = new LongAccumulator(Math::max, 0);
  private final LongAccumulator peak = new LongAccumulator(Math::max, 0);
  private final LongAdder partsRead = new LongAdder();
  private final LongAdder partsSkipped = new LongAdder();
  private final LongAdder rowsSkipped = new LongAdder();
  private final LongAdder rowsUnmatched = new LongAdder();
  private final LongAdder bytesRead = new LongAdder();
  private final LongAdder bytesSkipped = new LongAdder();

  OperatorMeter(SpillCount spilled) {
    this.spilled = spilled;
  }

  /**
   * One worker has handed on its last row.
   *
   * @param behindNanos time spent in the operators behind this one
   */
  void worker(long handedOn, long inBatches, long behindNanos) {
    rows.add(handedOn);
    batches.add(inBatches);
    behind.add(behindNanos);
    if (inBatches > 0) {
      workers.increment();
      mostRows.accumulate(handedOn);
    }
  }

  /** Time spent in a source of this operator, including what is behind it, or in finishing. */
  void work(long nanos) {
    own.add(nanos);
  }

  /** The operator's rows took so much memory. */
  public void memory(long bytes) {
    peak.accumulate(bytes);
  }

  /** Parts of files were read or left out. */
  public void scanned(ScanCounts counts) {
    partsRead.add(counts.read());
    partsSkipped.add(counts.skipped());
    rowsSkipped.add(counts.rowsSkipped());
    bytesRead.add(counts.bytes());
    bytesSkipped.add(counts.bytesSkipped());
  }

  /** So many rows that were read went no further, because a join has no match for them. */
  public void unmatched(long count) {
    rowsUnmatched.add(count);
  }

  /** What the operator spilled. */
  public SpillCount spilled() {
    return spilled;
  }

  long behind() {
    return behind.sum();
  }

  /**
   * What was counted.
   *
   * @param inputNanos time that the inputs spent in the operators behind them, this one first
   */
  OperatorFigures figures(long inputNanos) {
    return new OperatorFigures(
        rows.sum(),
        batches.sum(),
        Math.max(0, inputNanos + own.sum() - behind.sum()),
        workers.sum(),
        mostRows.get(),
        peak.get(),
        spilled.bytes(),
        spilled.runs(),
        partsRead.sum(),
        partsSkipped.sum(),
        rowsSkipped.sum(),
        rowsUnmatched.sum(),
        bytesRead.sum(),
        bytesSkipped.sum());
  }
}
