package org.weft.container.run;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.spill.TestDisks;

/**
 * Makes a query spill at the first of its safe points, counts these and what disks do, and at one
 * of them lets something happen. The counts are what time would be in tests that wait: the same
 * moment wherever the test runs. Thread-safe.
 */
final class Interference implements BooleanSupplier, TestDisks.Watcher {
  /** What is counted. */
  enum Event {
    SAFE_POINT,
    WRITE,
    READ
  }

  /** What happens. */
  enum Deed {
    NONE,
    /** The user no longer wants the answer. */
    CANCEL,
    /** This write and all behind it find no room. */
    FULL_DISK,
    /** This write fails; another directory takes what it had. */
    FAILED_WRITE,
    /** This read and all behind it bring other bytes than were written. */
    DAMAGE
  }

  /**
   * When something happens, and what.
   *
   * @param spills at so many safe points, the first ones, it spills what it holds
   * @param at the number of the event, from 1
   */
  record Plan(long spills, Event event, long at, Deed deed) {
    static Plan spilling(long times) {
      return new Plan(times, Event.SAFE_POINT, 0, Deed.NONE);
    }
  }

  private final AtomicLong[] counts = {new AtomicLong(), new AtomicLong(), new AtomicLong()};
  private volatile Plan plan = Plan.spilling(0);
  private volatile Cancellation cancellation = new Cancellation();

  /** Begins to count anew, for a query that this cancels. */
  void begin(Plan next, Cancellation query) {
    for (AtomicLong count : counts) {
      count.set(0);
    }
    cancellation = query;
    plan = next;
  }

  long count(Event event) {
    return counts[event.ordinal()].get();
  }

  /** Counts; true from the planned moment on. */
  private boolean isDue(Event event) {
    long now = counts[event.ordinal()].incrementAndGet();
    boolean due = event == plan.event && plan.deed != Deed.NONE && now >= plan.at;
    if (due && plan.deed == Deed.CANCEL) {
      cancellation.cancel();
    }
    return due;
  }

  @Override
  public boolean getAsBoolean() {
    boolean unused = isDue(Event.SAFE_POINT);
    return count(Event.SAFE_POINT) <= plan.spills;
  }

  @Override
  public void writing() throws IOException {
    if (isDue(Event.WRITE)) {
      if (plan.deed == Deed.FULL_DISK) {
        throw new IOException("No space left on device");
      }
      if (plan.deed == Deed.FAILED_WRITE && count(Event.WRITE) == plan.at) {
        throw new IOException("Input/output error");
      }
    }
  }

  @Override
  public boolean reading() {
    return !(isDue(Event.READ) && plan.deed == Deed.DAMAGE);
  }
}
