package org.weft.am.session;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.container.run.NativeRunner;
import org.weft.container.run.QueryRunner;
import org.weft.container.spill.SpillDirectories;
import org.weft.container.write.WritingRunner;
import org.weft.io.file.Storage;
import org.weft.io.sketch.SketchCache;
import org.weft.io.sketch.SketchDirectory;
import org.weft.io.table.FileTableSource;
import org.weft.io.table.ScanReaders;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;

/**
 * Everything that runs queries in this process: one memory pool, the native runner, one session.
 */
public final class NativeEngine implements AutoCloseable {
  /** Of physical memory, unless a limit is set. */
  private static final double SHARE_OF_MEMORY = 0.7;

  private final MemoryPool pool;
  private final SketchCache sketches;
  private final QueryRunner runner;
  private final SqlSession session;

  /** Starts the engine. Nothing is read before the first statement. */
  public NativeEngine(Configuration hadoop, Settings settings, BufferAllocator allocator) {
    pool = new MemoryPool(memoryLimit(settings));
    Storage storage = new Storage(hadoop);
    sketches = sketches(storage, settings);
    ScanReaders readers = new ScanReaders(storage, sketches);
    SpillDirectories spill = new SpillDirectories(SpillDirectories.bases(settings, List.of()));
    runner =
        new WritingRunner(
            new NativeRunner(readers, pool, threads(settings), spill), readers.writers());
    session =
        new LocalSession(
            new FileTableSource(storage, sketches),
            runner,
            settings,
            new LocalSession.Belongings(allocator, TableStore.local(storage)));
  }

  public SqlSession session() {
    return session;
  }

  /** Where all off-heap memory of the engine comes from. */
  public MemoryPool pool() {
    return pool;
  }

  @Override
  public void close() {
    session.close();
    runner.close();
    sketches.close();
    pool.close();
  }

  private static SketchCache sketches(Storage storage, Settings settings) {
    String directory = settings.get(KnownSettings.STATISTICS_DIR);
    return directory.isEmpty()
        ? SketchCache.inMemory()
        : SketchCache.in(new SketchDirectory(storage, directory));
  }

  private static int threads(Settings settings) {
    int threads = settings.get(KnownSettings.THREADS);
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  private static long memoryLimit(Settings settings) {
    long limit = settings.get(KnownSettings.MEMORY_LIMIT);
    if (limit > 0) {
      return limit;
    }
    long physical =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getTotalMemorySize();
    return (long) (physical * SHARE_OF_MEMORY);
  }
}
