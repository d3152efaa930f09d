package org.weft.container.task;

import java.nio.file.Path;
import java.util.List;
import org.weft.container.spill.SpillDirectories;
import org.weft.io.table.ScanReaders;
import org.weft.planner.memory.MemoryPool;
import org.weft.shuffle.fetch.ShuffleClient;

/**
 * What the tasks of a process share.
 *
 * @param readers the door to tables
 * @param client the door to what other tasks wrote
 * @param shuffleDirectories where this process writes what others will fetch
 * @param pool all memory of the process
 * @param spillDirectories where tasks write what memory has no room for
 */
public record TaskResources(
    ScanReaders readers,
    ShuffleClient client,
    List<Path> shuffleDirectories,
    MemoryPool pool,
    SpillDirectories spillDirectories) {
  public TaskResources {
    shuffleDirectories = List.copyOf(shuffleDirectories);
  }
}
