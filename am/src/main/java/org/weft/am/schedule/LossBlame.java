package org.weft.am.schedule;

/** Whether the tasks of a lost worker may be what ended it. */
public enum LossBlame {
  /** It was taken away: preemption, a dead node, our own wish. */
  NOBODY,
  /** Its process died while it ran them: each counts one failure. */
  ITS_TASKS
}
