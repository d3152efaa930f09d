package org.weft.container.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;
import org.weft.container.spill.PageOutput;
import org.weft.container.spill.PageReader;
import org.weft.container.spill.PageWriter;
import org.weft.container.spill.SpilledRows;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.DataType;

/**
 * Gives away groups some of which are on disk: each thread merges one partition after the other in
 * memory. When that becomes short, what was merged so far is dealt to smaller partitions on disk by
 * further bits of the hash, and so is the rest; then those are merged.
 */
final class SpilledGroups implements Source {
  private static final int BITS = 4;

  private final PhysicalPlan.HashAggregate node;
  private final AggregateLayout layout;
  private final GroupSpill spill;
  private final ExecutionContext context;
  private final List<AggregateWorker> workers;
  private final int partitions;
  private final List<DataType> keyTypes;
  private final SumWidths widths;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param workers with the groups that are still in memory, see {@link AggregateWorker#stay}
   */
  SpilledGroups(
      PhysicalPlan.HashAggregate node,
      AggregateLayout layout,
      GroupSpill spill,
      List<AggregateWorker> workers,
      ExecutionContext context) {
    this.node = node;
    this.layout = layout;
    this.spill = spill;
    this.context = context;
    this.workers = List.copyOf(workers);
    this.partitions = 1 << spill.bits();
    this.keyTypes = node.keys().stream().map(node.input().schema()::type).toList();
    this.widths = SumWidths.wide(layout.sums().length);
  }

  @Override
  public int parallelism() {
    return partitions;
  }

  @Override
  public Source.Worker worker() {
    return new MergeWorker();
  }

  /** One thread's way through the partitions. */
  private final class MergeWorker implements Source.Worker, Spillable {
    private final MemoryScope output = context.pool().scope("result of an aggregation");
    private final GroupBatches batches = new GroupBatches(layout, node.schema(), output);
    private final MemoryClaim claim = context.claim(this);
    private GroupMerge merge;
    private PlacedGroups placed;
    private volatile MergedGroups merged;
    private volatile boolean isComplete;

    @Override
    public boolean pump(BatchConsumer consumer) {
      int p = next.getAndIncrement();
      if (p >= partitions) {
        return false;
      }
      if (consumer.wantsMore()) {
        merge(p, consumer);
      }
      return consumer.wantsMore();
    }

    private void merge(int partition, BatchConsumer consumer) {
      // nothing to spill yet: this lets the workers' groups go to disk if there is no room
      long inMemoryBytes = workers.stream().mapToLong(AggregateWorker::memory).sum();
      claim.mustSpill(2 * inMemoryBytes / Math.max(1, partitions - partition));
      SpilledRows onDisk;
      int pinned = 0;
      List<RowStore> inMemory = new ArrayList<>();
      try {
        for (AggregateWorker worker : workers) {
          RowStore store = worker.pin(partition);
          pinned++;
          if (store != null) {
            inMemory.add(store);
          }
        }
        // complete: what was in memory can no longer come to disk
        onDisk = spill.partition(partition);
        if (haveRoom(inMemory, onDisk)) {
          placed = place(inMemory);
        } else {
          merged = start();
          inMemory.forEach(merged::add);
        }
        inMemory.forEach(RowStore::clear);
      } catch (RuntimeException | Error e) {
        closeParts();
        throw e;
      } finally {
        workers.subList(0, pinned).forEach(AggregateWorker::unpin);
      }
      if (placed == null) {
        goOn(onDisk, spill.bits(), consumer);
      } else {
        mergePlaced(onDisk, consumer);
      }
    }

    /**
     * True if all rows of a partition and an index of them take little memory, even if many of them
     * should turn out to be of the same groups.
     */
    private boolean haveRoom(List<RowStore> inMemory, SpilledRows onDisk) {
      long bytes = onDisk.bytes();
      long rows = onDisk.rows();
      for (RowStore store : inMemory) {
        bytes += PlacedGroups.bytes(spill.rows(), store);
        rows += store.rows();
      }
      long room = context.pool().limit() / 8 / Math.max(1, context.threads());
      // sizes of blocks are rounded up
      return bytes <= room
          && 2 * bytes + GroupIndex.bytes(rows) <= Math.min(2 * room, context.pool().free());
    }

    private PlacedGroups place(List<RowStore> inMemory) {
      MemoryScope scope = context.pool().scope("merge of an aggregation");
      PlacedGroups groups = new PlacedGroups(layout, spill.rows(), scope);
      try {
        inMemory.forEach(groups::copy);
        return groups;
      } catch (RuntimeException | Error e) {
        groups.close();
        throw e;
      }
    }

    private void mergePlaced(SpilledRows onDisk, BatchConsumer consumer) {
      try {
        placed.read(onDisk);
        if (merge == null) {
          merge = new GroupMerge(layout, keyTypes, widths, output);
        }
        placed.merge(merge, context.cancellation());
        placed.emit(batches, widths, consumer);
      } finally {
        closeParts();
      }
    }

    private void closeParts() {
      if (placed != null) {
        placed.close();
        placed = null;
      }
      if (merged != null) {
        merged.close();
        merged = null;
      }
    }

    private void merge(SpilledRows rows, int usedBits, BatchConsumer consumer) {
      if (!rows.isEmpty() && consumer.wantsMore()) {
        merged = start();
        goOn(rows, usedBits, consumer);
      }
    }

    /** Brings rows on disk to what was merged, and hands it on. */
    private void goOn(SpilledRows rows, int usedBits, BatchConsumer consumer) {
      Optional<Division> divided = Optional.empty();
      try (MemoryScope scope = context.pool().scope("merge of an aggregation")) {
        Division division = new Division(usedBits, scope);
        try (PageReader reader = new PageReader(spill.rows(), rows, scope)) {
          while (reader.advance()) {
            context.cancellation().check();
            if (usedBits + BITS <= Long.SIZE && claim.mustSpill(2L * rows.largestPage())) {
              division.write(merged.store());
              merged.close();
              merged = start();
            }
            merged.add(reader);
          }
        }
        if (division.isUsed()) {
          division.write(merged.store());
          division.finish();
          divided = Optional.of(division);
        } else {
          emit(consumer);
        }
      } finally {
        merged.close();
        merged = null;
      }
      if (divided.isPresent()) {
        for (SpilledRows part : divided.get().parts) {
          merge(part, usedBits + BITS, consumer);
        }
        spill.delete(divided.get().file);
      }
    }

    private MergedGroups start() {
      isComplete = false;
      return new MergedGroups(
          layout, keyTypes, widths, context.pool().scope("merge of an aggregation"));
    }

    private void emit(BatchConsumer consumer) {
      isComplete = true;
      RowStore store = merged.store();
      for (int c = 0; c < store.chunks() && consumer.wantsMore(); c++) {
        context.cancellation().check();
        batches.emit(store.chunk(c), store.chunkRows(c), widths, consumer);
      }
    }

    /** What is being handed on is not spilled any more. */
    @Override
    public long held() {
      MergedGroups now = merged;
      return now == null || isComplete ? 0 : now.held();
    }

    /** Its thread is always at work; it spills when that thread gets to it. */
    @Override
    public boolean spillNow() {
      return false;
    }

    @Override
    public void close() {
      claim.close();
      output.close();
    }
  }

  /** Deals groups to smaller partitions on disk. */
  private final class Division {
    private final int usedBits;
    private final MemoryScope scope;
    private final PageWriter[] writers = new PageWriter[1 << BITS];
    private final SpilledRows[] parts = new SpilledRows[writers.length];
    private PageOutput file;

    Division(int usedBits, MemoryScope scope) {
      this.usedBits = usedBits;
      this.scope = scope;
    }

    boolean isUsed() {
      return file != null;
    }

    void write(RowStore store) {
      spill.count().addRun();
      if (file == null) {
        file = spill.file(scope);
        for (int p = 0; p < writers.length; p++) {
          writers[p] = new PageWriter(spill.rows(), file, GroupSpill.PAGE, scope);
        }
      }
      for (int c = 0; c < store.chunks(); c++) {
        long row = store.chunk(c);
        for (int i = 0; i < store.chunkRows(c); i++, row += store.width()) {
          long hash = layout.keys().hash(row);
          writers[(int) (hash << usedBits >>> (Long.SIZE - BITS))].append(row);
        }
      }
    }

    void finish() {
      for (int p = 0; p < parts.length; p++) {
        parts[p] = writers[p].finish();
      }
      file.close();
    }
  }
}
