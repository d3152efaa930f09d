package org.weft.planner.scan;

import java.util.List;

/**
 * One file of a table.
 *
 * @param path fully qualified
 * @param length bytes on disk
 * @param modified milliseconds since 1970, as the file system says; a reader refuses another file
 * @param rowCounts whether {@code splits} say how many rows there are, or only how many about
 * @param splits the independently readable parts in file order (row groups of Parquet, stripes of
 *     ORC, ranges of bytes of text)
 * @param hosts names of the hosts that hold most of the file, best first; empty if unknown
 */
public record DataFile(
    String path,
    long length,
    long modified,
    RowCounts rowCounts,
    List<Split> splits,
    List<String> hosts) {
  /** Whether the row counts of splits are known or guessed. */
  public enum RowCounts {
    EXACT,
    ESTIMATED
  }

  /** A file whose rows are counted. */
  public DataFile(String path, long length, long modified, List<Split> splits, List<String> hosts) {
    this(path, length, modified, RowCounts.EXACT, splits, hosts);
  }

  public DataFile {
    splits = List.copyOf(splits);
    hosts = List.copyOf(hosts);
  }

  /** Rows of all parts, as far as they are known. */
  public long rowCount() {
    return splits.stream().mapToLong(Split::rowCount).sum();
  }

  /**
   * A part that one task can read alone.
   *
   * @param ordinal position in the file: the row group's index
   * @param start offset of its first byte
   * @param compressedBytes bytes on disk, per column of the table's schema
   * @param memoryBytes estimated bytes in memory, per column of the table's schema
   * @param statistics per column of the table's schema
   */
  public record Split(
      int ordinal,
      long start,
      long rowCount,
      long[] compressedBytes,
      long[] memoryBytes,
      List<ColumnStatistics> statistics) {}
}
