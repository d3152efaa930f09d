package org.weft.container.join;

import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.RowColumns;
import org.weft.container.hash.RowNumbers;
import org.weft.container.hash.RowScatter;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.StreamOperator;
import org.weft.container.spill.PageOutput;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.vector.Batch;

/**
 * Probes a join of which some partitions are on disk: rows that belong there are written there, the
 * others go on. For one thread.
 */
final class PartitionedProbe implements StreamOperator.Worker {
  private final PhysicalPlan.HashJoin node;
  private final JoinSpill spill;
  private final StreamOperator.Worker inMemory;
  private final StreamOperator.Worker matched;
  private final BatchConsumer next;
  private final MemoryScope scope;
  private final KeyBatch keys;
  private final RowScatter scatter = new RowScatter();
  private final int[] here = new int[Batch.CAPACITY];
  private final int[] certain = new int[Batch.CAPACITY];
  private final int[] there = new int[Batch.CAPACITY];
  private final long[] hashes = new long[Batch.CAPACITY];
  private final long[] addresses = new long[Batch.CAPACITY];
  private Block room;
  private PageOutput file;
  private Deal deal;

  /**
   * @param inMemory probes what is in memory; closed with this
   * @param matched takes rows that have a match whatever is on disk; closed with this
   */
  PartitionedProbe(
      PhysicalPlan.HashJoin node,
      JoinSpill spill,
      StreamOperator.Worker inMemory,
      StreamOperator.Worker matched,
      BatchConsumer next,
      MemoryScope scope) {
    this.node = node;
    this.spill = spill;
    this.inMemory = inMemory;
    this.matched = matched;
    this.next = next;
    this.scope = scope;
    this.keys =
        node.probeKeys().isEmpty()
            ? null
            : new KeyBatch(node.probeKeys().stream().map(node.probe().schema()::type).toList());
  }

  @Override
  public boolean wantsMore() {
    return next.wantsMore();
  }

  @Override
  public void accept(Batch probe) {
    int[] rows = RowNumbers.of(probe);
    int count = probe.selectedCount();
    int kept = 0;
    int sure = 0;
    int spilled = 0;
    if (keys == null) {
      System.arraycopy(rows, 0, there, 0, count);
      java.util.Arrays.fill(hashes, 0, count, 0);
      spilled = count;
    } else {
      keys.load(probe, node.probeKeys(), rows, count);
      for (int i = 0; i < count; i++) {
        long hash = keys.hashes()[i];
        boolean isNull = keys.hasNull(i);
        if (isNull && node.nullKeys() == NullKeys.MATCH_EVERYTHING) {
          certain[sure++] = rows[i];
        } else if (spill.isInMemory(spill.partition(hash))
            || (isNull && node.nullKeys() == NullKeys.MATCH_NOTHING)) {
          here[kept++] = rows[i];
        } else {
          there[spilled] = rows[i];
          hashes[spilled++] = hash;
        }
      }
    }
    if (spilled > 0) {
      write(probe, spilled);
    }
    if (sure > 0) {
      loadAll(probe);
    }
    if (kept > 0 && inMemory.wantsMore()) {
      probe.select(here, kept);
      inMemory.accept(probe);
    }
    if (sure > 0 && matched.wantsMore()) {
      probe.select(certain, sure);
      matched.accept(probe);
    }
  }

  /** So that the selection may change to any other part of the present one. */
  private static void loadAll(Batch batch) {
    for (int c = 0; c < batch.columnCount(); c++) {
      batch.column(c);
    }
  }

  private void write(Batch probe, int count) {
    RowColumns columns = spill.probeColumns();
    int width = columns.width();
    if (deal == null) {
      spill.count().addRun();
      room = scope.allocate((long) Batch.CAPACITY * width);
      file = spill.file(scope);
      deal = new Deal(spill.probeRows(), file, spill.bits(), 0, scope);
    }
    for (int i = 0; i < count; i++) {
      addresses[i] = room.address() + (long) i * width;
    }
    for (int c = 0; c < columns.columns(); c++) {
      scatter.validity(probe.column(c), there, count, addresses, columns.validityOffset(c));
      scatter.values(
          probe.column(c), there, count, columns.layout(c), addresses, columns.offset(c), null);
    }
    for (int i = 0; i < count; i++) {
      deal.add(addresses[i], hashes[i]);
    }
  }

  @Override
  public void finish() {
    inMemory.finish();
    matched.finish();
    if (deal != null) {
      spill.addProbe(deal.finish());
      file.close();
    }
  }

  @Override
  public void close() {
    inMemory.close();
    matched.close();
    scope.close();
  }
}
