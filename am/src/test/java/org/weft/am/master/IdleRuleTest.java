package org.weft.am.master;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleRuleTest {
  @Test
  void containers_are_kept_while_there_is_work_and_for_some_time_after() {
    IdleRule rule = new IdleRule(8, 1, 1_000, 0);
    assertThat(rule.wanted(IdleRule.Work.NONE, 999)).isEqualTo(8);
    assertThat(rule.wanted(IdleRule.Work.SOME, 5_000)).isEqualTo(8);
    assertThat(rule.wanted(IdleRule.Work.NONE, 5_999)).isEqualTo(8);
    assertThat(rule.wanted(IdleRule.Work.NONE, 6_000)).isEqualTo(1);
    assertThat(rule.wanted(IdleRule.Work.SOME, 6_001)).isEqualTo(8);
  }

  @Test
  void work_counts_at_once_without_any_patience() {
    assertThat(new IdleRule(2, 0, 0, 0).wanted(IdleRule.Work.SOME, 0)).isEqualTo(2);
  }

  @Test
  void no_more_are_kept_than_there_may_be() {
    assertThat(new IdleRule(2, 5, 0, 0).wanted(IdleRule.Work.NONE, 0)).isEqualTo(2);
  }
}
