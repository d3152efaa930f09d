package org.weft.io.parquet.page;

/** The pages of a chunk of which it is known where they lie: each is read when it is needed. */
public interface PageStore {
  /** Bytes in memory. */
  record Bytes(long address, long length) {}

  /** What lies before the first data page, the dictionary; of length 0 if there is none. */
  Bytes dictionary();

  /** How many data pages there are. */
  int pages();

  /** How many rows a page has. */
  long rows(int page);

  /**
   * A page with its header, for the length of the row group.
   *
   * @throws org.weft.planner.error.WeftException READ_FAILED
   */
  Bytes page(int page);
}
