package org.weft.planner.scan;

import java.util.List;

/**
 * The unit of scanning: parts of one or more files that one task reads in order.
 *
 * @param hosts names of the hosts that hold most of it, best first
 * @param estimatedBytes estimated bytes in memory of the projected columns
 */
public record ScanTask(
    List<Source> sources, List<String> hosts, long rowCount, long estimatedBytes) {
  public ScanTask {
    sources = List.copyOf(sources);
    hosts = List.copyOf(hosts);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a scan task without a source");
    }
  }

  /**
   * Parts of one file.
   *
   * @param splits ordinals of the parts (row groups), ascending; never empty
   */
  public record Source(String path, long length, long modified, List<Integer> splits) {
    public Source {
      splits = List.copyOf(splits);
    }
  }
}
