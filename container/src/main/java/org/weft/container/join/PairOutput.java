package org.weft.container.join;

import java.util.Arrays;
import java.util.Optional;
import org.weft.container.expression.Selector;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * What becomes of pairs whose keys match: the residual condition, marks on the rows of either side,
 * and what the join's type lets out. For one thread.
 */
final class PairOutput implements AutoCloseable {
  private final HashJoinType type;
  private final BatchConsumer next;
  private final PairBatch pairs;
  private final MarkBatch marks;
  private final Optional<Selector> residual;
  private final boolean[] matched = new boolean[Batch.CAPACITY];
  private final int[] rest = new int[Batch.CAPACITY];

  PairOutput(
      PhysicalPlan.HashJoin node,
      BuildLayout layout,
      boolean[] nullable,
      ResidualCompiler compiler,
      BatchConsumer next,
      MemoryScope scope) {
    this.type = node.type();
    this.next = next;
    Schema schema =
        type.emitsPairs() ? node.schema() : node.probe().schema().concat(node.build().schema());
    this.pairs = new PairBatch(schema, node.probe().schema().size(), layout, nullable, scope);
    this.marks = type == HashJoinType.PROBE_MARK ? new MarkBatch(node.schema(), scope) : null;
    this.residual = node.residual().map(condition -> compiler.compile(condition, scope));
  }

  PairBatch pairs() {
    return pairs;
  }

  /** Null unless probe rows come out marked. */
  MarkBatch marks() {
    return marks;
  }

  boolean hasResidual() {
    return residual.isPresent();
  }

  boolean wantsMore() {
    return next.wantsMore();
  }

  /** Forgets which rows of the last probe batch were matched. */
  void start(Batch probe) {
    Arrays.fill(matched, 0, probe.rowCount(), false);
  }

  /** True if this row of the probe batch is in a pair that fulfils the residual condition. */
  boolean isMatched(int row) {
    return matched[row];
  }

  /** Takes a batch made by {@link #pairs}. */
  void accept(Batch batch) {
    residual.ifPresent(condition -> condition.select(batch));
    if (batch.selectedCount() == 0) {
      return;
    }
    switch (type) {
      case INNER -> next.accept(batch);
      case PROBE_OUTER -> {
        pairs.markProbeRows(matched);
        next.accept(batch);
      }
      case BUILD_OUTER -> {
        pairs.markBuildRows();
        next.accept(batch);
      }
      case FULL -> {
        pairs.markProbeRows(matched);
        pairs.markBuildRows();
        next.accept(batch);
      }
      case PROBE_SEMI, PROBE_ANTI, PROBE_MARK -> pairs.markProbeRows(matched);
      case BUILD_SEMI, BUILD_ANTI -> pairs.markBuildRows();
    }
  }

  /** All pairs of the probe batch were accepted: lets out the rows that depend on that. */
  void end(Batch probe) {
    if (!next.wantsMore()) {
      return;
    }
    switch (type) {
      case INNER, BUILD_OUTER, BUILD_SEMI, BUILD_ANTI -> {}
      case PROBE_OUTER, FULL -> {
        int count = rest(probe, false);
        if (count > 0) {
          next.accept(pairs.withoutBuildRow(probe, rest, count, PairBatch.Use.LAST));
        }
      }
      case PROBE_SEMI, PROBE_ANTI -> {
        int count = rest(probe, type == HashJoinType.PROBE_SEMI);
        if (count > 0) {
          probe.select(rest, count);
          next.accept(probe);
        }
      }
      case PROBE_MARK -> {
        if (probe.selectedCount() == 0) {
          return; // a batch of a sort may hold build rows only
        }
        int[] rows = RowNumbers.of(probe);
        for (int i = 0; i < probe.selectedCount(); i++) {
          marks.put(rows[i], matched[rows[i]]);
        }
        next.accept(marks.of(probe));
      }
    }
  }

  private int rest(Batch probe, boolean wanted) {
    int[] rows = RowNumbers.of(probe);
    int count = 0;
    for (int i = 0; i < probe.selectedCount(); i++) {
      if (matched[rows[i]] == wanted) {
        rest[count++] = rows[i];
      }
    }
    return count;
  }

  @Override
  public void close() {
    residual.ifPresent(Selector::close);
  }
}
