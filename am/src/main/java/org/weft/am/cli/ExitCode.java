package org.weft.am.cli;

import org.weft.planner.error.WeftException;

/** How the program ends, for scripts, Airflow and Oozie. */
public enum ExitCode {
  DONE(0),
  /** The query or program failed. */
  FAILED(1),
  /** Wrong usage or configuration. */
  USAGE(2),
  /** The cluster failed or refused. */
  CLUSTER(3),
  /** Ctrl-C; the application is killed. */
  INTERRUPTED(130);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The process's exit status. */
  public int status() {
    return status;
  }

  /** The exit code for an error of a running statement. */
  static ExitCode of(WeftException e) {
    return switch (e.code()) {
      case USAGE, NO_CLUSTER_CONFIGURATION -> USAGE;
      case CONTAINER_TOO_LARGE,
          CLUSTER_UNREACHABLE,
          QUEUE_REFUSED,
          SUBMISSION_REFUSED,
          APPLICATION_FAILED,
          CONTAINER_LOST,
          SHUFFLE_LOST,
          NO_JAVA,
          TIMED_OUT ->
          CLUSTER;
      default -> FAILED;
    };
  }

  /** The exit code for an error before the first statement: settings are then configuration. */
  static ExitCode ofStartUp(WeftException e) {
    return switch (e.code()) {
      case UNKNOWN_SETTING, INVALID_SETTING -> USAGE;
      default -> of(e);
    };
  }
}
