package org.weft.shuffle.write;

import java.nio.file.Path;
import java.util.List;
import org.weft.shuffle.block.Compression;
import org.weft.shuffle.file.OutputId;

/**
 * Where a task attempt's output goes and what it may use.
 *
 * @param query a name that may be one of a directory, unique among all users of the directories
 * @param dirs local directories, used in turn
 * @param memoryBudget bytes for rows not yet written, 0 to choose by the size of the pool
 */
public record MapOutputTarget(
    String query,
    int stage,
    int task,
    int attempt,
    List<Path> dirs,
    Compression compression,
    long memoryBudget) {
  public MapOutputTarget {
    dirs = List.copyOf(dirs);
    if (dirs.isEmpty()) {
      throw new IllegalArgumentException("no directories for shuffle files");
    }
  }

  /** A target with a budget chosen by the size of the pool. */
  public MapOutputTarget(
      String query, int stage, int task, int attempt, List<Path> dirs, Compression compression) {
    this(query, stage, task, attempt, dirs, compression, 0);
  }

  OutputId id() {
    return new OutputId(query, stage, task, attempt);
  }
}
