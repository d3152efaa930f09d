package org.weft.am.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBudgetTest {
  @ParameterizedTest
  @ValueSource(longs = {256, 384, 512, 1024, 1536, 2048, 4096, 16_384, 65_536})
  void everything_fits_with_slack_and_nothing_starves(long granted) {
    MemoryBudget budget = MemoryBudget.of(granted, 40);
    long promised = budget.heapMb() + budget.directMb() + budget.poolMb();
    assertThat(promised).isLessThan(granted * 94 / 100);
    assertThat(budget.heapMb()).isBetween(64L, 4096L);
    assertThat(budget.directMb()).isGreaterThanOrEqualTo(32);
    assertThat(budget.poolMb()).isGreaterThanOrEqualTo(granted / 5);
  }
}
