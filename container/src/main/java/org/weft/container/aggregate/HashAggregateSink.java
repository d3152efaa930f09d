package org.weft.container.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.weft.container.hash.RowStore;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.ParallelWork;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashAggregate.Phase;
import org.weft.planner.type.DataType;

/**
 * Groups rows and keeps the groups until they are read from {@link #output}, in memory, or on disk
 * if there are too many.
 */
public final class HashAggregateSink implements Sink {
  private final PhysicalPlan.HashAggregate node;
  private final ExecutionContext context;
  private final AggregateLimits limits;
  private final AggregateLayout layout;
  private final MemoryScope kept;
  private final GroupSpill spill;
  private final List<AggregateWorker> workers = new CopyOnWriteArrayList<>();
  private final List<GroupTable> tables = new ArrayList<>();
  private Source output;

  public HashAggregateSink(PhysicalPlan.HashAggregate node, ExecutionContext context) {
    this(node, context, AggregateLimits.DEFAULT.within(context.pool().limit(), context.threads()));
  }

  HashAggregateSink(
      PhysicalPlan.HashAggregate node, ExecutionContext context, AggregateLimits limits) {
    this.node = node;
    this.context = context;
    this.limits = limits;
    this.layout = AggregateLayout.of(node);
    this.kept = context.pool().scope("aggregation");
    this.spill =
        new GroupSpill(layout, limits.partitionBits(), context.meter(node).spilled(), context);
  }

  @Override
  public synchronized Sink.Worker worker() {
    AggregateWorker worker =
        new AggregateWorker(
            layout, node.input().schema(), limits, spill, context, this::noteMemory);
    workers.add(worker);
    return worker;
  }

  private void noteMemory() {
    context.meter(node).memory(workers.stream().mapToLong(AggregateWorker::memory).sum());
  }

  @Override
  public synchronized void finish(ParallelWork threads) {
    noteMemory();
    workers.forEach(AggregateWorker::seal);
    if (!spill.isEmpty()) {
      threads.runAll(workers.stream().map(worker -> (Runnable) worker::stay).toList());
      output = new SpilledGroups(node, layout, spill, workers, context);
      return;
    }
    workers.stream().map(AggregateWorker::table).filter(Objects::nonNull).forEach(tables::add);
    SumWidths widths =
        SumWidths.together(layout.sums().length, tables.stream().map(GroupTable::widths).toList());
    widenAll(widths, threads);
    List<RowStore> stores = layout.hasKeys() ? mergeGroups(widths, threads) : mergeOnly(widths);
    workers.forEach(AggregateWorker::dropIndexes);
    output = new GroupOutput(layout, node.schema(), widths, context.pool(), stores);
  }

  /** Brings all tables to the same widths. */
  private void widenAll(SumWidths widths, ParallelWork threads) {
    List<Runnable> pieces = new ArrayList<>();
    for (GroupTable table : tables) {
      for (SumState sum : layout.sums()) {
        if (widths.isWide(sum.number()) && !table.widths().isWide(sum.number())) {
          pieces.add(() -> IntegerSums.widen(sum, table.widths(), table.store()));
        }
      }
    }
    if (!pieces.isEmpty()) {
      threads.runAll(pieces);
    }
  }

  private List<RowStore> mergeOnly(SumWidths widths) {
    if (tables.isEmpty()) {
      return node.phase() == Phase.PARTIAL ? List.of() : List.of(emptyGroup());
    }
    GroupTable first = tables.get(0);
    GroupPairs pairs = new GroupPairs(1, widths);
    for (GroupTable other : tables.subList(1, tables.size())) {
      pairs.into[0] = first.only();
      pairs.from[0] = other.only();
      pairs.count = 1;
      GroupMerge.mergeStates(layout, pairs);
    }
    return List.of(first.store().partitions());
  }

  private RowStore emptyGroup() {
    try (MemoryScope scratch = context.pool().scope("aggregation")) {
      GroupTable none = new GroupTable(layout, node.input().schema(), limits, kept, scratch);
      return none.store().partitions()[0];
    }
  }

  private List<RowStore> mergeGroups(SumWidths widths, ParallelWork threads) {
    boolean mergeNeeded =
        node.phase() != Phase.PARTIAL
            && (tables.size() > 1 || tables.stream().anyMatch(GroupTable::hasDuplicates));
    if (mergeNeeded) {
      long rows = tables.stream().mapToLong(table -> table.store().rows()).sum();
      boolean partitioned = tables.stream().anyMatch(table -> table.store().isPartitioned());
      if (partitioned || (rows > limits.serialMerge() && threads.threads() > 1)) {
        partitionAll(threads);
      }
      int partitions = tables.get(0).store().partitions().length;
      AtomicInteger next = new AtomicInteger();
      Runnable piece = () -> mergePartitions(next, partitions, widths);
      threads.runAll(Collections.nCopies(Math.min(threads.threads(), partitions), piece));
    }
    List<RowStore> stores = new ArrayList<>();
    for (GroupTable table : tables) {
      stores.addAll(Arrays.asList(table.store().partitions()));
    }
    return stores;
  }

  private void partitionAll(ParallelWork threads) {
    List<Runnable> pieces = new ArrayList<>();
    for (GroupTable table : tables) {
      if (!table.store().isPartitioned()) {
        pieces.add(() -> table.partition());
      }
    }
    threads.runAll(pieces);
  }

  private void mergePartitions(AtomicInteger next, int partitions, SumWidths widths) {
    List<DataType> types = node.keys().stream().map(node.input().schema()::type).toList();
    try (MemoryScope scratch = context.pool().scope("merge of an aggregation");
        GroupMerge merge = new GroupMerge(layout, types, widths, scratch)) {
      int partition;
      while ((partition = next.getAndIncrement()) < partitions) {
        context.cancellation().check();
        merge(partition, merge);
      }
    }
  }

  private void merge(int partition, GroupMerge merge) {
    Optional<GroupTable> known = largestKnown(partition);
    if (known.isPresent()) {
      merge.startFrom(known.get().index(partition));
    } else {
      merge.start(tables.stream().mapToLong(table -> rows(table, partition)).sum());
    }
    List<GroupTable> others =
        tables.stream().filter(table -> known.isEmpty() || table != known.get()).toList();
    for (int i = 0; i < others.size(); i++) {
      RowStore store = others.get(i).store().partitions()[partition];
      if (i == others.size() - 1 && !others.get(i).hasDuplicates()) {
        merge.addLast(store);
      } else {
        merge.add(store);
      }
    }
  }

  /** The table with most of a partition's groups, of those that can still find them by key. */
  private Optional<GroupTable> largestKnown(int partition) {
    return tables.stream()
        .filter(table -> table.index(partition) != null)
        .max(Comparator.comparingLong(table -> rows(table, partition)));
  }

  private static long rows(GroupTable table, int partition) {
    return table.store().partitions()[partition].rows();
  }

  /** The groups, readable by several threads once {@link #finish} has returned. */
  public synchronized Source output() {
    if (output == null) {
      throw new IllegalStateException("the aggregation is not finished");
    }
    return output;
  }

  @Override
  public synchronized void close() {
    workers.forEach(AggregateWorker::release);
    kept.close();
    spill.close();
  }
}
