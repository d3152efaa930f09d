package org.weft.am.rpc;

/**
 * When an application came to life, in milliseconds since the start of the ApplicationMaster's JVM.
 *
 * @param registeredMillis with the ResourceManager; -1 if not yet
 * @param firstWorkerMillis reported and could take tasks; -1 if none has
 */
public record StartUpTimes(long registeredMillis, long firstWorkerMillis) {
  /** Nothing has happened yet. */
  public static final StartUpTimes NOT_YET = new StartUpTimes(-1, -1);

  /** Registered now. */
  public StartUpTimes registered(long millis) {
    return new StartUpTimes(millis, firstWorkerMillis);
  }

  /** A worker reported now; only the first one counts. */
  public StartUpTimes workerJoined(long millis) {
    return firstWorkerMillis >= 0 ? this : new StartUpTimes(registeredMillis, millis);
  }
}
