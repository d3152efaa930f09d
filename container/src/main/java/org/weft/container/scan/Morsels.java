package org.weft.container.scan;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.scan.ScanTask;

/** Cuts scan tasks into pieces that workers take from a shared supply. */
final class Morsels {
  /** Pieces per thread that are enough for all threads to end at about the same time. */
  private static final int PER_THREAD = 16;

  private Morsels() {}

  /** Pieces of one file each, in the order of the tasks; whole files for one thread. */
  static List<ScanTask.Source> of(List<ScanTask> tasks, int threads) {
    int splitsPerMorsel = threads == 1 ? Integer.MAX_VALUE : splitsPerMorsel(tasks, threads);
    List<ScanTask.Source> morsels = new ArrayList<>();
    for (ScanTask task : tasks) {
      for (ScanTask.Source source : task.sources()) {
        List<Integer> splits = source.splits();
        int pieces = (splits.size() - 1) / splitsPerMorsel + 1;
        for (int i = 0; i < pieces; i++) {
          int from = (int) ((long) splits.size() * i / pieces);
          int to = (int) ((long) splits.size() * (i + 1) / pieces);
          morsels.add(
              new ScanTask.Source(
                  source.path(), source.length(), source.modified(), splits.subList(from, to)));
        }
      }
    }
    return morsels;
  }

  private static int splitsPerMorsel(List<ScanTask> tasks, int threads) {
    long splits = 0;
    for (ScanTask task : tasks) {
      for (ScanTask.Source source : task.sources()) {
        splits += source.splits().size();
      }
    }
    return (int) Math.max(1, splits / ((long) threads * PER_THREAD));
  }
}
