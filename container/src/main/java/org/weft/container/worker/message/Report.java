package org.weft.container.worker.message;

import org.weft.container.task.TaskReport;

/** What became of a task. Sent until it is taken in; the ApplicationMaster ignores repetitions. */
public record Report(String worker, TaskReport report) {}
