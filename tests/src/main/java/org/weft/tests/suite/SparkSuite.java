package org.weft.tests.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.session.NativeEngine;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.SqlSession;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.Weft;
import org.weft.tests.suite.SuiteStatement.Expected;

/**
 * Runs Spark's functional queries (the {@code sql-tests} of its test jar, unpacked, with the
 * results it has for them): {@code tests/bench spark-suite DIRECTORY [part of a file's name]}.
 */
public final class SparkSuite {
  private static final List<String> TABLES =
      List.of(
          "CREATE VIEW testdata AS SELECT CAST(x AS INTEGER) AS key, CAST(x AS VARCHAR) AS value"
              + " FROM range(1, 101) AS r(x)",
          "CREATE VIEW arraydata AS SELECT * FROM (VALUES ([1, 2, 3], [[1, 2, 3]]),"
              + " ([2, 3, 4], [[2, 3, 4]])) AS v(arraycol, nestedarraycol)");

  private final Path results;
  private final SuiteReport report = new SuiteReport();

  private SparkSuite(Path results) {
    this.results = results;
  }

  /** The program. */
  public static void main(String[] args) throws IOException {
    SparkSuite suite = new SparkSuite(Path.of(args[0]).resolve("results"));
    String wanted = args.length > 1 ? args[1] : "";
    List<Path> files;
    try (Stream<Path> found = Files.walk(suite.results)) {
      files = found.filter(file -> file.toString().endsWith(".sql.out")).sorted().toList();
    }
    for (Path file : files) {
      if (file.toString().contains(wanted)) {
        suite.run(file);
      }
    }
    System.out.print(suite.report);
  }

  private void run(Path file) {
    String name = results.relativize(file).toString().replace(".sql.out", "");
    Settings settings = Settings.DEFAULTS.with("threads", "1");
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator)) {
      TABLES.forEach(table -> Weft.query(engine.session(), table));
      for (SuiteStatement statement : SparkResults.read(file)) {
        if (!SparkDialect.isOfSpark(statement.sql())) {
          run(engine.session(), name, statement);
        }
      }
    }
  }

  private void run(SqlSession session, String file, SuiteStatement statement) {
    Answer answer;
    try (PreparedSql prepared = session.prepare(SparkDialect.adapted(statement.sql()))) {
      answer = Weft.answer(prepared);
    } catch (WeftException e) {
      if (statement.expected() == Expected.ERROR) {
        report.error(SuiteReport.Given.ERROR);
      } else {
        report.failed(
            file,
            signature(e.getMessage()),
            e.getMessage().lines().findFirst().orElse("") + "\n" + statement.sql());
      }
      return;
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      report.failed(file, "bug", e + "\n" + statement.sql());
      return;
    }
    if (statement.expected() == Expected.ERROR) {
      report.error(SuiteReport.Given.ANSWER);
      return;
    }
    difference(statement, answer)
        .ifPresentOrElse(
            text -> report.failed(file, "another answer", text + "\n" + statement.sql()),
            () -> report.passed(file));
  }

  private static Optional<String> difference(SuiteStatement statement, Answer answer) {
    if (statement.expected() == Expected.NO_ROWS) {
      return Optional.empty();
    }
    List<String> ours = new ArrayList<>(answer.rows().stream().map(SparkCells::row).toList());
    List<String> theirs = new ArrayList<>(statement.rows());
    ours.sort(null);
    theirs.sort(null);
    boolean isEmpty = theirs.size() == 1 && theirs.get(0).isEmpty() && ours.isEmpty();
    if (isEmpty) {
      return Optional.empty();
    }
    if (ours.size() != theirs.size()) {
      return Optional.of(
          ours.size()
              + " rows instead of "
              + theirs.size()
              + ": "
              + first(ours)
              + " / "
              + first(theirs));
    }
    for (int i = 0; i < ours.size(); i++) {
      if (!SparkCells.same(ours.get(i), theirs.get(i))) {
        return Optional.of("[" + ours.get(i) + "] instead of [" + theirs.get(i) + "]");
      }
    }
    return Optional.empty();
  }

  private static String first(List<String> rows) {
    return rows.isEmpty() ? "" : rows.get(0);
  }

  static String signature(String message) {
    return message
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll(" \\(line .*\\)", "")
        .replaceAll("'[^']*'", "'…'");
  }
}
