package org.weft.tests.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of many queries. */
final class RandomReport {
  /** Failures of one signature that are shown. */
  private static final int SHOWN = 2;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, List<String>> failures = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int queries;

  void add(long seed, Verdict verdict) {
    queries++;
    counts.merge(verdict.getClass().getSimpleName(), 1, Integer::sum);
    if (verdict.isFailure()) {
      counts.merge("  " + verdict.signature(), 1, Integer::sum);
    }
    if (verdict.isFault()) {
      faults.add("seed " + seed + ": " + verdict);
    }
  }

  /** True if there are few failures of this kind yet, so that this one is worth to be shown. */
  boolean isNew(Verdict verdict) {
    return failures.computeIfAbsent(verdict.signature(), s -> new ArrayList<>()).size() < SHOWN;
  }

  void show(long seed, Verdict verdict, String sql) {
    failures.get(verdict.signature()).add("seed " + seed + ": " + verdict + "\n    " + sql);
  }

  /** Each failure that was made small, with its seed. */
  List<String> failures() {
    return failures.values().stream().flatMap(List::stream).toList();
  }

  /** Failures that no query may have: faults of Weft's, and what is not an error of its own. */
  List<String> faults() {
    return faults;
  }

  /** How many were compared. */
  int same() {
    return counts.getOrDefault("Same", 0);
  }

  /** How many DuckDB answers and Weft does not. */
  int refused() {
    return counts.getOrDefault("Refused", 0);
  }

  int queries() {
    return queries;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(queries + " queries\n");
    counts.forEach(
        (what, count) -> text.append("  ").append(what).append(": ").append(count).append('\n'));
    failures.values().forEach(each -> each.forEach(line -> text.append(line).append('\n')));
    return text.toString();
  }
}
