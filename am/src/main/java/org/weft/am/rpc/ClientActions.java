package org.weft.am.rpc;

/** Names of the Flight actions for the client that started the application. */
public final class ClientActions {
  /** The client is still there. Empty both ways. */
  public static final String HEARTBEAT = "weft.client-heartbeat";

  /** The application is over: {@link EndOfApplication}, answered by nothing. */
  public static final String SHUTDOWN = "weft.shutdown";

  /** How far it is: answered by a line of UTF-8 text. */
  public static final String PROGRESS = "weft.progress";

  /** What it is doing, in detail: answered by {@link ApplicationStatus}. */
  public static final String STATUS = "weft.status";

  private ClientActions() {}
}
