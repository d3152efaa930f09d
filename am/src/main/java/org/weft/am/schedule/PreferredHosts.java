package org.weft.am.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.stage.Stage;

/** Where the bytes are that a task scans. */
final class PreferredHosts {
  private static final int MOST = 3;

  private PreferredHosts() {}

  /** The hosts that hold most of a task's files, best first; empty if it makes no difference. */
  static List<String> of(Stage.TaskInput input) {
    Map<String, Long> bytes = new HashMap<>();
    for (List<ScanTask> scans : input.scans().values()) {
      for (ScanTask scan : scans) {
        for (String host : scan.hosts()) {
          bytes.merge(host, Math.max(1, scan.estimatedBytes()), Long::sum);
        }
      }
    }
    return bytes.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }
}
