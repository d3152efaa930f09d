package org.weft.container.spill;

import java.util.ArrayList;
import java.util.List;

/** Rows on disk, in pages, in the order in which they were written. For one thread at a time. */
public final class SpilledRows {
  private final List<SpillPage> pages = new ArrayList<>();
  private long rows;
  private long bytes;
  private int largestPage;

  void add(SpillPage page) {
    pages.add(page);
    rows += page.rows();
    bytes += page.rowBytes() + (long) page.textBytes();
    largestPage = Math.max(largestPage, page.rowBytes() + page.textBytes());
  }

  /** Puts the rows of others behind these. */
  public void addAll(SpilledRows others) {
    others.pages.forEach(this::add);
  }

  public int pages() {
    return pages.size();
  }

  SpillPage page(int n) {
    return pages.get(n);
  }

  public long rows() {
    return rows;
  }

  /** Bytes of the rows and their texts in memory. */
  public long bytes() {
    return bytes;
  }

  /** Bytes of the largest page in memory. */
  public int largestPage() {
    return largestPage;
  }

  public boolean isEmpty() {
    return rows == 0;
  }
}
