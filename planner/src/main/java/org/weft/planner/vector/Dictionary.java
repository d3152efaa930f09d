package org.weft.planner.vector;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The distinct values behind a column of ids. Its memory belongs to whoever made it and lives at
 * least as long as the batches pushed with it.
 *
 * <p>{@link #id} tells dictionaries apart: what an operator computed once per entry it may reuse
 * for every batch whose dictionary has the same id.
 */
public final class Dictionary {
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private final Layout layout;
  private final long data;
  private final int size;

  /** Entries without nulls: {@code size} values of this layout at an address. */
  public Dictionary(Layout layout, long data, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a dictionary without entries");
    }
    this.layout = layout;
    this.data = data;
    this.size = size;
  }

  public long id() {
    return id;
  }

  public Layout layout() {
    return layout;
  }

  /** Address of the first entry. */
  public long data() {
    return data;
  }

  /** The number of entries, at least 1. */
  public int size() {
    return size;
  }
}
