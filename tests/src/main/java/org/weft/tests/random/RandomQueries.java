package org.weft.tests.random;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.rehearsal.InProcessApplication;
import org.weft.am.session.NativeEngine;
import org.weft.am.session.SqlSession;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.DuckDb;

/**
 * Runs random queries and prints what came of them: {@code tests/bench random [native|tasks]
 * [queries] [first seed]}.
 */
public final class RandomQueries {
  private static final int TOLD_EVERY = 100;

  private RandomQueries() {}

  /** Which queries, and which failures of theirs are made small: that takes hundreds of queries. */
  record Range(long first, int count, MadeSmall small) {}

  /** What is made small. */
  enum MadeSmall {
    ALL,
    WRONG_ANSWERS;

    boolean includes(Verdict verdict) {
      return verdict instanceof Verdict.Wrong || (this == ALL && verdict.isFailure());
    }
  }

  /** The program. */
  public static void main(String[] args) throws IOException {
    String runner = args.length > 0 ? args[0] : "native";
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    long first = args.length > 2 ? Long.parseLong(args[2]) : System.currentTimeMillis();
    if (runner.equals("show")) {
      System.out.println(QueryGrammar.of(first).text());
      return;
    }
    Path directory = Files.createTempDirectory("weft-random");
    Range range = new Range(first, count, MadeSmall.ALL);
    RandomReport report =
        runner.equals("tasks") ? asTasks(directory, range) : inOneProcess(directory, range);
    System.out.println("seeds " + first + " to " + (first + count - 1) + ", " + runner);
    System.out.print(report);
  }

  /** On the native runner. */
  static RandomReport inOneProcess(Path directory, Range range) {
    Settings settings = Settings.DEFAULTS.with("threads", "2");
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator)) {
      return run(engine.session(), directory, range);
    }
  }

  /** As stages and tasks of an application in this process. */
  static RandomReport asTasks(Path directory, Range range) {
    Settings settings =
        Settings.DEFAULTS
            .with("yarn.containers", "2")
            .with("yarn.container_cores", "2")
            .with("scan_tasks_min_size_bytes", "1")
            .with("broadcast_join_size_bytes_threshold", "300")
            .with("num_partitions", "3");
    Path work = directory.resolve("work");
    work.toFile().mkdirs();
    try (InProcessApplication application = new InProcessApplication(work, settings)) {
      return run(application.session(), directory, range);
    }
  }

  private static RandomReport run(SqlSession session, Path directory, Range range) {
    RandomReport report = new RandomReport();
    try (DuckDb duckdb = new DuckDb(1)) {
      RandomTables.write(duckdb, directory);
      RandomTables.open(duckdb, directory);
      RandomTables.open(session, directory);
      Duel duel = new Duel(session, duckdb);
      for (long seed = range.first(); seed < range.first() + range.count(); seed++) {
        one(duel, seed, range.small(), report);
        boolean tells = range.small() == MadeSmall.ALL && report.queries() % TOLD_EVERY == 0;
        if (tells) {
          System.err.print(report);
        }
      }
    }
    return report;
  }

  private static void one(Duel duel, long seed, MadeSmall small, RandomReport report) {
    Tree query = QueryGrammar.of(seed);
    Verdict verdict = duel.of(query.text());
    report.add(seed, verdict);
    if (small.includes(verdict) && report.isNew(verdict)) {
      AtomicReference<Verdict> last = new AtomicReference<>(verdict);
      Tree smallest = Shrinker.shrink(query, sql -> isLike(duel.of(sql), last));
      report.show(seed, last.get(), smallest.text());
    }
  }

  /** True for the same kind of failure; it is then the last. */
  private static boolean isLike(Verdict again, AtomicReference<Verdict> last) {
    boolean isLike = again.isFailure() && again.signature().equals(last.get().signature());
    if (isLike) {
      last.set(again);
    }
    return isLike;
  }
}
