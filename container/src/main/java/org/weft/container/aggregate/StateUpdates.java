package org.weft.container.aggregate;

import java.util.Arrays;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;

/** Brings batches into the states of a thread's groups. */
final class StateUpdates {
  private final AggregateLayout layout;
  private final FreshGroups fresh;
  private final IntegerSums sums;
  private final boolean[] marksSeen;
  private final boolean onlyIntegerSums;

  StateUpdates(AggregateLayout layout, FreshGroups fresh, GroupStore store) {
    this.layout = layout;
    this.fresh = fresh;
    this.sums = new IntegerSums(layout.sums(), store);
    this.marksSeen = new boolean[layout.states().size()];
    if (layout.hasKeys()) {
      layout.states().stream()
          .filter(AggregateState::isSeenMarkedForIt)
          .forEach(state -> fresh.markSeen(state.seenOffset(), (byte) 1));
    } else {
      Arrays.fill(marksSeen, true);
    }
    onlyIntegerSums =
        layout.states().stream()
            .allMatch(state -> state instanceof SumState || state instanceof CountState);
  }

  SumWidths widths() {
    return sums.widths();
  }

  /** True if no state needs the group of each row where {@link RowRuns} are given. */
  boolean needsRunsOnly(GroupedRows batch) {
    if (!onlyIntegerSums) {
      return false;
    }
    for (Operand operand : batch.operands) {
      if (operand.valid() != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * To be called before the groups of a batch are made. As long as a state's operand never held a
   * null, a group has seen a value as soon as it exists; only from the first null on is that noted
   * row by row.
   */
  void prepare(GroupedRows batch) {
    for (int s = 0; s < marksSeen.length; s++) {
      AggregateState state = layout.states().get(s);
      if (state.isSeenMarkedForIt()
          && !marksSeen[s]
          && batch.operands[state.operand()].valid() != 0) {
        marksSeen[s] = true;
        fresh.markSeen(state.seenOffset(), (byte) 0);
      }
    }
  }

  /** Takes in rows by their group's address. */
  void update(GroupedRows batch) {
    sums.update(batch, layout.rowsOffset());
    updateOthers(batch);
  }

  /**
   * Takes in rows group by group; the groups' addresses too, if {@link #needsRunsOnly} is false.
   */
  void update(GroupedRows batch, RowRuns runs) {
    if (layout.rowsOffset() != AggregateState.NONE) {
      for (int r = 0; r < runs.count(); r++) {
        long state = runs.group(r) + layout.rowsOffset();
        Memory.putLong(state, Memory.getLong(state) + runs.to(r) - runs.from(r));
      }
    }
    sums.update(batch, runs);
    if (needsRunsOnly(batch)) {
      markSeen(runs);
    } else {
      updateOthers(batch);
    }
  }

  private void markSeen(RowRuns runs) {
    for (int s = 0; s < marksSeen.length; s++) {
      AggregateState state = layout.states().get(s);
      if (marksSeen[s] && state.isSeenMarkedForIt()) {
        for (int r = 0; r < runs.count(); r++) {
          Memory.putByte(runs.group(r) + state.seenOffset(), (byte) 1);
        }
      }
    }
  }

  private void updateOthers(GroupedRows batch) {
    for (int s = 0; s < marksSeen.length; s++) {
      AggregateState state = layout.states().get(s);
      if (!(state instanceof SumState)) {
        try {
          state.update(batch);
        } catch (WeftException e) {
          throw layout.failure(s, e);
        }
      }
      if (marksSeen[s] && state.isSeenMarkedForIt()) {
        markSeen(batch, state.seenOffset(), batch.operands[state.operand()].valid());
      }
    }
  }

  private static void markSeen(GroupedRows batch, int offset, long valid) {
    for (int i = 0; i < batch.count; i++) {
      if (valid == 0 || Memory.getByte(valid + batch.rows[i]) != 0) {
        Memory.putByte(batch.groups[i] + offset, (byte) 1);
      }
    }
  }
}
