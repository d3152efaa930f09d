package org.weft.planner.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers small parts into tasks: first neighbours that lie on one host, then what is left over,
 * wherever it lies.
 */
final class PartMerging {
  private final ScanBounds bounds;

  private PartMerging(ScanBounds bounds) {
    this.bounds = bounds;
  }

  /** The tasks, in the order of their first parts. */
  static List<ScanTask> of(List<FilePart> parts, ScanBounds bounds) {
    return new PartMerging(bounds).merged(parts);
  }

  /** A part and its place among all. */
  private record Placed(int position, FilePart part) {}

  private List<ScanTask> merged(List<FilePart> parts) {
    List<List<Placed>> groups = new ArrayList<>();
    List<Placed> leftOver = new ArrayList<>();
    for (List<Placed> onHost : byHost(parts).values()) {
      leftOver.addAll(gather(onHost, groups));
    }
    leftOver.sort(Comparator.comparingInt(Placed::position));
    List<Placed> last = gather(leftOver, groups);
    if (!last.isEmpty()) {
      groups.add(last);
    }
    groups.sort(Comparator.comparingInt(group -> group.get(0).position()));
    return groups.stream()
        .map(group -> ScanTasks.of(group.stream().map(Placed::part).toList()))
        .toList();
  }

  /** Each part with the host that has it and, so far, the least to read. */
  private static Map<String, List<Placed>> byHost(List<FilePart> parts) {
    Map<String, List<Placed>> byHost = new LinkedHashMap<>();
    Map<String, Long> load = new HashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      FilePart part = parts.get(i);
      String host = "";
      for (String candidate : part.file().hosts()) {
        if (host.isEmpty() || load.getOrDefault(candidate, 0L) < load.getOrDefault(host, 0L)) {
          host = candidate;
        }
      }
      load.merge(host, part.bytes(), Long::sum);
      byHost.computeIfAbsent(host, unused -> new ArrayList<>()).add(new Placed(i, part));
    }
    return byHost;
  }

  /** Adds full groups of neighbours and returns the last, if it is not full. */
  private List<Placed> gather(List<Placed> parts, List<List<Placed>> groups) {
    List<Placed> group = new ArrayList<>();
    long bytes = 0;
    for (Placed placed : parts) {
      long more = placed.part().bytes();
      if (!group.isEmpty()
          && (bytes + more > bounds.maxBytes() || group.size() >= bounds.maxSources())) {
        groups.add(group);
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(placed);
      bytes += more;
      if (bytes >= bounds.minBytes()) {
        groups.add(group);
        group = new ArrayList<>();
        bytes = 0;
      }
    }
    return group;
  }
}
