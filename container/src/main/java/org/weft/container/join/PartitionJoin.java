package org.weft.container.join;

import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.RowBatch;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;
import org.weft.container.pipeline.StreamOperator;
import org.weft.container.spill.PageOutput;
import org.weft.container.spill.PageReader;
import org.weft.container.spill.SpilledRows;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * Joins partitions on disk, one at a time. One whose build rows do not fit into memory is dealt to
 * smaller ones by further bits of the hash; one that does not get smaller, because it is one key or
 * there are no keys, is joined by {@link ChunkedJoin}. For one thread.
 */
final class PartitionJoin implements AutoCloseable {
  private static final int BITS = 4;

  /** The bits of the hash below are what tables tell rows apart by. */
  private static final int LAST_BITS = 40;

  /** Build rows of at most so many bytes are loaded in any case. */
  private static final long LEAST_MEMORY = 1 << 20;

  private final PhysicalPlan.HashJoin node;
  private final Probes probes;
  private final JoinSpill spill;
  private final BuildLayout layout;
  private final ExecutionContext context;
  private final JoinLimits limits;
  private final MemoryScope scope;
  private final RowBatch batch;

  PartitionJoin(
      PhysicalPlan.HashJoin node,
      Probes probes,
      JoinSpill spill,
      BuildLayout layout,
      JoinLimits limits,
      ExecutionContext context) {
    this.node = node;
    this.probes = probes;
    this.spill = spill;
    this.layout = layout;
    this.limits = limits;
    this.context = context;
    this.scope = context.pool().scope("join of what was spilled");
    this.batch = new RowBatch(spill.probeColumns(), scope);
  }

  /** Joins what is in a partition and hands the result on. */
  void join(int partition, BatchConsumer next) {
    join(spill.build(partition), spill.probe(partition), spill.bits(), next);
  }

  private void join(SpilledRows build, SpilledRows probe, int usedBits, BatchConsumer next) {
    if ((build.isEmpty() && probe.isEmpty()) || !next.wantsMore()) {
      return;
    }
    long memory = memory();
    if (JoinSpill.memory(build) <= memory) {
      joinInMemory(build, probe, next);
    } else if (node.buildKeys().isEmpty() || usedBits + BITS > LAST_BITS) {
      joinInChunks(build, probe, memory, next);
    } else {
      divide(build, probe, usedBits, next);
    }
  }

  /** What build rows may take: others run at the same time, and what comes out needs some too. */
  private long memory() {
    long share = context.pool().free() / (2L * context.threads());
    return Math.min(limits.memory(), Math.max(share, LEAST_MEMORY));
  }

  private void joinInMemory(SpilledRows build, SpilledRows probe, BatchConsumer next) {
    try (MemoryScope memory = context.pool().scope("build side of a join")) {
      BuildRows rows = new BuildRows(node, layout, memory);
      try (PageReader reader = new PageReader(spill.buildRows(), build, memory)) {
        while (reader.advance()) {
          context.cancellation().check();
          rows.load(reader);
        }
      }
      BuildTable table = spill.table(rows, limits, memory);
      try (StreamOperator.Worker worker = probes.worker(node, table, next)) {
        if (worker.wantsMore()) {
          readProbe(probe, (rowsOfPage, first) -> worker.accept(rowsOfPage), worker);
        }
        worker.finish();
      }
      passBuildRows(table, next);
    }
  }

  /** Takes a page of probe rows. */
  interface ProbePage {
    /** The rows, of which the first has this number among all of the partition. */
    void accept(Batch rows, long first);
  }

  /** Reads all probe rows, while someone wants them. */
  void readProbe(SpilledRows probe, ProbePage page, BatchConsumer interest) {
    int width = spill.probeColumns().width();
    try (PageReader reader = new PageReader(spill.probeRows(), probe, scope)) {
      long first = 0;
      while (interest.wantsMore() && reader.advance()) {
        context.cancellation().check();
        point(reader, width);
        page.accept(batch.of(reader.count()), first);
        first += reader.count();
      }
    }
  }

  private void point(PageReader reader, int width) {
    long[] rows = batch.rows();
    for (int i = 0; i < reader.count(); i++) {
      rows[i] = reader.first() + (long) i * width;
    }
  }

  /** The page's rows once more, all of them selected. */
  Batch again(int count) {
    return batch.of(count);
  }

  /** Hands on the build rows that come out for what they matched, if the join is such a one. */
  void passBuildRows(BuildTable table, BatchConsumer next) {
    if (node.type().emitsBuildRowsAtEnd()) {
      Source source = new BuildRowSource(node, table, context.pool());
      try (Source.Worker worker = source.worker()) {
        boolean more = true;
        while (more) {
          context.cancellation().check();
          more = worker.pump(next);
        }
      }
    }
  }

  private void joinInChunks(SpilledRows build, SpilledRows probe, long memory, BatchConsumer next) {
    try (ChunkedJoin chunks = new ChunkedJoin(node, probes, this, probe, context)) {
      try (PageReader reader = new PageReader(spill.buildRows(), build, scope)) {
        boolean more = reader.advance();
        while (more && next.wantsMore()) {
          try (MemoryScope chunk = context.pool().scope("build side of a join")) {
            BuildRows rows = new BuildRows(node, layout, chunk);
            do {
              rows.load(reader);
              more = reader.advance();
            } while (more && chunk.held() + JoinLimits.TABLE_BYTES * rows.store().rows() < memory);
            chunks.join(spill.table(rows, limits, chunk), next);
          }
        }
      }
      chunks.finish(next);
    }
  }

  private void divide(SpilledRows build, SpilledRows probe, int usedBits, BatchConsumer next) {
    spill.count().addRun();
    SpilledRows[] builds;
    SpilledRows[] others;
    PageOutput file;
    try (MemoryScope memory = context.pool().scope("spill of a join")) {
      file = spill.file(memory);
      builds =
          divideBuild(build, new Deal(spill.buildRows(), file, BITS, usedBits, memory), memory);
      others = divideProbe(probe, new Deal(spill.probeRows(), file, BITS, usedBits, memory));
      file.close();
    }
    for (int p = 0; p < builds.length; p++) {
      // one that did not get smaller will not when it is divided again
      boolean same = builds[p].rows() > build.rows() * 9 / 10;
      join(builds[p], others[p], same ? LAST_BITS : usedBits + BITS, next);
    }
    spill.delete(file);
  }

  private SpilledRows[] divideBuild(SpilledRows build, Deal deal, MemoryScope memory) {
    try (PageReader reader = new PageReader(spill.buildRows(), build, memory)) {
      while (reader.advance()) {
        context.cancellation().check();
        deal.addBuildRows(layout, reader.first(), reader.count());
      }
    }
    return deal.finish();
  }

  private SpilledRows[] divideProbe(SpilledRows probe, Deal deal) {
    KeyBatch keys =
        new KeyBatch(node.probeKeys().stream().map(node.probe().schema()::type).toList());
    readProbe(
        probe,
        (rows, first) -> {
          int count = rows.selectedCount();
          keys.load(rows, node.probeKeys(), RowNumbers.of(rows), count);
          for (int i = 0; i < count; i++) {
            deal.add(batch.rows()[i], keys.hashes()[i]);
          }
        },
        Everything.INSTANCE);
    return deal.finish();
  }

  /** Wants all rows. */
  enum Everything implements BatchConsumer {
    INSTANCE;

    @Override
    public void accept(Batch rows) {}

    @Override
    public boolean wantsMore() {
      return true;
    }
  }

  @Override
  public void close() {
    scope.close();
  }
}
