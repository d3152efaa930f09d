package org.weft.container.window;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.accumulate.MergeableAccumulator;
import org.weft.container.hash.RowNumbers;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/**
 * States of blocks of rows, of blocks of blocks, and so on: a long range of rows is a few states of
 * each level and a few rows at its ends. For one thread.
 */
final class StateTree {
  private static final int FANOUT = 32;

  private final MergeableAccumulator accumulator;
  private final RowAdder rows;
  private final DataType stateType;
  private final MemoryScope scope;
  private final List<BuiltColumn> levels = new ArrayList<>();
  private final Batch batch;
  private int height;

  StateTree(
      MergeableAccumulator accumulator, RowAdder rows, DataType stateType, MemoryScope scope) {
    this.accumulator = accumulator;
    this.rows = rows;
    this.stateType = stateType;
    this.scope = scope;
    this.batch = new Batch(Schema.of(Field.nullable("state", stateType)));
  }

  /** Computes the states of all whole blocks of so many rows. */
  void build(int rowCount) {
    height = 0;
    int below = rowCount;
    while (below >= 2 * FANOUT) {
      int blocks = below / FANOUT;
      BuiltColumn level = level(height);
      level.clear();
      for (int i = 0; i < blocks; i++) {
        accumulator.reset();
        if (height == 0) {
          rows.add(accumulator, i * FANOUT, (i + 1) * FANOUT);
        } else {
          merge(height - 1, i * FANOUT, (i + 1) * FANOUT);
        }
        accumulator.state(level.next());
        level.added();
      }
      below = blocks;
      height++;
    }
  }

  private BuiltColumn level(int number) {
    if (number == levels.size()) {
      levels.add(new BuiltColumn(stateType, scope));
    }
    return levels.get(number);
  }

  /** Adds rows {@code from} to {@code to} to the accumulator. */
  void add(int from, int to) {
    if (height == 0 || to - from < 2 * FANOUT) {
      rows.add(accumulator, from, to);
      return;
    }
    int first = (from + FANOUT - 1) / FANOUT;
    int behind = to / FANOUT;
    rows.add(accumulator, from, first * FANOUT);
    states(0, first, behind);
    rows.add(accumulator, behind * FANOUT, to);
  }

  private void states(int level, int from, int to) {
    if (level + 1 == height || to - from < 2 * FANOUT) {
      merge(level, from, to);
      return;
    }
    int first = (from + FANOUT - 1) / FANOUT;
    int behind = to / FANOUT;
    merge(level, from, first * FANOUT);
    states(level + 1, first, behind);
    merge(level, behind * FANOUT, to);
  }

  private void merge(int level, int from, int to) {
    KeptColumn states = levels.get(level).values();
    int first = from;
    while (first < to) {
      int count = Math.min(Batch.CAPACITY, to - first);
      batch.start(count);
      states.show(batch.column(0), first);
      accumulator.merge(batch, 0, RowNumbers.identity(), 0, count);
      first += count;
    }
  }
}
