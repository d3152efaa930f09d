package org.weft.tests.tpcds;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.weft.planner.error.WeftException;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;

/**
 * Compares answers to queries that end in a LIMIT. Where it cuts between rows that are equal in the
 * order, engines may keep different ones; then the whole answers are compared, and what is kept
 * must be a part of it.
 *
 * @param ours how a text is answered by the engine under test
 */
record Comparison(Function<String, Answer> ours, DuckDb duckdb) {
  /** What is wrong with our answer to a query, in one sentence; nothing if nothing is. */
  Optional<String> complaint(String query) {
    try {
      Answer mine = ours.apply(query);
      Answer right = duckdb.query(query);
      Optional<String> difference = mine.differenceFrom(right, Answer.Order.FREE);
      String unlimited = TpcdsQueries.unlimited(query);
      if (difference.isEmpty()
          || unlimited.equals(query)
          || mine.rows().size() != right.rows().size()) {
        return difference;
      }
      Answer all = ours.apply(unlimited);
      return all.differenceFrom(duckdb.query(unlimited), Answer.Order.FREE)
          .or(() -> isPart(mine, all) ? Optional.empty() : difference);
    } catch (WeftException e) {
      return Optional.of(e.code() + ": " + e.getMessage());
    }
  }

  /** Fails for a query that is wrong, and for one that is right but listed as wrong. */
  void check(String name, String query, Set<String> gaps) {
    Optional<String> complaint = complaint(query);
    if (complaint.isPresent() && !gaps.contains(name)) {
      throw new AssertionError(name + ": " + complaint.get());
    }
    if (complaint.isEmpty() && gaps.contains(name)) {
      throw new AssertionError(name + " works now: take it off the list of known gaps");
    }
  }

  private static boolean isPart(Answer part, Answer all) {
    Map<List<Object>, Integer> counts = new HashMap<>();
    all.rows().forEach(row -> counts.merge(row, 1, Integer::sum));
    return part.rows().stream().allMatch(row -> counts.merge(row, -1, Integer::sum) >= 0);
  }
}
