package org.weft.tests.bench;

import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * What more threads can win on a machine at best: loops that share nothing at all.
 *
 * <p>Two virtual processors are often the two threads of one core, and one busy core runs at a
 * higher clock than several: then not even these loops run twice as fast on two threads.
 */
enum MachineScaling {
  /** One multiplication that waits for the one before it: no memory, no spare unit is of use. */
  ARITHMETIC("dependent arithmetic") {
    @Override
    long work(long[] memory) {
      long x = memory.length;
      for (int i = 0; i < ROUNDS; i++) {
        x = x * MULTIPLIER + 1;
        x ^= x >>> 17;
      }
      return x;
    }
  },

  /** Reads all over a megabyte of its own, as probes of a small hash table. */
  CACHED_READS("reads of 1 MiB at random") {
    @Override
    long work(long[] memory) {
      long sum = 0;
      for (int i = 0; i < ROUNDS; i++) {
        sum += memory[(int) (i * MULTIPLIER >>> 47)];
      }
      return sum;
    }
  };

  private static final int ROUNDS = 100_000_000;
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final int WORDS = 1 << 17;
  private static final int REPEATS = 5;

  private final String title;

  MachineScaling(String title) {
    this.title = title;
  }

  abstract long work(long[] memory);

  String title() {
    return title;
  }

  /** How many times as much is done by so many threads as by one, at best. */
  double measure(int threads) {
    long one = Long.MAX_VALUE;
    long all = Long.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      one = Math.min(one, time(1));
      all = Math.min(all, time(threads));
    }
    return (double) threads * one / all;
  }

  /** Nanoseconds for every one of the threads to do the work. */
  private long time(int threads) {
    long[] results = new long[threads * 16];
    CountDownLatch done = new CountDownLatch(threads);
    long started = System.nanoTime();
    IntStream.range(0, threads)
        .mapToObj(
            t ->
                new Thread(
                    () -> {
                      results[16 * t] = work(new long[WORDS]);
                      done.countDown();
                    }))
        .forEach(Thread::start);
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    return System.nanoTime() - started;
  }
}
