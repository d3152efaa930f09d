package org.weft.container.worker.message;

import java.util.List;
import org.weft.container.task.TaskId;

/**
 * A worker is alive.
 *
 * @param running tasks on it
 * @param poolBytes used by its operators
 */
public record Heartbeat(String worker, List<TaskId> running, long poolBytes) {
  public Heartbeat {
    running = List.copyOf(running);
  }
}
