package org.weft.container.window;

import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.window.WindowRows.Part;
import org.weft.container.window.WindowRows.Place;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;

/**
 * A partition that is too large to be kept: its rows are computed part by part and handed on, and
 * only those stay that later ones look back at. For one thread.
 */
final class WindowParts implements LargePartition {
  private final PhysicalPlan.Window plan;
  private final PartReach reach;
  private final WindowFunctions.Extent extent;
  private final WindowBuffer buffer;
  private final Output output;
  private final ExecutionContext context;
  private final MemoryScope scope;
  private WindowFunctions functions;
  private boolean isOpen;
  private int fresh;
  private Place place = Place.FIRST;

  /** What the parts are computed from and for; the scope and the buffer are the caller's. */
  record Input(
      PhysicalPlan.Window plan,
      PartReach reach,
      WindowBuffer buffer,
      WindowFunctions.Extent extent) {}

  WindowParts(Input input, Output output, ExecutionContext context, MemoryScope scope) {
    this.plan = input.plan();
    this.reach = input.reach();
    this.extent = input.extent();
    this.buffer = input.buffer();
    this.output = output;
    this.context = context;
    this.scope = scope;
  }

  @Override
  public boolean isOpen() {
    return isOpen;
  }

  @Override
  public boolean isWorthIt(int rows) {
    return rows >= reach.before() + reach.after() + ENOUGH_ROWS;
  }

  @Override
  public void open() {
    if (functions == null) {
      functions = new WindowFunctions(plan, extent, context, scope);
    }
    isOpen = true;
    fresh = 0;
    place = Place.FIRST;
  }

  @Override
  public void goOn() {
    int end = buffer.firstPartitionEnd();
    if (end < buffer.rows()) {
      complete();
      return;
    }
    int until = ready(end);
    if (until - fresh >= ENOUGH_ROWS) {
      compute(end, until);
    }
  }

  @Override
  public void complete() {
    int end = buffer.firstPartitionEnd();
    int gone = compute(end, end);
    buffer.drop(end - gone);
    isOpen = false;
  }

  /** The row behind the last one whose result later rows cannot change. */
  private int ready(int end) {
    int until = end - reach.after();
    if (reach.needsGroups()) {
      until = Math.min(until, end - 1);
      while (until > fresh && !buffer.beginsGroup(until)) {
        until--;
      }
    }
    return until;
  }

  /**
   * Computes rows to before {@code until}.
   *
   * @return how many rows the buffer has dropped
   */
  private int compute(int end, int until) {
    int slice = Math.max(ENOUGH_ROWS, (until - fresh) / FIRST_PIECES);
    int dropped = 0;
    while (fresh < until - dropped) {
      context.cancellation().check();
      int stop = stop(Math.min(until - dropped, fresh + slice), until - dropped);
      int rows = Math.min(end - dropped, stop + reach.after());
      buffer.takePart(rows, new Part(fresh, stop, place));
      functions.compute(buffer.complete());
      output.handOn(buffer, functions, fresh, stop);
      buffer.complete().endPart();
      place = Place.LATER;
      int gone = Math.max(0, stop - reach.before());
      buffer.drop(gone);
      dropped += gone;
      fresh = stop - gone;
    }
    return dropped;
  }

  private int stop(int wanted, int until) {
    int stop = wanted;
    while (reach.needsGroups() && stop < until && !buffer.beginsGroup(stop)) {
      stop++;
    }
    return stop;
  }

  @Override
  public void close() {
    if (functions != null) {
      functions.close();
    }
  }
}
