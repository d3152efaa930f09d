package org.weft.planner.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Makes scan tasks of parts of files. */
final class ScanTasks {
  /** Preferred hosts of a task: as many as HDFS has replicas by default. */
  private static final int MAX_HOSTS = 3;

  private ScanTasks() {}

  /** One task that reads the parts in this order. */
  static ScanTask of(List<FilePart> parts) {
    return new ScanTask(
        sources(parts),
        hosts(parts),
        parts.stream().mapToLong(FilePart::rows).sum(),
        parts.stream().mapToLong(FilePart::bytes).sum());
  }

  /** Pieces of one file that met again are one source. */
  private static List<ScanTask.Source> sources(List<FilePart> parts) {
    List<ScanTask.Source> sources = new ArrayList<>();
    for (FilePart part : parts) {
      ScanTask.Source source = part.source();
      int last = sources.size() - 1;
      if (last >= 0 && sources.get(last).path().equals(source.path())) {
        TreeSet<Integer> splits = new TreeSet<>(sources.get(last).splits());
        splits.addAll(source.splits());
        sources.set(
            last,
            new ScanTask.Source(
                source.path(), source.length(), source.modified(), List.copyOf(splits)));
      } else {
        sources.add(source);
      }
    }
    return sources;
  }

  /** The hosts that hold at least half as much of the task as the best one. */
  private static List<String> hosts(List<FilePart> parts) {
    Map<String, Long> held = new LinkedHashMap<>();
    for (FilePart part : parts) {
      part.file().hosts().forEach(host -> held.merge(host, part.bytes(), Long::sum));
    }
    long best = held.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return held.entrySet().stream()
        .filter(entry -> entry.getValue() >= best / 2)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MAX_HOSTS)
        .map(Map.Entry::getKey)
        .toList();
  }
}
