package org.weft.am.rpc;

import java.util.List;
import org.weft.am.schedule.QueryProgress;

/**
 * What an application is doing.
 *
 * @param processId of the ApplicationMaster
 * @param startUp how it came to life
 * @param ended the last queries that are over, oldest first
 */
public record ApplicationStatus(
    long processId,
    StartUpTimes startUp,
    List<Worker> workers,
    List<QueryProgress> running,
    List<QueryProgress> ended) {
  public ApplicationStatus {
    workers = List.copyOf(workers);
    running = List.copyOf(running);
    ended = List.copyOf(ended);
  }

  /**
   * A container that takes tasks.
   *
   * @param startMillis from the start of its JVM to its report
   */
  public record Worker(String container, String host, long processId, long startMillis) {}
}
