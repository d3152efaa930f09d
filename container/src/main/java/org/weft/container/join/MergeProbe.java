package org.weft.container.join;

import java.util.Arrays;
import java.util.List;
import org.weft.container.accumulate.ColumnReader;
import org.weft.container.accumulate.KeptValue;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.container.spill.SpillCount;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.physical.HashJoinType;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.HashJoin.NullKeys;
import org.weft.planner.vector.Batch;

/**
 * Goes through the sorted rows of both sides. Build rows with equal keys are kept until other keys
 * come, on disk if memory is short; probe rows meet them. Pairs are collected over the keys of a
 * batch and handed on together.
 */
final class MergeProbe implements StreamOperator.Worker, Spillable {
  /** Fewer bytes of equal rows are not worth to be spilled. */
  private static final long WORTH_SPILLING = 1 << 20;

  /** What a batch of build rows may take beside the rows. */
  private static final long SLACK = 256 << 10;

  private final PhysicalPlan.HashJoin node;
  private final boolean isAsOf;
  private final boolean nullsMatch;
  private final BuildLayout layout;
  private final SortedSides sides;
  private final BatchConsumer next;
  private final MemoryScope scope;
  private final PairOutput output;
  private final PairBatch alone;
  private final EqualRows group;
  private final KeptValue[] keys;
  private final ColumnReader[] columns;
  private final ColumnReader side = new ColumnReader();
  private final byte buildTag;
  private final Batch probe;
  private final Batch build;
  private final int[] probeRows = new int[Batch.CAPACITY];
  private final int[] buildRows = new int[Batch.CAPACITY];
  private final int[] otherRows = new int[Batch.CAPACITY];
  private final boolean[] isDiverted = new boolean[Batch.CAPACITY];
  private int probeCount;
  private final Probes probes;
  private final ExecutionContext context;
  private final SpillCount spilled;
  private final long worthSpilling;
  private final MemoryClaim claim;

  /** The rows with the keys at hand, if they are on disk; null if not. */
  private LargeGroup large;

  /** How many probe rows of the batch go there next, and whether any did. */
  private int diverting;

  private boolean hasDiverted;
  private boolean isOpen;
  private boolean keysMatch;
  private int pending;
  private long[] finished = new long[64];
  private int finishedCount;

  MergeProbe(
      PhysicalPlan.MergeJoin plan,
      SortedSides sides,
      Probes probes,
      BatchConsumer next,
      ExecutionContext context) {
    this.node = withoutKeys(plan.pairs());
    this.isAsOf = plan.nearest().isPresent();
    this.sides = sides;
    this.next = next;
    this.scope = context.pool().scope("merge join");
    this.layout = BuildLayout.of(node);
    this.nullsMatch = plan.pairs().nullKeys() == NullKeys.MATCH_EACH_OTHER;
    boolean[] nullable = new boolean[layout.columns()];
    Arrays.fill(nullable, true);
    this.output = new PairOutput(node, layout, nullable, probes.compiler(), next, scope);
    int probeColumns = node.type().emitsPairs() ? node.probe().schema().size() : 0;
    this.alone =
        node.type().emitsBuildRowsAtEnd()
            ? new PairBatch(node.schema(), probeColumns, layout, nullable, scope)
            : null;
    this.group = new EqualRows(node, layout, context);
    int count = sides.side();
    this.keys = new KeptValue[count];
    this.columns = new ColumnReader[count];
    for (int k = 0; k < count; k++) {
      keys[k] = new KeptValue(sides.schema().type(k), scope);
      columns[k] = new ColumnReader();
    }
    this.buildTag = sides.tag(SortedSides.Side.BUILD);
    this.probe = new Batch(node.probe().schema());
    this.build = new Batch(node.build().schema());
    this.probes = probes;
    this.context = context;
    this.spilled = context.meter(plan).spilled();
    this.worthSpilling = Math.min(WORTH_SPILLING, probes.limits().memory());
    this.claim = context.claim(this);
  }

  /** Rows with equal keys are found by their order, so that a table would have none to look at. */
  private static PhysicalPlan.HashJoin withoutKeys(PhysicalPlan.HashJoin pairs) {
    return new PhysicalPlan.HashJoin(
        pairs.probe(),
        pairs.build(),
        pairs.type(),
        List.of(),
        List.of(),
        NullKeys.MATCH_NOTHING,
        pairs.residual(),
        pairs.distribution(),
        pairs.schema(),
        pairs.estimate());
  }

  @Override
  public boolean wantsMore() {
    return next.wantsMore();
  }

  @Override
  public void accept(Batch sorted) {
    point(sorted);
    int[] rows = RowNumbers.of(sorted);
    int count = sorted.selectedCount();
    selectProbe(rows, count);
    output.start(probe);
    int i = 0;
    while (i < count && next.wantsMore()) {
      int row = rows[i];
      if (!isOpen || !isOfGroup(row)) {
        endGroup();
        startGroup(row);
      }
      if (side.integer(row) == buildTag) {
        i = takeBuildRows(rows, i, count);
      } else if (large != null && keysMatch) {
        otherRows[diverting++] = row;
        i++;
      } else {
        meet(row);
        i++;
      }
    }
    divert();
    keepOthers();
    flush();
    output.end(probe);
    emitFinished();
    group.release();
  }

  private void point(Batch sorted) {
    for (int k = 0; k < columns.length; k++) {
      columns[k].point(sorted.column(k));
    }
    side.point(sorted.column(sides.side()));
    view(sorted, sides.first(SortedSides.Side.PROBE), probe);
    view(sorted, sides.first(SortedSides.Side.BUILD), build);
  }

