package org.weft.planner.scan;

import java.util.List;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;

/**
 * Turns a table into scan tasks: row groups that statistics exclude are left out, large files are
 * split at row groups, small files are merged with their neighbours, preferably of one host.
 */
public final class ScanPlanner {
  private ScanPlanner() {}

  /**
   * Tasks of about equal size for so many slots.
   *
   * <p>A task holds at least {@code scan_tasks_min_size_bytes}, never more than {@code
   * scan_tasks_max_size_bytes} unless one row group does, and never more than a fair share of two
   * tasks per slot, as long as that is some megabytes.
   */
  public static List<ScanTask> balanced(ScanChoice choice, int slots, Settings settings) {
    if (!settings.get(KnownSettings.ENABLE_SCAN_TASK_SPLIT_AND_MERGE)) {
      return perFile(choice);
    }
    List<FilePart> parts = ScanPruning.of(choice);
    long bytes = parts.stream().mapToLong(FilePart::bytes).sum();
    ScanBounds bounds = ScanBounds.of(settings, bytes, slots);
    return PartMerging.of(FileSplitting.of(parts, choice.columns(), bounds), bounds);
  }

  /**
   * One task for each file. For a reader in one process, whose threads take row group by row group
   * from all tasks at once: there is no task to start, so there is nothing to balance.
   */
  public static List<ScanTask> perFile(ScanChoice choice) {
    return ScanPruning.of(choice).stream().map(part -> ScanTasks.of(List.of(part))).toList();
  }
}
