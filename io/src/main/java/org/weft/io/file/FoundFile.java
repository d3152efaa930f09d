package org.weft.io.file;

import java.util.List;

/**
 * A file as its file system describes it.
 *
 * @param path fully qualified, such as {@code file:/data/a.parquet}
 * @param modified milliseconds since 1970
 * @param hosts names of the hosts that hold most of it, best first; empty if unknown
 */
public record FoundFile(String path, long length, long modified, List<String> hosts) {
  public FoundFile {
    hosts = List.copyOf(hosts);
  }
}
