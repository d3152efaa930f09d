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
 * results it has for them): {@code tests/bench spark-suite DIRECTORY [parts of files' names]}.
 */
public final class SparkSuite {
  private final Path directory;
  private final Path results;
  private final SuiteReport report = new SuiteReport();

  private SparkSuite(Path directory) {
    this.directory = directory.toAbsolutePath();
    this.results = this.directory.resolve("results");
  }

  /** The program. */
  public static void main(String[] args) throws IOException {
    SparkSuite suite = new SparkSuite(Path.of(args[0]));
    List<String> wanted = args.length > 1 ? List.of(args).subList(1, args.length) : List.of("");
    List<Path> files;
    try (Stream<Path> found = Files.walk(suite.results)) {
      files = found.filter(file -> file.toString().endsWith(".sql.out")).sorted().toList();
    }
    for (Path file : files) {
      if (wanted.stream().anyMatch(file.toString()::contains)) {
        suite.run(file);
      }
    }
    System.out.print(suite.report);
  }

  private void run(Path file) {
    String name = results.relativize(file).toString().replace(".sql.out", "");
    Optional<String> leftOut = SparkScope.fileLeftOut(name);
    if (leftOut.isPresent()) {
      report.leftOut(leftOut.get(), SparkResults.read(file).size());
      return;
    }
    Settings settings = Settings.DEFAULTS.with("threads", "1");
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator)) {
      SparkTables.statements(directory, name).forEach(table -> Weft.query(engine.session(), table));
      for (SuiteStatement statement : SparkResults.read(file)) {
        Optional<String> reason = SparkScope.leftOut(statement.sql());
        if (reason.isPresent()) {
          report.leftOut(reason.get(), 1);
        } else {
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
      String first = e.getMessage().lines().findFirst().orElse("");
      Optional<String> known = SparkDifferences.ofError(statement, e);
      if (statement.expected() == Expected.ERROR) {
        report.error(SuiteReport.Given.ERROR);
      } else if (known.isPresent()) {
        report.known(file, known.get(), first + "\n" + statement.sql());
      } else {
        report.failed(file, signature(e.getMessage()), first + "\n" + statement.sql());
      }
      return;
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      report.failed(file, "bug", e + "\n" + statement.sql());
      return;
    }
    if (statement.expected() == Expected.ERROR) {
      report.error(SuiteReport.Given.ANSWER);
      report.note("answered here, an error there", file + ": " + statement.sql());
      return;
    }
    compare(file, statement, answer);
  }

  private void compare(String file, SuiteStatement statement, Answer answer) {
    if (statement.expected() == Expected.NO_ROWS) {
      report.passed(file);
      return;
    }
    // a value may have several lines
    List<String> ours = new ArrayList<>();
    answer.rows().forEach(row -> ours.addAll(List.of(SparkCells.row(row).split("\n", -1))));
    List<String> theirs = new ArrayList<>(statement.rows());
    if (theirs.size() == 1 && theirs.get(0).isEmpty() && ours.isEmpty()) {
      theirs.clear();
    }
    boolean isEmptyText = theirs.isEmpty() && ours.size() == 1 && ours.get(0).isBlank();
    if (isEmptyText) {
      theirs.add("");
    }
    ours.sort(null);
    theirs.sort(null);
    if (ours.size() != theirs.size()) {
      String text = ours.size() + " rows instead of " + theirs.size() + ": ";
      report.failed(
          file,
          "another answer",
          text + first(ours) + " / " + first(theirs) + "\n" + statement.sql());
      return;
    }
    // numbers written in another way may be at another place of the order
    ours.removeIf(row -> removeSame(row, theirs));
    if (ours.isEmpty()) {
      report.passed(file);
      return;
    }
    String text = "[" + ours.get(0) + "] instead of [" + theirs.get(0) + "]\n" + statement.sql();
    Optional<String> known = known(statement.sql(), ours, theirs);
    if (known.isPresent()) {
      report.known(file, known.get(), text);
    } else {
      report.failed(file, "another answer", text);
    }
  }

  private static boolean removeSame(String row, List<String> theirs) {
    for (int i = 0; i < theirs.size(); i++) {
      if (differing(row, theirs.get(i)).filter(List::isEmpty).isPresent()) {
        theirs.remove(i);
        return true;
      }
    }
    return false;
  }

  /** The cells in which two rows differ; nothing if they have not as many. */
  private static Optional<List<String[]>> differing(String ours, String theirs) {
    if (ours.stripTrailing().equals(theirs.stripTrailing())) {
      return Optional.of(List.of());
    }
    String[] mine = SparkCells.cells(ours);
    String[] others = SparkCells.cells(theirs);
    if (mine.length != others.length) {
      return Optional.empty();
    }
    List<String[]> differing = new ArrayList<>();
    for (int i = 0; i < mine.length; i++) {
      if (!SparkCells.same(mine[i], others[i])) {
        differing.add(new String[] {mine[i], others[i]});
      }
    }
    return Optional.of(differing);
  }

  /** The reason why all cells that differ do, if there is one. */
  private static Optional<String> known(String sql, List<String> ours, List<String> theirs) {
    Optional<String> reason = Optional.empty();
    for (int i = 0; i < ours.size(); i++) {
      Optional<List<String[]>> differing = differing(ours.get(i), theirs.get(i));
      if (differing.isEmpty()) {
        return Optional.empty();
      }
      for (String[] cells : differing.get()) {
        reason = SparkDifferences.ofCell(sql, cells[0].strip(), cells[1].strip());
        if (reason.isEmpty()) {
          return reason;
        }
      }
    }
    return reason;
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
