package org.weft.am.schedule;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The life of a task, across its attempts. */
enum TaskState {
  /** Not started, or to be started again; may run once its stage's inputs are complete. */
  WAITING,
  /** One attempt is on a worker. */
  RUNNING,
  /** An attempt succeeded and its output can be fetched. */
  DONE,
  /** An attempt succeeded, its output is lost, and nobody needs it. */
  GONE;

  private static final Map<TaskState, Set<TaskState>> NEXT = new EnumMap<>(TaskState.class);

  static {
    NEXT.put(WAITING, EnumSet.of(RUNNING));
    NEXT.put(RUNNING, EnumSet.of(DONE, WAITING));
    NEXT.put(DONE, EnumSet.of(GONE, WAITING));
    NEXT.put(GONE, EnumSet.of(WAITING));
  }

  /** The next state; a step that is not in the table is a bug of the scheduler and says so. */
  TaskState to(TaskState next) {
    if (!NEXT.get(this).contains(next)) {
      throw new IllegalStateException("a task that is " + this + " cannot become " + next);
    }
    return next;
  }

  /** True if an attempt has yet to succeed. */
  boolean isUnfinished() {
    return this == WAITING || this == RUNNING;
  }
}
