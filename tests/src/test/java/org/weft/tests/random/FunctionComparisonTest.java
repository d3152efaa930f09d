package org.weft.tests.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * One form of every function that DuckDB has, too, over the same values every time; all forms by
 * hand with {@link FunctionComparison}.
 */
class FunctionComparisonTest {
  @Test
  void functionsGiveWhatDuckDbGives() {
    FunctionComparison comparison =
        FunctionComparison.run(
            new FunctionComparison.Range(1, FunctionComparison.Forms.FIRST, 7, Optional.empty()),
            name -> {});
    assertThat(comparison.faults()).as(comparison.report()).isEmpty();
    assertThat(comparison.wrong()).as(comparison.report()).isEmpty();
    assertThat(comparison.compared()).isGreaterThan(200);
  }
}
