package org.weft.container.expression.text;

import org.weft.container.expression.tree.Rows;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.ByteArena;

/**
 * Room for the bytes a node makes. They stay for the batch: a node that is computed for several
 * parts of it, as under CASE, adds to them.
 */
public final class FreshText {
  private final ByteArena arena;
  private long generation;

  public FreshText(Workspace memory) {
    this.arena = memory.arena();
  }

  /** Forgets what belongs to another batch. */
  public void start(Rows rows) {
    if (rows.generation() != generation) {
      generation = rows.generation();
      arena.reset();
    }
  }

  /** Fresh bytes. */
  public long reserve(long bytes) {
    return arena.reserve(bytes);
  }
}
