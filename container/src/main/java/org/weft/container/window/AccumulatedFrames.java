package org.weft.container.window;

import java.util.OptionalInt;
import org.weft.container.accumulate.Accumulator;
import org.weft.container.accumulate.Accumulators;
import org.weft.container.accumulate.MergeableAccumulator;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.expr.Aggregate;
import org.weft.planner.expr.AggregateCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/**
 * Any aggregate, by its accumulator. A frame that is the one before and some more rows costs these
 * rows; any other is put together from the states of blocks of rows, if the aggregate has such, and
 * else from all its rows.
 */
final class AccumulatedFrames implements WindowFunction {
  private final FrameRows frame;
  private final Accumulator accumulator;
  private final RowAdder adder;
  private final StateTree tree;
  private final BuiltColumn built;
  private final Scratch choices;
  private int[] bounds = new int[FrameRows.PIECE_NUMBERS];
  private int[] before = new int[FrameRows.PIECE_NUMBERS];

  AccumulatedFrames(
      AggregateCall call,
      Schema input,
      FrameRows frame,
      ExecutionContext context,
      MemoryScope scope) {
    this.frame = frame;
    this.accumulator =
        new Accumulators(input, context)
            .of(call.over(call.arguments(), OptionalInt.empty(), call.distinctness()));
    this.adder = RowAdder.of(call, input, scope);
    boolean merges =
        accumulator instanceof MergeableAccumulator
            && call.function().state() != Aggregate.State.NONE
            && call.order().isEmpty();
    this.tree =
        merges
            ? new StateTree(
                (MergeableAccumulator) accumulator,
                adder,
                call.function().state() == Aggregate.State.BYTES ? SimpleType.BINARY : call.type(),
                scope)
            : null;
    this.built = new BuiltColumn(call.type(), scope);
    this.choices = new Scratch(scope);
  }

  @Override
  public void compute(WindowRows rows, ResultColumn results) {
    adder.start(rows);
    built.clear();
    boolean usesTree = tree != null && !frame.isPartition() && !frame.isRunning();
    if (usesTree) {
      tree.build(rows.count());
    }
    long out = choices.ensure(4L * Math.max(1, rows.count()));
    for (int p = 0; p < rows.partitions(); p++) {
      partition(rows.partition(p), rows.partition(p + 1), usesTree, out);
    }
    RowPicks.take(built.values(), out, rows.count(), results);
  }

  private void partition(int start, int end, boolean usesTree, long out) {
    int known = -1;
    int piecesBefore = 0;
    accumulator.reset();
    for (int i = start; i < end; i++) {
      int pieces = frame.pieces(i, bounds);
      if (known < 0 || !isSame(pieces, piecesBefore)) {
        move(pieces, piecesBefore, known >= 0, usesTree);
        accumulator.result(built.next());
        known = built.added();
        int[] spare = before;
        before = bounds;
        bounds = spare;
        piecesBefore = pieces;
      }
      Memory.putInt(out + 4L * i, known);
      if (frame.isPartition()) {
        for (int k = i + 1; k < end; k++) {
          Memory.putInt(out + 4L * k, known);
        }
        return;
      }
    }
  }

  private boolean isSame(int pieces, int piecesBefore) {
    boolean same = pieces == piecesBefore;
    for (int i = 0; same && i < 2 * pieces; i++) {
      same = bounds[i] == before[i];
    }
    return same;
  }

  private void move(int pieces, int piecesBefore, boolean moves, boolean usesTree) {
    boolean grows =
        moves
            && pieces == 1
            && piecesBefore == 1
            && bounds[0] == before[0]
            && bounds[1] >= before[1];
    if (grows) {
      adder.add(accumulator, before[1], bounds[1]);
      return;
    }
    accumulator.reset();
    for (int p = 0; p < pieces; p++) {
      if (usesTree) {
        tree.add(bounds[2 * p], bounds[2 * p + 1]);
      } else {
        adder.add(accumulator, bounds[2 * p], bounds[2 * p + 1]);
      }
    }
  }

  @Override
  public void close() {
    accumulator.close();
  }
}
