package org.weft.container.worker.message;

/** Names of the Flight actions between workers and the ApplicationMaster. */
public final class WorkerActions {
  /** To the ApplicationMaster: {@link Registration}, answered by {@link Welcome}. */
  public static final String REGISTER = "weft.worker-register";

  /** To the ApplicationMaster: {@link Heartbeat}, answered by {@link HeartbeatAnswer}. */
  public static final String HEARTBEAT = "weft.worker-heartbeat";

  /** To the ApplicationMaster: {@link Report}, answered by nothing. */
  public static final String REPORT = "weft.worker-report";

  /** To a worker: {@link Commands}, answered by nothing once they are taken in. */
  public static final String COMMANDS = "weft.worker-commands";

  private WorkerActions() {}
}
