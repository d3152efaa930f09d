package org.weft.am.shell;

import org.weft.planner.error.WeftException;

/** What came of something typed. */
public sealed interface Outcome {
  /** All of it was done. */
  record Done() implements Outcome {}

  /** The user wants to leave. */
  record Quit() implements Outcome {}

  /** It failed, and was told of; what followed was not run. */
  record Failed(WeftException error) implements Outcome {}
}
