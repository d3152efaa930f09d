package org.weft.container.join;

import org.weft.container.hash.ColumnIndex;
import org.weft.container.hash.KeyBatch;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/** Probes with keys. */
final class KeyProbe implements StreamOperator.Worker {
  /** Stands for a match that nobody looks at. */
  private static final long ANY_ROW = 1;

  private final PhysicalPlan.HashJoin node;
  private final BuildTable build;
  private final JoinTable table;
  private final JoinLimits limits;
  private final BatchConsumer next;
  private final MemoryScope scope;
  private final PairOutput output;
  private final KeyBatch keys;
  private final long[] found = new long[Batch.CAPACITY];
  private final int[] list = new int[Batch.CAPACITY];
  private final int[] positions = new int[Batch.CAPACITY];
  private final int[] candidates = new int[Batch.CAPACITY];
  private final int[] withKeys = new int[Batch.CAPACITY];
  private int[] rows;

  KeyProbe(
      PhysicalPlan.HashJoin node,
      BuildTable build,
      JoinLimits limits,
      ResidualCompiler compiler,
      BatchConsumer next,
      MemoryScope scope) {
    this.node = node;
    this.build = build;
    this.table = build.table();
    this.limits = limits;
    this.next = next;
    this.scope = scope;
    this.output = new PairOutput(node, build.layout(), build.nullable(), compiler, next, scope);
    this.keys = new KeyBatch(node.probeKeys().stream().map(node.probe().schema()::type).toList());
  }

  @Override
  public boolean wantsMore() {
    return next.wantsMore();
  }

  @Override
  public void accept(Batch probe) {
    rows = RowNumbers.of(probe);
    int count = probe.selectedCount();
    if (node.nullKeys() == NullKeys.MATCH_NOTHING && needsMatchedRowsOnly()) {
      count = dropNullKeys(probe, count);
      keys.loadPresent(probe, node.probeKeys(), rows, count);
    } else {
      keys.load(probe, node.probeKeys(), rows, count);
    }
    table.first(keys, found);
    boolean residual = output.hasResidual();
    HashJoinType type = node.type();
    if (!residual && type.asksOnlyForMatch()) {
      matchNulls();
      passProbeRows(probe, count);
    } else if (!residual && (type == HashJoinType.BUILD_SEMI || type == HashJoinType.BUILD_ANTI)) {
      markBuildRows(count);
    } else if (!residual && (type == HashJoinType.PROBE_OUTER || type == HashJoinType.FULL)) {
      passAllProbeRows(probe);
    } else {
      int matches = matches(count);
      if (needsMatchedRowsOnly()) {
        narrow(probe, matches);
      }
      output.start(probe);
      passPairs(probe, matches, lastUse());
      output.end(probe);
    }
  }

  /**
   * Rows whose key is null are left out first where they come out of the join in no way: one pass
   * over what tells them, instead of several that carry them along (a fifth of the time of joining
   * the sales of TPC-DS with their days, of which one in 20 is null).
   */
  private int dropNullKeys(Batch probe, int count) {
    int left = count;
    for (int ordinal : node.probeKeys()) {
      Vector key = probe.column(ordinal);
      if (key.mayHaveNulls()) {
        left = ColumnIndex.notNull(key, rows, left, withKeys);
        rows = withKeys;
      }
    }
    return left;
  }

  private boolean needsMatchedRowsOnly() {
    return switch (node.type()) {
      case INNER, BUILD_OUTER, PROBE_SEMI, BUILD_SEMI, BUILD_ANTI -> true;
      case PROBE_OUTER, FULL, PROBE_ANTI, PROBE_MARK -> false;
    };
  }

  /** So that columns not loaded yet are loaded for rows with a match only. */
  private void narrow(Batch probe, int matches) {
    for (int j = 0; j < matches; j++) {
      candidates[j] = rows[list[j]];
    }
    probe.select(candidates, matches);
  }

  /** Lists the keys that were found. */
  private int matches(int count) {
    int matches = 0;
    for (int i = 0; i < count; i++) {
      list[matches] = i;
      matches += found[i] != 0 ? 1 : 0;
    }
    return matches;
  }

  /** The probe batch may be narrowed with its only pairs if nothing of it is needed later. */
  private PairBatch.Use lastUse() {
    boolean pairsOnly =
        node.type() == HashJoinType.INNER || node.type() == HashJoinType.BUILD_OUTER;
    return pairsOnly && !table.hasDuplicates() ? PairBatch.Use.LAST : PairBatch.Use.AGAIN;
  }

