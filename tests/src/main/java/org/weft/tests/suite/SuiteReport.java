package org.weft.tests.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many queries gave the answer expected, and why the others did not. */
final class SuiteReport {
  private static final int SHOWN = Integer.getInteger("weft.suite.shown", 8);

  private static final int WIDTH = 400;

  private final Map<String, int[]> byFile = new TreeMap<>();
  private final Map<String, List<String>> failures = new TreeMap<>();
  private final Map<String, List<String>> known = new TreeMap<>();
  private final Map<String, Integer> leftOut = new TreeMap<>();
  private int errorsExpected;
  private int errorsGiven;

  void passed(String file) {
    counts(file)[0]++;
  }

  void failed(String file, String signature, String detail) {
    counts(file)[1]++;
    failures
        .computeIfAbsent(signature, s -> new ArrayList<>())
        .add(file + ": " + shortened(detail));
  }

  /** Another answer that is wanted: it is neither passed nor failed. */
  void known(String file, String reason, String detail) {
    counts(file);
    known.computeIfAbsent(reason, r -> new ArrayList<>()).add(file + ": " + shortened(detail));
  }

  /** Statements that are not run. */
  void leftOut(String reason, int statements) {
    leftOut.merge(reason, statements, Integer::sum);
  }

  /** Something to look at that neither passed nor failed. */
  void note(String signature, String detail) {
    failures.computeIfAbsent(signature, s -> new ArrayList<>()).add(shortened(detail));
  }

  private static String shortened(String detail) {
    String line = detail.replaceAll("\\s+", " ");
    return line.length() < WIDTH ? line : line.substring(0, WIDTH) + "…";
  }

  /** An error was expected. */
  void error(Given given) {
    errorsExpected++;
    errorsGiven += given == Given.ERROR ? 1 : 0;
  }

  /** What came instead of rows. */
  enum Given {
    ERROR,
    ANSWER
  }

  private int[] counts(String file) {
    return byFile.computeIfAbsent(file, f -> new int[2]);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    int passed = 0;
    int all = 0;
    for (Map.Entry<String, int[]> file : byFile.entrySet()) {
      int[] counts = file.getValue();
      passed += counts[0];
      all += counts[0] + counts[1];
      text.append(
          String.format("%5d of %5d  %s%n", counts[0], counts[0] + counts[1], file.getKey()));
    }
    list(text, failures, "");
    list(text, known, "wanted: ");
    leftOut.forEach(
        (reason, statements) ->
            text.append(String.format("%d left out: %s%n", statements, reason)));
    text.append(
        String.format(
            "%d of %d statements, %.1f %%; %d differ on purpose; of %d that should fail %d do%n",
            passed,
            all,
            100.0 * passed / Math.max(1, all),
            known.values().stream().mapToInt(List::size).sum(),
            errorsExpected,
            errorsGiven));
    return text.toString();
  }

  private static void list(StringBuilder text, Map<String, List<String>> kinds, String prefix) {
    kinds.entrySet().stream()
        .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
        .forEach(
            entry -> {
              text.append(entry.getValue().size())
                  .append(" x ")
                  .append(prefix)
                  .append(entry.getKey())
                  .append('\n');
              entry.getValue().stream()
                  .limit(SHOWN)
                  .forEach(each -> text.append("      ").append(each).append('\n'));
            });
  }
}
