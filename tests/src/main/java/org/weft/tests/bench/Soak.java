package org.weft.tests.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.session.NativeEngine;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;
import org.weft.tests.tpch.TpchData;

/**
 * All of TPC-H in one process, over and over: does it grow?
 *
 * <pre>
 * tests/bench soak [minutes, 10] [scale factor, 1] [weft.memory.limit, 1g]
 * </pre>
 *
 * After each pass it prints the resident memory of the process, the heap that lives after a
 * collection, and what the pool and Arrow still hold, which must be nothing. Each answer is
 * compared with DuckDB's, which is asked once, before the first pass.
 */
public final class Soak {
  private Soak() {}

  public static void main(String[] args) throws IOException {
    Duration time = Duration.ofMinutes(args.length > 0 ? Long.parseLong(args[0]) : 10);
    TpchData data = TpchData.at(args.length > 1 ? args[1] : "1");
    Settings settings =
        Settings.DEFAULTS
            .with("threads", "2")
            .with("weft.memory.limit", args.length > 2 ? args[2] : "1g");
    Map<Integer, Answer> right = new LinkedHashMap<>();
    try (DuckDb duckdb = new DuckDb(2).with(data)) {
      TpchData.queries().forEach((number, text) -> right.put(number, duckdb.query(text)));
    }
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator)) {
      data.references().forEach(engine.session()::register);
      System.out.println("pass  seconds  resident MiB  heap MiB  pool held  arrow held");
      long end = System.nanoTime() + time.toNanos();
      for (int pass = 1; System.nanoTime() < end; pass++) {
        long started = System.nanoTime();
        for (Map.Entry<Integer, String> query : TpchData.queries().entrySet()) {
          Optional<String> wrong =
              Weft.query(engine.session(), query.getValue())
                  .differenceFrom(right.get(query.getKey()), Answer.Order.FREE);
          if (wrong.isPresent()) {
            throw new IllegalStateException("pass " + pass + ", Q" + query.getKey() + ": " + wrong);
          }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%-5d %8.1f %13d %9d %10d %11d%n",
            pass,
            seconds,
            residentMib(),
            liveHeapMib(),
            engine.pool().used(),
            allocator.getAllocatedMemory());
      }
    }
    // Hadoop's and DuckDB's threads are no daemons
    System.exit(0);
  }

  private static long liveHeapMib() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
  }

  private static long residentMib() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
      }
    }
    throw new IOException("no VmRSS in /proc/self/status");
  }
}
