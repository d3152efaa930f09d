package org.weft.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same queries every time, on both runners, so that what held goes on to hold. {@code
 * -Dweft.random.queries=100000} runs more of them.
 */
class RandomQueriesTest {
  private static final int QUERIES = Integer.getInteger("weft.random.queries", 250);

  /** What may be refused, however clear the error. */
  private static final double REFUSED = 0.05;

  /** What must have been compared: a grammar that makes queries nobody answers proves nothing. */
  private static final double COMPARED = 0.7;

  @TempDir private Path directory;

  @Test
  void inOneProcessTheAnswersAreDuckDbs() throws IOException {
    check(RandomQueries.inOneProcess(directory, range(1, QUERIES)));
  }

  @Test
  void asTasksTheAnswersAreDuckDbs() throws IOException {
    check(RandomQueries.asTasks(directory, range(100_001, QUERIES / 4)));
  }

  private static RandomQueries.Range range(long first, int count) {
    return new RandomQueries.Range(first, count, RandomQueries.MadeSmall.WRONG_ANSWERS);
  }

  private static void check(RandomReport report) {
    assertThat(report.failures()).as(report.toString()).isEmpty();
    assertThat(report.faults()).as(report.toString()).isEmpty();
    assertThat(report.refused()).isLessThanOrEqualTo((int) (REFUSED * report.queries()));
    assertThat(report.same()).isGreaterThan((int) (COMPARED * report.queries()));
  }

  @Test
  void theSameSeedMakesTheSameQuery() {
    for (long seed = 0; seed < 200; seed++) {
      assertThat(QueryGrammar.of(seed).text()).isEqualTo(QueryGrammar.of(seed).text());
    }
  }

  @Test
  void aFailureIsMadeSmallAsLongAsItHolds() {
    Tree smallest = null;
    long seed = 0;
    while (smallest == null) {
      Tree query = QueryGrammar.of(seed++);
      if (query.text().contains("reverse(") && query.text().length() > 400) {
        smallest = Shrinker.shrink(query, sql -> sql.contains("reverse("));
      }
    }
    assertThat(smallest.text()).contains("reverse(").hasSizeLessThan(200);
  }
}
