package org.weft.am.schedule;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The life of one attempt at a task. */
enum AttemptState {
  /** On its worker; its report is awaited. */
  RUNNING,
  /** Reported, with an output. */
  SUCCEEDED,
  /** Reported, with an error or lost inputs. */
  FAILED,
  /** Went with its worker. */
  LOST,
  /** Still on its worker, but whatever it reports is ignored. */
  ABANDONED,
  /** Abandoned, and the worker has let go of it. */
  ENDED;

  private static final Map<AttemptState, Set<AttemptState>> NEXT =
      new EnumMap<>(AttemptState.class);

  static {
    NEXT.put(RUNNING, EnumSet.of(SUCCEEDED, FAILED, LOST, ABANDONED));
    NEXT.put(ABANDONED, EnumSet.of(ENDED, LOST));
    NEXT.put(SUCCEEDED, EnumSet.noneOf(AttemptState.class));
    NEXT.put(FAILED, EnumSet.noneOf(AttemptState.class));
    NEXT.put(LOST, EnumSet.noneOf(AttemptState.class));
    NEXT.put(ENDED, EnumSet.noneOf(AttemptState.class));
  }

  /** The next state; a step that is not in the table is a bug of the scheduler and says so. */
  AttemptState to(AttemptState next) {
    if (!NEXT.get(this).contains(next)) {
      throw new IllegalStateException("an attempt that is " + this + " cannot become " + next);
    }
    return next;
  }
}
