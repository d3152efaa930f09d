package org.weft.container.worker;

import java.util.List;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.Ticket;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.task.TaskReport;
import org.weft.container.task.TaskSpec;
import org.weft.io.sketch.SketchCache;

/** What a worker has of the engine. Thread-safe; several tasks run at once. */
public interface TaskEngine extends AutoCloseable {
  /**
   * Runs a task to its end on the calling thread. Failures come as reports, never as exceptions.
   */
  TaskReport run(TaskSpec task, Cancellation cancellation);

  /** Answers a reader of shuffled rows. */
  void serve(Ticket ticket, FlightProducer.ServerStreamListener listener);

  /** Deletes what tasks of the query wrote; none of them runs any more. */
  void drop(String query);

  /** What was learnt of files since this was last asked, as {@link SketchCache#news}. */
  List<byte[]> learnt();

  /** Bytes lent to operators now. */
  long poolBytes();

  /** Deletes everything. */
  @Override
  void close();
}
