package org.weft.io.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.weft.io.file.FoundFile;
import org.weft.io.scan.FileDescription;
import org.weft.planner.cache.LastUsed;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.type.Schema;

/** Describes many files at once and remembers what was found. Thread-safe. */
final class FileDescriptions {
  /** Footers wait for round trips, not for cores. */
  private static final int THREADS = 16;

  private static final int FILES_PER_THREAD = 4;
  private static final int MOST_KEPT = 200_000;

  private record Key(String path, long length, long modified, ReadFormat format) {}

  private final Formats formats;
  private final Map<Key, FileDescription> kept = new LastUsed<>(MOST_KEPT);

  /** One schema object for all files that have it. */
  private final Map<Schema, Schema> schemas = new ConcurrentHashMap<>();

  FileDescriptions(Formats formats) {
    this.formats = formats;
  }

  /** What the files are, in their order. */
  List<FileDescription> of(List<FoundFile> files, ReadFormat format) {
    int threads = Math.min(THREADS, files.size() / FILES_PER_THREAD);
    if (threads <= 1) {
      return files.stream().map(file -> of(file, format)).toList();
    }
    ExecutorService readers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, "footers");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<FileDescription>> pending = new ArrayList<>(files.size());
      for (FoundFile file : files) {
        pending.add(readers.submit(() -> of(file, format)));
      }
      List<FileDescription> described = new ArrayList<>(files.size());
      for (Future<FileDescription> future : pending) {
        described.add(await(future));
      }
      return described;
    } finally {
      readers.shutdownNow();
    }
  }

  private static FileDescription await(Future<FileDescription> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeftException.of(ErrorCode.CANCELLED, "interrupted while reading footers", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private FileDescription of(FoundFile file, ReadFormat format) {
    Key key = new Key(file.path(), file.length(), file.modified(), format);
    synchronized (kept) {
      FileDescription known = kept.get(key);
      if (known != null) {
        return known;
      }
    }
    FileDescription described = formats.of(format.format()).describe(file, format);
    Schema schema = schemas.computeIfAbsent(described.schema(), own -> own);
    FileDescription description = new FileDescription(schema, described.file());
    synchronized (kept) {
      kept.put(key, description);
    }
    return description;
  }
}
