package org.weft.am.master;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.weft.am.schedule.SchedulerEvent;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.result.ResultStream;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.error.WeftException;
import org.weft.planner.explain.PlanFigures;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.exchange.MapOutputLocation;

/**
 * The rows of a distributed query, part after part, each read as soon as it and those before it are
 * ready. A part that is lost before its first row was given away is made again.
 */
final class DistributedResult implements ResultStream {
  private final String query;
  private final Schema schema;
  private final ResultParts parts;
  private final Seams seams;
  private int part;
  private MapOutputLocation location;
  private PartReader reader;
  private long batches;
  private State state = State.READING;

  private enum State {
    READING,
    READ,
    CLOSED
  }

  /**
   * What a result works with.
   *
   * @param scheduler told what was read and what was lost
   * @param closed run once, when nothing more will be read
   * @param figures what the tasks measured
   */
  record Seams(
      PartReader.Factory readers,
      Consumer<SchedulerEvent> scheduler,
      Cancellation cancellation,
      Runnable closed,
      Supplier<List<PlanFigures>> figures) {}

  DistributedResult(String query, Schema schema, ResultParts parts, Seams seams) {
    this.query = query;
    this.schema = schema;
    this.parts = parts;
    this.seams = seams;
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public boolean advance() {
    while (part < parts.count()) {
      if (reader == null) {
        location = parts.await(part, seams.cancellation());
        reader = seams.readers().open(location, schema);
        batches = 0;
      }
      seams.cancellation().check();
      if (advancePart()) {
        batches++;
        return true;
      }
    }
    if (state == State.READING) {
      state = State.READ;
    }
    return false;
  }

  /** False if the part was read to its end, or lost: the loop goes on from {@code part}. */
  private boolean advancePart() {
    try {
      if (reader.advance()) {
        return true;
      }
    } catch (WeftException e) {
      closeReader();
      parts.check(); // a query that failed has no files: its own reason is the better one
      if (e.code() != ErrorCode.SHUFFLE_LOST || batches > 0) {
        throw e;
      }
      parts.lose(location.output());
      seams.scheduler().accept(new SchedulerEvent.ResultLost(query, location.output()));
      return false;
    }
    closeReader();
    seams.scheduler().accept(new SchedulerEvent.ResultTaken(query, part));
    part++;
    return false;
  }

  private void closeReader() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }

  @Override
  public List<PlanFigures> figures() {
    return seams.figures().get();
  }

  @Override
  public Batch batch() {
    return reader.batch();
  }

  @Override
  public void close() {
    if (state == State.CLOSED) {
      return;
    }
    State before = state;
    state = State.CLOSED;
    try {
      closeReader();
    } finally {
      seams
          .scheduler()
          .accept(
              before == State.READ
                  ? new SchedulerEvent.QueryReleased(query)
                  : new SchedulerEvent.QueryCancelled(query, reason()));
      seams.closed().run();
    }
  }

  private static ErrorReport reason() {
    return ErrorReport.of(
        WeftException.of(ErrorCode.CANCELLED, "the result was not read to its end"));
  }
}
