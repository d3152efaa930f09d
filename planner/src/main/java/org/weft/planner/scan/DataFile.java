package org.weft.planner.scan;

import java.util.List;

/**
 * One file of a table.
 *
 * @param path fully qualified
 * @param length bytes on disk
 * @param modified milliseconds since 1970, as the file system says; a reader refuses another file
 * @param splits the independently readable parts in file order (row groups of Parquet)
 * @param hosts names of the hosts that hold most of the file, best first; empty if unknown
 */
public record DataFile(
    String path, long length, long modified, List<Split> splits, List<String> hosts) {
  public DataFile {
    splits = List.copyOf(splits);
    hosts = List.copyOf(hosts);
  }

  /** Rows of all parts. */
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
