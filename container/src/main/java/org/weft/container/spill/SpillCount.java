package org.weft.container.spill;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How much was spilled, by one operator or a whole query. Thread-safe. */
public final class SpillCount {
  private final SpillCount whole;
  private final LongAdder bytes = new LongAdder();
  private final LongAdder stored = new LongAdder();
  private final LongAdder runs = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** The count of a query. */
  public SpillCount() {
    this(null);
  }

  private SpillCount(SpillCount whole) {
    this.whole = whole;
  }

  /** A count of its own that this one contains. */
  public SpillCount part() {
    return new SpillCount(this);
  }

  /** A page was written. */
  void add(long rawBytes, long storedBytes, long duration) {
    bytes.add(rawBytes);
    stored.add(storedBytes);
    nanos.add(duration);
    if (whole != null) {
      whole.add(rawBytes, storedBytes, duration);
    }
  }

  /** An operator began to spill what it held. */
  public void addRun() {
    runs.increment();
    if (whole != null) {
      whole.addRun();
    }
  }

  /** Bytes in memory before they were compressed. */
  public long bytes() {
    return bytes.sum();
  }

  /** Bytes on disk. */
  public long stored() {
    return stored.sum();
  }

  /** How often something was spilled. */
  public long runs() {
    return runs.sum();
  }

  /** Time taken by compressing and writing, of all threads. */
  public long nanos() {
    return nanos.sum();
  }

  /** For the log. */
  @Override
  public String toString() {
    long mebibytes = (bytes() + (1 << 20) - 1) >> 20;
    double seconds = Math.max(1, nanos()) / (double) TimeUnit.SECONDS.toNanos(1);
    return "Spilled "
        + mebibytes
        + " MiB, "
        + runs()
        + " runs, write throughput "
        + Math.round(bytes() / seconds / (1 << 20))
        + " MiB/s.";
  }
}
