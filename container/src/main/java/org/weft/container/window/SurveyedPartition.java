package org.weft.container.window;

import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Sink;
import org.weft.container.pipeline.Source;
import org.weft.container.shared.Reading;
import org.weft.container.shared.SharedRows;
import org.weft.container.window.WindowRows.Part;
import org.weft.container.window.WindowRows.Place;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;

/**
 * A partition that is too large to be kept, and whose functions must know all of it: its rows are
 * seen twice. The first time they are surveyed and set aside, on disk where memory is short; the
 * second time they come in parts, as in {@link WindowParts}. For one thread.
 */
final class SurveyedPartition implements LargePartition {
  private final PhysicalPlan.Window plan;
  private final WindowBuffer buffer;
  private final Output output;
  private final ExecutionContext context;
  private final Survey survey;
  private final Batch batch;

  /** The second time: rows that were set aside, and how they are computed. */
  private final WindowBuffer again;

  private final WindowParts parts;

  private SharedRows aside;
  private Sink.Worker keeper;
  private int fresh;
  private Place place = Place.FIRST;

  SurveyedPartition(
      WindowParts.Input input, Output output, ExecutionContext context, MemoryScope scope) {
    this.plan = input.plan();
    this.buffer = input.buffer();
    this.output = output;
    this.context = context;
    this.batch = new Batch(plan.input().schema());
    this.survey = new Survey(plan, context, scope);
    this.again = new WindowBuffer(plan, scope);
    this.parts =
        new WindowParts(
            new WindowParts.Input(plan, input.reach(), again),
            new WindowFunctions.Surveyed(survey),
            output,
            context,
            scope);
  }

  @Override
  public boolean isOpen() {
    return aside != null;
  }

  @Override
  public boolean isWorthIt(int rows) {
    return parts.isWorthIt(rows);
  }

  @Override
  public void open() {
    aside = new SharedRows(plan.input().schema(), 1, context, context.meter(plan));
    keeper = aside.worker();
    survey.start();
    fresh = 0;
    place = Place.FIRST;
  }

  @Override
  public void goOn() {
    int end = buffer.firstPartitionEnd();
    if (end < buffer.rows()) {
      complete();
    } else {
      setAside(end);
    }
  }

  /** Surveys and drops rows to before {@code end}; the last stays, to be compared with the next. */
  private void setAside(int end) {
    int slice = Math.max(ENOUGH_ROWS, (end - fresh) / FIRST_PIECES);
    int left = end;
    while (fresh < left) {
      context.cancellation().check();
      int stop = Math.min(left, fresh + slice);
      buffer.takePart(stop, new Part(fresh, stop, place));
      survey.add(buffer.complete());
      buffer.complete().endPart();
      for (int row = fresh; row < stop; row += batch.rowCount()) {
        buffer.show(batch, row, stop);
        keeper.accept(batch);
      }
      place = Place.LATER;
      buffer.drop(stop - 1);
      left -= stop - 1;
      fresh = 1;
    }
  }

  @Override
  public void complete() {
    setAside(buffer.firstPartitionEnd());
    buffer.drop(fresh);
    keeper.finish();
    survey.finish();
    try (SharedRows rows = aside;
        Reading reading = rows.reading();
        Source.Worker source = reading.open().worker()) {
      parts.open();
      Replay replay = new Replay();
      boolean more = true;
      while (more && output.wantsMore()) {
        more = source.pump(replay);
      }
      if (output.wantsMore()) {
        parts.complete();
      } else {
        again.drop(again.rows());
      }
    } finally {
      aside = null;
    }
  }

  private final class Replay implements BatchConsumer {
    @Override
    public void accept(Batch rows) {
      again.append(rows);
      parts.goOn();
    }

    @Override
    public boolean wantsMore() {
      return output.wantsMore();
    }
  }

  @Override
  public void close() {
    try (SharedRows rows = aside;
        survey;
        parts) {
      aside = null;
    }
  }
}
