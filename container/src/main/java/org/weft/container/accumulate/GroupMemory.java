package org.weft.container.accumulate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.OperatorMeter;
import org.weft.planner.memory.MemoryClaim;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.memory.Spillable;
import org.weft.planner.type.Schema;

/**
 * What the aggregates of a group hold together, and can do without: the one that holds most goes to
 * disk first, whichever of them needs memory. They are used by one thread at a time, which may
 * change.
 */
public final class GroupMemory implements Spillable, AutoCloseable {
  private final ExecutionContext context;
  private final OperatorMeter meter;
  private final MemoryClaim claim;
  private final List<Overflow> overflows = new CopyOnWriteArrayList<>();

  /**
   * @param meter of the operator
   */
  public GroupMemory(ExecutionContext context, OperatorMeter meter) {
    this.context = context;
    this.meter = meter;
    this.claim = context.claim(this);
  }

  /** Another of them. */
  Overflow overflow(Schema schema, MemoryScope kept) {
    RowSort rows = new RowSort(schema, Overflow.order(schema), context, meter);
    Overflow overflow = new Overflow(schema, kept, rows, this, context.pool());
    overflows.add(overflow);
    return overflow;
  }

  OperatorMeter meter() {
    return meter;
  }

  /** Sends some of what is held to disk if there is no room for so many bytes more. */
  void makeRoom(long bytes) {
    while (claim.mustSpill(bytes)) {
      Optional<Overflow> largest =
          overflows.stream()
              .filter(overflow -> overflow.held() > 0)
              .max(Comparator.comparingLong(Overflow::held));
      if (largest.isEmpty()) {
        return;
      }
      largest.get().open();
    }
  }

  @Override
  public long held() {
    return overflows.stream().mapToLong(Overflow::held).sum();
  }

  /** Its thread may be using what is held; it spills it when it gets to it. */
  @Override
  public boolean spillNow() {
    return false;
  }

  @Override
  public void close() {
    claim.close();
  }
}
