package org.weft.container.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private final Cancellation cancellation = new Cancellation();
  private final List<String> ran = new ArrayList<>();

  @Test
  void the_first_reason_counts() {
    IllegalStateException first = new IllegalStateException("first");
    cancellation.cancel(first);
    cancellation.cancel();

    assertThatThrownBy(cancellation::check).isSameAs(first);
  }

  @Test
  void who_waits_is_woken_once() {
    cancellation.whenCancelled(() -> ran.add("reader"));
    cancellation.cancel();
    cancellation.cancel();

    assertThat(ran).containsExactly("reader");
  }

  @Test
  void who_comes_too_late_is_woken_at_once() {
    cancellation.cancel();
    cancellation.whenCancelled(() -> ran.add("late"));

    assertThat(ran).containsExactly("late");
  }

  @Test
  void who_has_left_is_not_woken() {
    cancellation.whenCancelled(() -> ran.add("gone")).close();
    cancellation.whenCancelled(() -> ran.add("still here"));
    cancellation.cancel();

    assertThat(ran).containsExactly("still here");
  }
}
