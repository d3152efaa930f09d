package org.weft.container.worker.message;

import org.weft.container.task.TaskId;
import org.weft.container.task.TaskSpec;

/** Something a worker has to do. Repeating a command does no harm. */
public sealed interface Command {
  /** Start a task. */
  record Run(TaskSpec task) implements Command {}

  /** Stop a task; it is still reported. */
  record Cancel(TaskId task) implements Command {}

  /** Stop all tasks of a query and delete its files. */
  record Drop(String query) implements Command {}

  /** End. */
  record Stop() implements Command {}
}
