package org.weft.io.file;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Reads a little of each of many files at once: it is round trips that take time, not cores. */
public final class SmallReads {
  private static final int MOST_THREADS = 16;
  private static final int FILES_PER_THREAD = 4;

  private SmallReads() {}

  /** True if so many files are not read one after the other. */
  public static boolean areMany(int files) {
    return threads(files) > 1;
  }

  private static int threads(int files) {
    return Math.min(MOST_THREADS, files / FILES_PER_THREAD);
  }

  /**
   * What is read of each file, in their order.
   *
   * @param what is read, for people: the name of threads and part of an error
   * @param read called by several threads at once, if there are many
   * @throws WeftException CANCELLED if interrupted, or what {@code read} throws
   */
  public static <F, T> List<T> of(List<F> files, String what, Function<F, T> read) {
    if (!areMany(files.size())) {
      return files.stream().map(read).toList();
    }
    ExecutorService readers =
        Executors.newFixedThreadPool(
            threads(files.size()),
            work -> {
              Thread thread = new Thread(work, what);
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<T>> pending = new ArrayList<>(files.size());
      for (F file : files) {
        pending.add(readers.submit(() -> read.apply(file)));
      }
      List<T> found = new ArrayList<>(files.size());
      for (Future<T> future : pending) {
        found.add(await(future, what));
      }
      return found;
    } finally {
      readers.shutdownNow();
    }
  }

  private static <T> T await(Future<T> future, String what) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeftException.of(ErrorCode.CANCELLED, "interrupted while reading " + what, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
