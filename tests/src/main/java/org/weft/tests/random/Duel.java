package org.weft.tests.random;

import java.util.Optional;
import org.weft.am.session.SqlSession;
import org.weft.planner.error.WeftException;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;

/** Both engines over the same tables. */
final class Duel {
  private final SqlSession session;
  private final DuckDb duckdb;

  Duel(SqlSession session, DuckDb duckdb) {
    this.session = session;
    this.duckdb = duckdb;
  }

  /** Asks both. */
  Verdict of(String sql) {
    Answer expected;
    try {
      expected = duckdb.query(sql);
    } catch (IllegalStateException e) {
      return new Verdict.NoOracle(String.valueOf(e.getCause().getMessage()));
    } catch (ArithmeticException e) {
      return new Verdict.NoOracle("a value that cannot be held here: " + e.getMessage());
    }
    Answer answer;
    try {
      answer = Weft.query(session, sql);
    } catch (WeftException e) {
      Optional<AllowedDifference> why = AllowedDifference.of(e.getMessage());
      return why.isPresent() ? new Verdict.Allowed(why.get()) : new Verdict.Refused(e.getMessage());
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      StackTraceElement[] trace = e.getStackTrace();
      return new Verdict.Refused("bug: " + e + (trace.length == 0 ? "" : " at " + trace[0]));
    }
    return answer
        .differenceFrom(expected, order(sql))
        .<Verdict>map(Verdict.Wrong::new)
        .orElseGet(Verdict.Same::new);
  }

  /** A query that ends with an order has one by all its columns. */
  private static Answer.Order order(String sql) {
    int last = sql.lastIndexOf(" ORDER BY 1");
    boolean isTop = last >= 0 && sql.indexOf(')', last) < 0;
    return isTop ? Answer.Order.MATTERS : Answer.Order.FREE;
  }
}
