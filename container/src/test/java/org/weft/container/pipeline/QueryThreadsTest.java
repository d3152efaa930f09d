package org.weft.container.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueryThreadsTest {
  private final WorkerThreads lender = new WorkerThreads();
  private final Cancellation cancellation = new Cancellation();
  private final AtomicInteger ran = new AtomicInteger();

  @AfterEach
  void close() {
    lender.close();
  }

  @Test
  void pieces_run_at_once_on_that_many_threads() {
    CountDownLatch together = new CountDownLatch(3);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Runnable piece =
        () -> {
          threads.add(Thread.currentThread());
          together.countDown();
          awaitAll(together);
        };

    new QueryThreads(3, lender, cancellation).runAll(Collections.nCopies(3, piece));

    assertThat(threads).hasSize(3).contains(Thread.currentThread());
  }

  @Test
  void one_thread_runs_the_pieces_in_order_and_borrows_none() {
    List<Integer> order = new ArrayList<>();
    QueryThreads alone =
        new QueryThreads(
            1,
            work -> {
              throw new AssertionError("borrowed a thread");
            },
            cancellation);

    alone.runAll(List.of(() -> order.add(1), () -> order.add(2), () -> order.add(3)));

    assertThat(order).containsExactly(1, 2, 3);
  }

  @Test
  void without_threads_to_be_had_the_caller_does_everything() {
    QueryThreads poor =
        new QueryThreads(
            4,
            work -> {
              throw new RejectedExecutionException("closed");
            },
            cancellation);

    poor.runAll(Collections.nCopies(10, ran::incrementAndGet));

    assertThat(ran).hasValue(10);
  }

  @Test
  void the_first_failure_skips_what_has_not_begun() {
    IllegalStateException failure = new IllegalStateException("broken");
    List<Runnable> pieces = new ArrayList<>();
    pieces.add(
        () -> {
          throw failure;
        });
    pieces.addAll(Collections.nCopies(1000, ran::incrementAndGet));

    assertThatThrownBy(() -> new QueryThreads(1, lender, cancellation).runAll(pieces))
        .isSameAs(failure);
    assertThat(ran).hasValue(0);
  }

  @Test
  void nothing_starts_when_the_query_is_cancelled_already() {
    cancellation.cancel();

    assertThatThrownBy(
            () ->
                new QueryThreads(2, lender, cancellation)
                    .runAll(Collections.nCopies(5, ran::incrementAndGet)))
        .hasMessageContaining("cancelled");
    assertThat(ran).hasValue(0);
  }

  private static void awaitAll(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
