package org.weft.am.cli;

import org.weft.planner.error.WeftException;

/** Marks an error that came before the first statement, where a wrong setting is wrong usage. */
final class StartUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final WeftException reason;

  StartUpException(WeftException reason) {
    super(reason);
    this.reason = reason;
  }

  WeftException reason() {
    return reason;
  }
}