  /** Where null may equal everything, a null key has a match: any row. */
  private void matchNulls() {
    if (node.nullKeys() == NullKeys.MATCH_EVERYTHING && keys.hasNulls()) {
      for (int i = 0; i < keys.count(); i++) {
        if (keys.hasNull(i)) {
          found[i] = ANY_ROW;
        }
      }
    }
  }

  private void passProbeRows(Batch probe, int rowCount) {
    if (node.type() == HashJoinType.PROBE_MARK) {
      MarkBatch marks = output.marks();
      for (int i = 0; i < rowCount; i++) {
        marks.put(rows[i], found[i] != 0);
      }
      next.accept(marks.of(probe));
      return;
    }
    boolean wanted = node.type() == HashJoinType.PROBE_SEMI;
    int passed = 0;
    for (int i = 0; i < rowCount; i++) {
      positions[passed] = rows[i];
      passed += (found[i] != 0) == wanted ? 1 : 0;
    }
    if (passed > 0) {
      probe.select(positions, passed);
      next.accept(probe);
    }
  }

  private void markBuildRows(int count) {
    int matches = unmarked(matches(count));
    while (matches > 0) {
      mark(matches);
      matches = table.next(keys, list, matches, found);
    }
  }

  /**
   * Without the keys whose first row is marked: whoever marked it marks the others of its key too.
   * A key of many rows on both sides would cost their product otherwise.
   */
  private int unmarked(int matches) {
    int offset = build.layout().matchedOffset();
    int left = 0;
    for (int j = 0; j < matches; j++) {
      int i = list[j];
      list[left] = i;
      left += 1 - Memory.getByte(found[i] + offset);
    }
    return left;
  }

  private void mark(int matches) {
    int offset = build.layout().matchedOffset();
    for (int j = 0; j < matches; j++) {
      Memory.putByte(found[list[j]] + offset, (byte) 1);
    }
  }

  /** Every probe row with its first match or none, then the further matches. */
  private void passAllProbeRows(Batch probe) {
    int count = probe.selectedCount();
    long[] at = output.pairs().at();
    for (int i = 0; i < count; i++) {
      at[rows[i]] = found[i];
    }
    int matches = matches(count);
    boolean marks = node.type() == HashJoinType.FULL;
    if (marks) {
      mark(matches);
    }
    PairBatch.Use use = table.hasDuplicates() ? PairBatch.Use.AGAIN : PairBatch.Use.LAST;
    next.accept(output.pairs().samePositionOrNone(probe, rows, count, use));
    matches = table.next(keys, list, matches, found);
    output.start(probe);
    passPairs(probe, matches, PairBatch.Use.AGAIN);
  }

  /** The matches found, and all further ones of the same probe rows. */
  private void passPairs(Batch probe, int matches, PairBatch.Use use) {
    while (matches > 0 && next.wantsMore()) {
      if (matches < limits.narrowRound() && use == PairBatch.Use.AGAIN) {
        passGathered(probe, matches);
        return;
      }
      long[] at = output.pairs().at();
      for (int j = 0; j < matches; j++) {
        int row = rows[list[j]];
        positions[j] = row;
        at[row] = found[list[j]];
      }
      output.accept(output.pairs().samePosition(probe, positions, matches, use));
      matches = table.next(keys, list, unmatchedOnly(matches), found);
    }
  }

  private void passGathered(Batch probe, int matches) {
    long[] at = output.pairs().at();
    int[] probeRows = output.pairs().probeRows();
    int pending = 0;
    while (matches > 0 && next.wantsMore()) {
      for (int j = 0; j < matches; j++) {
        if (pending == at.length) {
          output.accept(output.pairs().gathered(probe, pending));
          pending = 0;
        }
        probeRows[pending] = rows[list[j]];
        at[pending++] = found[list[j]];
      }
      matches = table.next(keys, list, unmatchedOnly(matches), found);
    }
    if (pending > 0 && next.wantsMore()) {
      output.accept(output.pairs().gathered(probe, pending));
    }
  }

  /** One match is enough where nobody asks for more. */
  private int unmatchedOnly(int matches) {
    if (!node.type().asksOnlyForMatch()) {
      return matches;
    }
    int left = 0;
    for (int j = 0; j < matches; j++) {
      if (!output.isMatched(rows[list[j]])) {
        list[left++] = list[j];
      }
    }
    return left;
  }

  @Override
  public void finish() {}

  @Override
  public void close() {
    output.close();
    scope.close();
  }
}
