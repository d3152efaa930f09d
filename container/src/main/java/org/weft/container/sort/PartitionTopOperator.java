package org.weft.container.sort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;

/**
 * Drops rows that are surely not among the first of their partition, before they are moved and
 * sorted. Every thread keeps the least words of each partition it has seen, and lets pass what does
 * not lie beyond them. Where most rows pass, or memory is short, it forgets everything and lets all
 * rows pass from then on: it never spills.
 */
public final class PartitionTopOperator implements StreamOperator {
  private static final long FIRST_CHECK = 512L << 10;
  private static final double WORTHLESS = 0.9;

  private final RowFormat format;
  private final List<Integer> partitionKeys;
  private final WordPlan plan;
  private final LeastWords least;
  private final ExecutionContext context;

  public PartitionTopOperator(PhysicalPlan.PartitionTop top, ExecutionContext context) {
    this.format = new RowFormat(top.schema(), top.orderKeys());
    this.partitionKeys = top.partitionKeys();
    List<KeyRange> ranges = new ArrayList<>();
    for (int key = 0; key < top.orderKeys().size(); key++) {
      ranges.add(KeyRange.any(format, key));
    }
    this.plan = WordPlan.of(format, ranges);
    this.least =
        new LeastWords(
            Math.toIntExact(top.limit().limit()), top.limit().function(), plan.isExact());
    this.context = context;
  }

  @Override
  public StreamOperator.Worker worker(BatchConsumer next) {
    return new Worker(next);
  }

  private final class Worker implements StreamOperator.Worker, Spillable {
    private final BatchConsumer next;
    private final MemoryScope scope = context.pool().scope("top of partitions");
    private final MemoryClaim claim;
    private final KeyReader reader = new KeyReader();
    private final long[] words = new long[Batch.CAPACITY];
    private final int[] kept = new int[Batch.CAPACITY];
    private PartitionBounds bounds;
    private long only;
    private boolean isOn = true;
    private long seen;
    private long passed;
    private long nextCheck = FIRST_CHECK;

    Worker(BatchConsumer next) {
      this.next = next;
      this.claim = context.claim(this);
      try {
        if (partitionKeys.isEmpty()) {
          only = scope.allocateZeroed(8L * least.size()).address();
        } else {
          List<DataType> types =
              partitionKeys.stream().map(key -> format.asColumns().schema().type(key)).toList();
          bounds = new PartitionBounds(partitionKeys, types, least.size(), scope);
        }
      } catch (RuntimeException | Error e) {
        close();
        throw e;
      }
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void accept(Batch batch) {
      boolean isShort = isOn && bounds != null && claim.mustSpill(bounds.batchBytes());
      if (isShort) {
        stop();
      }
      if (isOn) {
        narrow(batch);
      }
      if (batch.selectedCount() > 0) {
        next.accept(batch);
      }
    }

    private void narrow(Batch batch) {
      int[] rows = RowNumbers.of(batch);
      int count = batch.selectedCount();
      Arrays.fill(words, 0, count, 0);
      for (WordPart part : plan.parts()) {
        int column = format.keys().get(part.key()).ordinal();
        part.addTo(words, reader.read(batch.column(column), rows, count));
      }
      int left = bounds == null ? ofAll(rows, count) : ofPartitions(batch, rows, count);
      seen += count;
      passed += left;
      if (seen >= nextCheck) {
        check();
      }
      if (left < count) {
        batch.select(kept, left);
      }
    }

    private int ofAll(int[] rows, int count) {
      int left = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        if (least.add(only, words[i])) {
          kept[left++] = row;
        }
      }
      return left;
    }

    private int ofPartitions(Batch batch, int[] rows, int count) {
      long[] heaps = bounds.heaps(batch, rows, count);
      int left = 0;
      for (int i = 0; i < count; i++) {
        int row = rows[i];
        if (least.add(heaps[i], words[i])) {
          kept[left++] = row;
        }
      }
      return left;
    }

    /** Stops if it was worthless since the last check. */
    private void check() {
      if (passed > WORTHLESS * seen) {
        stop();
      }
      nextCheck = 2 * seen;
      seen = 0;
      passed = 0;
    }

    private void stop() {
      isOn = false;
      scope.close();
    }

    @Override
    public long held() {
      return isOn ? scope.held() : 0;
    }

    @Override
    public boolean spillNow() {
      return false; // its owner may be using it
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
      claim.close();
      scope.close();
    }
  }
}
