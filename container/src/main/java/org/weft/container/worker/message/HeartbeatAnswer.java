package org.weft.container.worker.message;

/** What the ApplicationMaster thinks of a worker that called. */
public record HeartbeatAnswer(Verdict verdict) {
  /** Whether the worker goes on. */
  public enum Verdict {
    CARRY_ON,
    /** Not known, given up, or no longer needed: the worker ends by itself. */
    STOP
  }
}
