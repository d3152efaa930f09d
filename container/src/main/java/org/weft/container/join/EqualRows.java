package org.weft.container.join;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * The build rows with the keys at hand, and those of the keys before that somebody may still look
 * at. Rows never move; their memory is given back an arena at a time. For one thread.
 */
final class EqualRows implements AutoCloseable {
  private static final long ROWS_PER_ARENA = 1 << 14;

  private final PhysicalPlan.HashJoin node;
  private final BuildLayout layout;
  private final ExecutionContext context;
  private final Deque<Arena> arenas = new ArrayDeque<>();
  private long[] rows = new long[64];
  private int count;
  private int firstArena;
  private int dropped;
  private volatile long held;

  /** Rows that are given back together. */
  private record Arena(BuildRows rows, MemoryScope scope) {}

  EqualRows(PhysicalPlan.HashJoin node, BuildLayout layout, ExecutionContext context) {
    this.node = node;
    this.layout = layout;
    this.context = context;
  }

  /** Takes in the selected rows of a batch of the build side. */
  void add(Batch batch) {
    if (arenas.isEmpty() || arenas.getLast().rows().store().rows() >= ROWS_PER_ARENA) {
      MemoryScope scope = context.pool().scope("equal rows of a join");
      arenas.addLast(new Arena(new BuildRows(node, layout, scope), scope));
    }
    if (count == 0) {
      firstArena = dropped + arenas.size() - 1;
    }
    BuildRows arena = arenas.getLast().rows();
    arena.add(batch);
    int more = batch.selectedCount();
    if (count + more > rows.length) {
      rows = Arrays.copyOf(rows, Math.max(2 * rows.length, count + more));
    }
    System.arraycopy(arena.appended(), 0, rows, count, more);
    count += more;
    noteHeld();
  }

  private void noteHeld() {
    long bytes = 0;
    for (Arena each : arenas) {
      bytes += each.scope().held();
    }
    held = bytes;
  }

  /** Bytes of the rows; for any thread. */
  long held() {
    return held;
  }

  int count() {
    return count;
  }

  /** The address of a row. */
  long row(int n) {
    return rows[n];
  }

  /** Other keys come: the rows stay where they are until {@link #release}. */
  void clear() {
    count = 0;
  }

  /** Nobody looks at any of the rows any more. */
  void drop() {
    count = 0;
    while (!arenas.isEmpty()) {
      arenas.removeFirst().scope().close();
      dropped++;
    }
    noteHeld();
  }

  /** Nobody looks any more at rows of keys before those at hand. */
  void release() {
    int needed = count == 0 ? dropped + arenas.size() - 1 : firstArena;
    while (dropped < needed) {
      arenas.removeFirst().scope().close();
      dropped++;
    }
    noteHeld();
  }

  @Override
  public void close() {
    List<Arena> all = new ArrayList<>(arenas);
    arenas.clear();
    all.forEach(arena -> arena.scope().close());
  }
}
