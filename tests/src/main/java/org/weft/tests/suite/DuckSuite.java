package org.weft.tests.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.session.NativeEngine;
import org.weft.am.session.SqlSession;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;

/**
 * Runs SQL scripts in Weft and in DuckDB and compares, statement by statement: {@code tests/bench
 * duck-suite DIRECTORY [part of a file's name]}. Statements end with a semicolon at the end of a
 * line; every script has a session of its own in both.
 */
public final class DuckSuite {
  private static final Set<String> QUERIES =
      Set.of("SELECT", "WITH", "FROM", "VALUES", "TABLE", "PIVOT", "UNPIVOT", "(", "DESCRIBE");

  private final SuiteReport report = new SuiteReport();

  private DuckSuite() {}

  /** The program. */
  public static void main(String[] args) throws IOException {
    DuckSuite suite = new DuckSuite();
    String wanted = args.length > 1 ? args[1] : "";
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of(args[0]))) {
      files = found.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
    for (Path file : files) {
      if (file.toString().contains(wanted)) {
        suite.run(file.getFileName().toString(), Files.readString(file));
      }
    }
    System.out.print(suite.report);
  }

  private void run(String file, String script) {
    Settings settings = Settings.DEFAULTS.with("threads", "1");
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator);
        DuckDb duckdb = new DuckDb(1)) {
      for (String sql : script.replaceAll("(?m)^--.*$", "").split(";[ \t]*(?:\n|$)")) {
        if (!sql.isBlank()) {
          run(new Duel(file, engine.session(), duckdb), sql.strip());
        }
      }
    }
  }

  /** Both engines, for one file. */
  private record Duel(String file, SqlSession session, DuckDb duckdb) {}

  private void run(Duel duel, String sql) {
    boolean isQuery = QUERIES.stream().anyMatch(word -> startsWith(sql, word));
    Answer expected = null;
    String refusal = null;
    try {
      if (isQuery) {
        expected = duel.duckdb().query(sql);
      } else {
        duel.duckdb().execute(sql);
      }
    } catch (IllegalStateException e) {
      refusal = String.valueOf(e.getCause().getMessage());
    } catch (DateTimeException e) {
      // DuckDB's driver cannot give TIME '24:00:00' to Java.
      refusal = e.getMessage();
    }
    Answer answer;
    try {
      answer = Weft.query(duel.session(), sql);
    } catch (WeftException e) {
      if (refusal != null) {
        report.error(SuiteReport.Given.ERROR);
      } else {
        String first = e.getMessage().lines().findFirst().orElse("");
        report.failed(duel.file(), SparkSuite.signature(e.getMessage()), first + "\n" + sql);
      }
      return;
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      report.failed(duel.file(), "bug", e + "\n" + sql);
      return;
    }
    if (refusal != null) {
      report.error(SuiteReport.Given.ANSWER);
      report.note("answered here, an error there", refusal + "\n" + sql);
      return;
    }
    if (expected == null) {
      report.passed(duel.file());
      return;
    }
    Optional<String> difference = answer.differenceFrom(expected, Answer.Order.FREE);
    boolean isOrdered = sql.lastIndexOf("ORDER BY") > sql.lastIndexOf(')');
    if (difference.isPresent()) {
      report.failed(duel.file(), "another answer", difference.get() + "\n" + sql);
    } else if (isOrdered && answer.differenceFrom(expected, Answer.Order.MATTERS).isPresent()) {
      String order = answer.differenceFrom(expected, Answer.Order.MATTERS).get();
      report.failed(duel.file(), "another order", order + "\n" + sql);
    } else {
      report.passed(duel.file());
    }
  }

  private static boolean startsWith(String sql, String word) {
    return sql.regionMatches(true, 0, word, 0, word.length());
  }
}
