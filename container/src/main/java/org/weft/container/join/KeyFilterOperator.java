package org.weft.container.join;

import java.util.List;
import java.util.function.Supplier;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.OperatorMeter;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/**
 * Drops rows that will find no match in a join further up, long before they get there. Where most
 * rows pass it is not worth its time, and stops.
 */
public final class KeyFilterOperator implements StreamOperator {
  private static final int TRIAL_ROWS = 16 * Batch.CAPACITY;
  private static final double WORTHLESS = 0.75;

  private final Supplier<? extends KeySelection> filter;
  private final int column;
  private final DataType type;
  private final OperatorMeter meter;

  /**
   * @param filter asked for when the pipeline starts; null if there is none after all
   * @param column the column that becomes the join's key
   * @param meter of the scan that the rows come from: told of those that are dropped
   */
  public KeyFilterOperator(
      Supplier<? extends KeySelection> filter, int column, DataType type, OperatorMeter meter) {
    this.filter = filter;
    this.column = column;
    this.type = type;
    this.meter = meter;
  }

  @Override
  public StreamOperator.Worker worker(BatchConsumer next) {
    return new Worker(filter.get(), next);
  }

  private final class Worker implements StreamOperator.Worker {
    private final BatchConsumer next;
    private final KeySelection values;
    private final List<Integer> columns = List.of(column);
    private final KeyBatch keys = new KeyBatch(List.of(type));
    private final int[] kept = new int[Batch.CAPACITY];
    private boolean isOn;
    private long seen;
    private long passed;
    private long dropped;

    Worker(KeySelection values, BatchConsumer next) {
      this.values = values;
      this.next = next;
      this.isOn = values != null;
    }

    @Override
    public boolean wantsMore() {
      return !(isOn && values.isEmpty()) && next.wantsMore();
    }

    @Override
    public void accept(Batch batch) {
      if (!isOn) {
        next.accept(batch);
        return;
      }
      int[] rows = RowNumbers.of(batch);
      int count = batch.selectedCount();
      keys.load(batch, columns, rows, count);
      int left = values.select(keys.wordsOrHashes(), rows, count, kept);
      seen += count;
      passed += left;
      dropped += count - left;
      if (seen >= TRIAL_ROWS && passed > seen * WORTHLESS) {
        isOn = false;
      }
      if (left > 0) {
        batch.select(kept, left);
        next.accept(batch);
      }
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
      meter.unmatched(dropped);
      dropped = 0;
    }
  }
}
