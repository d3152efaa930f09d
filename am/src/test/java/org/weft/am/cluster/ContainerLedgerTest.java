package org.weft.am.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.weft.am.cluster.ContainerLedger.Order;

class ContainerLedgerTest {
  private final ContainerLedger ledger = new ContainerLedger();

  private static ContainerGrant grant(String id) {
    return new ContainerGrant(id, "host", 1024);
  }

  @BeforeEach
  void twoAreWanted() {
    ledger.want(2);
  }

  @Test
  void asks_once_for_what_is_missing() {
    assertThat(ledger.balance()).containsExactly(new Order.Ask(2));
    assertThat(ledger.balance()).isEmpty();
  }

  @Test
  void takes_a_request_back_for_every_grant() {
    ledger.balance();
    assertThat(ledger.granted(List.of(grant("a")), 0))
        .containsExactly(new Order.Unask(1), new Order.Launch(grant("a")));
    assertThat(ledger.balance()).isEmpty();
    assertThat(ledger.asked()).isEqualTo(1);
  }

  @Test
  void gives_back_what_is_too_much() {
    ledger.balance();
    assertThat(ledger.granted(List.of(grant("a"), grant("b"), grant("c")), 0))
        .containsExactly(
            new Order.Unask(2),
            new Order.Launch(grant("a")),
            new Order.Launch(grant("b")),
            new Order.Release("c"));
  }

  @Test
  void asks_again_for_one_that_ended() {
    ledger.balance();
    ledger.granted(List.of(grant("a"), grant("b")), 0);
    ledger.registered("a");
    assertThat(ledger.ended(new ContainerEnd("a", -102, ""))).isPresent();
    assertThat(ledger.balance()).containsExactly(new Order.Ask(1));
  }

  @Test
  void asks_again_as_soon_as_one_is_told_to_stop() {
    ledger.balance();
    ledger.granted(List.of(grant("a"), grant("b")), 0);
    ledger.registered("a");
    assertThat(ledger.stopping("a")).isTrue();
    assertThat(ledger.stopping("a")).isFalse();
    assertThat(ledger.balance()).containsExactly(new Order.Ask(1));
    assertThat(ledger.ended(new ContainerEnd("a", 143, "")).orElseThrow().blame())
        .isEqualTo(ExitVerdict.Blame.NOBODY);
    assertThat(ledger.balance()).isEmpty();
  }

  @Test
  void takes_requests_back_when_fewer_are_wanted() {
    ledger.balance();
    ledger.want(0);
    assertThat(ledger.balance()).containsExactly(new Order.Unask(2));
  }

  @Test
  void only_expected_workers_register_and_only_once() {
    ledger.balance();
    ledger.granted(List.of(grant("a")), 0);
    assertThat(ledger.registered("stranger")).isEmpty();
    assertThat(ledger.registered("a")).contains(grant("a"));
    assertThat(ledger.registered("a")).isEmpty();
  }

  @Test
  void counts_launches_that_fail_in_a_row() {
    ledger.balance();
    ledger.granted(List.of(grant("a"), grant("b")), 0);
    assertThat(ledger.launchFailed("a")).containsExactly(new Order.Release("a"));
    ledger.ended(new ContainerEnd("b", JavaCommand.NO_JAVA_STATUS, ""));
    assertThat(ledger.launchFailures()).isEqualTo(2);
    ledger.granted(List.of(grant("c")), 0);
    ledger.ended(new ContainerEnd("c", -102, ""));
    assertThat(ledger.launchFailures()).as("preemption is no failure").isEqualTo(2);
    ledger.balance();
    ledger.granted(List.of(grant("d")), 0);
    ledger.registered("d");
    assertThat(ledger.launchFailures()).isZero();
  }

  @Test
  void knows_whose_worker_is_late() {
    ledger.balance();
    ledger.granted(List.of(grant("a"), grant("b")), 1_000);
    ledger.registered("b");
    assertThat(ledger.overdue(1_500, 1_000)).isEmpty();
    assertThat(ledger.overdue(2_001, 1_000)).containsExactly("a");
  }

  @Test
  void ends_of_containers_that_were_never_held_mean_nothing() {
    assertThat(ledger.ended(new ContainerEnd("x", -100, "released"))).isEmpty();
  }
}
