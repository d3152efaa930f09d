package org.weft.container.worker.message;

import java.util.List;
import org.weft.container.task.TaskReport;

/**
 * What became of a task. Sent until it is taken in; the ApplicationMaster ignores repetitions.
 *
 * @param learnt what the worker has learnt of files since its last report: see {@link
 *     org.weft.io.sketch.SketchCache#news}
 */
public record Report(String worker, TaskReport report, List<byte[]> learnt) {
  public Report {
    learnt = List.copyOf(learnt);
  }
}
