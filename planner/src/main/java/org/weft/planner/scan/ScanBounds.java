package org.weft.planner.scan;

import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;

/**
 * How large scan tasks become, in estimated bytes in memory of the projected columns.
 *
 * @param minBytes parts are merged until a task holds this much
 * @param maxBytes never past this; larger files are split
 * @param maxSources most files in a task
 */
record ScanBounds(long minBytes, long maxBytes, int maxSources) {
  /** Tasks smaller than this are not worth their start, however many slots are idle. */
  static final long SMALLEST_MIN_BYTES = 4L << 20;

  /** Tasks for each slot, so that slots that are done early find more. */
  private static final int TASKS_PER_SLOT = 2;

  /** The bounds of the settings, lowered where they would leave slots without work. */
  static ScanBounds of(Settings settings, long totalBytes, int slots) {
    long fairShare = Math.max(SMALLEST_MIN_BYTES, totalBytes / Math.max(1, TASKS_PER_SLOT * slots));
    long maxBytes = Math.min(settings.get(KnownSettings.SCAN_TASKS_MAX_SIZE_BYTES), fairShare);
    long minBytes = Math.min(settings.get(KnownSettings.SCAN_TASKS_MIN_SIZE_BYTES), maxBytes);
    int maxSources = settings.get(KnownSettings.MAX_SOURCES_PER_SCAN_TASK);
    return new ScanBounds(minBytes, maxBytes, maxSources > 0 ? maxSources : Integer.MAX_VALUE);
  }
}