  private static void view(Batch sorted, int first, Batch out) {
    out.start(
        sorted.rowCount(),
        (asking, column, vector) -> vector.pointLike(sorted.column(first + column)));
  }

  private void selectProbe(int[] rows, int count) {
    int probes = 0;
    for (int i = 0; i < count; i++) {
      if (side.integer(rows[i]) != buildTag) {
        probeRows[probes++] = rows[i];
      }
    }
    probe.select(probeRows, probes);
    probeCount = probes;
  }

  private boolean isOfGroup(int row) {
    for (int k = 0; k < sides.equalKeys(); k++) {
      boolean isNull = columns[k].isNull(row);
      if (isNull != keys[k].isNull() || (!isNull && keys[k].compare(columns[k], row) != 0)) {
        return false;
      }
    }
    return true;
  }

  private void startGroup(int row) {
    isOpen = true;
    keysMatch = true;
    for (int k = 0; k < sides.equalKeys(); k++) {
      keys[k].set(columns[k], row);
      keysMatch &= nullsMatch || !keys[k].isNull();
    }
  }

  /** The build rows of the keys before have met all probe rows there are. */
  private void endGroup() {
    if (large != null) {
      endLargeGroup();
    }
    if (node.type().emitsBuildRowsAtEnd() && group.count() > 0) {
      if (finishedCount + group.count() > finished.length) {
        finished =
            Arrays.copyOf(finished, Math.max(2 * finished.length, finishedCount + group.count()));
      }
      for (int n = 0; n < group.count(); n++) {
        finished[finishedCount++] = group.row(n);
      }
    }
    group.clear();
    isOpen = false;
  }

  /** Takes in neighbouring build rows of the group, or of an as-of join the last of them. */
  private int takeBuildRows(int[] rows, int from, int count) {
    int end = from;
    int taken = 0;
    while (end < count
        && side.integer(rows[end]) == buildTag
        && (end == from || isOfGroup(rows[end]))) {
      if (!isAsOf || !columns[sides.equalKeys()].isNull(rows[end])) {
        buildRows[taken++] = rows[end];
      }
      end++;
    }
    boolean isWanted = keysMatch || node.type().emitsBuildRowsAtEnd();
    if (taken > 0 && isWanted) {
      if (isAsOf) {
        buildRows[0] = buildRows[taken - 1];
        taken = 1;
        group.clear();
      }
      build.select(buildRows, taken);
      if (!isAsOf && claim.mustSpill((long) taken * layout.width() + SLACK)) {
        spillGroup();
      }
      group.add(build);
    }
    return end;
  }

  /** Writes the build rows with the keys at hand. */
  private void spillGroup() {
    flush();
    emitFinished();
    if (group.count() > 0) {
      if (large == null) {
        large = new LargeGroup(node, probes, spilled, context);
      }
      large.addBuild(group);
    }
    group.drop();
  }

  /** Writes probe rows with the keys at hand. */
  private void divert() {
    if (diverting > 0) {
      probe.select(otherRows, diverting);
      large.addProbe(probe);
      for (int n = 0; n < diverting; n++) {
        isDiverted[otherRows[n]] = true;
      }
      diverting = 0;
      hasDiverted = true;
    }
  }

  /** Selects the probe rows of the batch that did not go to disk. */
  private void keepOthers() {
    if (hasDiverted) {
      int kept = 0;
      for (int n = 0; n < probeCount; n++) {
        int row = probeRows[n];
        otherRows[kept] = row;
        kept += isDiverted[row] ? 0 : 1;
        isDiverted[row] = false;
      }
      probe.select(otherRows, kept);
      hasDiverted = false;
    }
  }

  private void endLargeGroup() {
    divert();
    flush();
    if (group.count() > 0) {
      spillGroup();
    }
    try (LargeGroup joined = large) {
      joined.join(next);
    } finally {
      large = null;
    }
  }

  private void meet(int row) {
    if (!keysMatch || (isAsOf && columns[sides.equalKeys()].isNull(row))) {
      return;
    }
    for (int n = 0; n < group.count() && next.wantsMore(); n++) {
      if (pending == Batch.CAPACITY) {
        flush();
      }
      if (node.type().asksOnlyForMatch() && output.isMatched(row)) {
        return;
      }
      output.pairs().probeRows()[pending] = row;
      output.pairs().at()[pending++] = group.row(n);
    }
  }

  private void flush() {
    if (pending > 0 && next.wantsMore()) {
      output.accept(output.pairs().gathered(probe, pending));
    }
    pending = 0;
  }

  /** Hands on build rows by whether they were matched. */
  private void emitFinished() {
    byte wanted = (byte) (node.type() == HashJoinType.BUILD_SEMI ? 1 : 0);
    int count = 0;
    for (int n = 0; n < finishedCount && next.wantsMore(); n++) {
      if (Memory.getByte(finished[n] + layout.matchedOffset()) == wanted) {
        alone.at()[count++] = finished[n];
      }
      if (count == Batch.CAPACITY) {
        next.accept(alone.withoutProbeRow(count));
        count = 0;
      }
    }
    if (count > 0 && next.wantsMore()) {
      next.accept(alone.withoutProbeRow(count));
    }
    finishedCount = 0;
  }

  @Override
  public void finish() {
    endGroup();
    emitFinished();
  }

  @Override
  public long held() {
    long bytes = group.held();
    return bytes >= worthSpilling ? bytes : 0;
  }

  /** Its rows may be in use; its thread spills them when it gets to it. */
  @Override
  public boolean spillNow() {
    return false;
  }

  @Override
  public void close() {
    claim.close();
    try (LargeGroup open = large) {
      large = null;
      output.close();
      group.close();
      scope.close();
    }
  }
}
