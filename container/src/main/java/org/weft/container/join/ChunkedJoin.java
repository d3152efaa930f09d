package org.weft.container.join;

import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.container.spill.SpilledRows;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * Joins build rows that do not fit into memory chunk by chunk, each with all probe rows. What comes
 * out for a probe row once all chunks are through is decided by a mark that says whether it had a
 * match in one of them. For one thread.
 */
final class ChunkedJoin implements AutoCloseable {
  private final PhysicalPlan.HashJoin node;
  private final Probes probes;
  private final PartitionJoin reader;
  private final SpilledRows probe;
  private final MemoryScope scope;
  private final RowMarks marks;
  private final int[] rows = new int[Batch.CAPACITY];

  ChunkedJoin(
      PhysicalPlan.HashJoin node,
      Probes probes,
      PartitionJoin reader,
      SpilledRows probe,
      ExecutionContext context) {
    this.node = node;
    this.probes = probes;
    this.reader = reader;
    this.probe = probe;
    this.scope = context.pool().scope("join of what was spilled");
    this.marks = needsMarks(node.type()) ? new RowMarks(probe.rows(), scope) : null;
  }

  private static boolean needsMarks(HashJoinType type) {
    return switch (type) {
      case PROBE_OUTER, FULL, PROBE_SEMI, PROBE_ANTI, PROBE_MARK -> true;
      case INNER, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> false;
    };
  }

  /** The same join for one chunk, as far as it can be answered. */
  private static HashJoinType ofChunk(HashJoinType type) {
    return switch (type) {
      case PROBE_OUTER -> HashJoinType.INNER;
      case FULL -> HashJoinType.BUILD_OUTER;
      case INNER, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI, PROBE_SEMI, PROBE_ANTI, PROBE_MARK -> type;
    };
  }

  private PhysicalPlan.HashJoin as(HashJoinType type, Schema schema) {
    return new PhysicalPlan.HashJoin(
        node.probe(),
        node.build(),
        type,
        node.probeKeys(),
        node.buildKeys(),
        node.nullKeys(),
        node.residual(),
        node.distribution(),
        schema,
        node.estimate());
  }

  /** Joins a chunk with all probe rows. */
  void join(BuildTable chunk, BatchConsumer next) {
    if (!node.type().asksOnlyForMatch()) {
      PhysicalPlan.HashJoin pairs = as(ofChunk(node.type()), node.schema());
      try (StreamOperator.Worker worker = probes.worker(pairs, chunk, next)) {
        reader.readProbe(probe, (page, first) -> worker.accept(page), worker);
        worker.finish();
      }
    }
    if (marks != null) {
      mark(chunk);
    }
    reader.passBuildRows(chunk, next);
  }

  private void mark(BuildTable chunk) {
    PhysicalPlan.HashJoin semi = as(HashJoinType.PROBE_SEMI, node.probe().schema());
    Marking marking = new Marking();
    try (StreamOperator.Worker worker = probes.worker(semi, chunk, marking)) {
      reader.readProbe(
          probe,
          (page, first) -> {
            marking.first = first;
            worker.accept(page);
          },
          worker);
      worker.finish();
    }
  }

  /** Marks the rows that come out of a semi join. */
  private final class Marking implements BatchConsumer {
    private long first;

    @Override
    public void accept(Batch matched) {
      for (int n = 0; n < matched.selectedCount(); n++) {
        marks.set(first + matched.row(n));
      }
    }

    @Override
    public boolean wantsMore() {
      return true;
    }
  }

  /** All chunks are through: hands on the probe rows that depend on that. */
  void finish(BatchConsumer next) {
    if (marks == null) {
      return;
    }
    switch (node.type()) {
      case PROBE_OUTER, FULL -> {
        PhysicalPlan.HashJoin outer = as(HashJoinType.PROBE_OUTER, node.schema());
        try (StreamOperator.Worker worker = probes.withoutBuildRows(outer, next)) {
          passMarked(false, worker);
          worker.finish();
        }
      }
      case PROBE_SEMI -> passMarked(true, next);
      case PROBE_ANTI -> passMarked(false, next);
      case PROBE_MARK -> {
        MarkBatch marked = new MarkBatch(node.schema(), scope);
        reader.readProbe(
            probe,
            (page, first) -> {
              for (int row = 0; row < page.rowCount(); row++) {
                marked.put(row, marks.isSet(first + row));
              }
              next.accept(marked.of(page));
            },
            next);
      }
      case INNER, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> throw new AssertionError("no marks");
    }
  }

  private void passMarked(boolean wanted, BatchConsumer next) {
    reader.readProbe(
        probe,
        (page, first) -> {
          int count = 0;
          for (int row = 0; row < page.rowCount(); row++) {
            rows[count] = row;
            count += marks.isSet(first + row) == wanted ? 1 : 0;
          }
          if (count > 0) {
            page.select(rows, count);
            next.accept(page);
          }
        },
        next);
  }

  @Override
  public void close() {
    scope.close();
  }
}
