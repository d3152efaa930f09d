package org.weft.container.window;

import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.window.WindowRows.Part;
import org.weft.container.window.WindowRows.Place;
import org.weft.planner.expr.SortKey;
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
  private final FrameReach frames;
  private WindowFunctions functions;
  private boolean isOpen;
  private boolean hasDropped;
  private int fresh;
  private Place place = Place.FIRST;

  /** What the parts are computed from; the buffer is the caller's. */
  record Input(PhysicalPlan.Window plan, PartReach reach, WindowBuffer buffer) {}

  /**
   * @param extent what is known of the partition; the caller's, as is the scope
   */
  WindowParts(
      Input input,
      WindowFunctions.Extent extent,
      Output output,
      ExecutionContext context,
      MemoryScope scope) {
    this.plan = input.plan();
    this.reach = input.reach();
    this.extent = extent;
    this.buffer = input.buffer();
    this.output = output;
    this.context = context;
    this.scope = scope;
    SortKey order = plan.orderKeys().isEmpty() ? null : plan.orderKeys().get(0);
    this.frames = new FrameReach(reach.frames(), order, scope);
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
    hasDropped = false;
    frames.start();
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
    if (frames.isWorthALook(end)) {
      frames.look(buffer, end);
      int until = ready(end);
      if (until - fresh >= enough()) {
        compute(end, until);
      }
    }
  }

  /** Rows in front of a part are looked at with each: parts must not be much smaller. */
  private int enough() {
    return frames.isNone() ? ENOUGH_ROWS : Math.max(ENOUGH_ROWS, fresh / 2);
  }

  @Override
  public void complete() {
    int end = buffer.firstPartitionEnd();
    frames.look(buffer, end);
    int gone = compute(end, end);
    buffer.drop(end - gone);
    isOpen = false;
  }

  /** The row behind the last one whose result later rows cannot change. */
  private int ready(int end) {
    int until = frames.ready(fresh, end - reach.after());
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
    int slice = Math.max(enough(), (until - fresh) / FIRST_PIECES);
    int dropped = 0;
    while (fresh < until - dropped) {
      context.cancellation().check();
      int stop = stop(Math.min(until - dropped, fresh + slice), until - dropped);
      int rows = Math.min(end - dropped, Math.max(stop + reach.after(), frames.end(fresh, stop)));
      if (hasDropped) {
        frames.check(fresh, stop);
      }
      buffer.takePart(rows, new Part(fresh, stop, place));
      functions.compute(buffer.complete());
      output.handOn(buffer, functions, fresh, stop);
      buffer.complete().endPart();
      place = Place.LATER;
      int gone = Math.max(0, Math.min(stop - reach.before(), needless(stop, end - dropped)));
      buffer.drop(gone);
      frames.drop(gone);
      hasDropped |= gone > 0;
      dropped += gone;
      fresh = stop - gone;
    }
    return dropped;
  }

  /** How many rows the frames from {@code next} on do not need; nothing is known of the end's. */
  private int needless(int next, int end) {
    return frames.isNone() || next == end ? next : frames.needless(next);
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
