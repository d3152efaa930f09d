package org.weft.planner.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

@Timeout(60)
class SpillArbiterTest {
  private static final long MIB = 1 << 20;

  /** A query whose rows can always be spilled. */
  private static MemoryClaim.Query query(Runnable check) {
    return new MemoryClaim.Query() {
      @Override
      public void check() {
        check.run();
      }

      @Override
      public void fail(RuntimeException because) {
        throw new AssertionError(because);
      }
    };
  }

  /** Holds memory that it gives back when it spills. */
  private static final class Holder implements Spillable, AutoCloseable {
    private final MemoryPool pool;
    private final MemoryClaim claim;
    private volatile MemoryScope scope;
    private volatile boolean busy;
    private volatile int spills;

    Holder(MemoryPool pool) {
      this.pool = pool;
      this.scope = pool.scope("holder");
      this.claim = pool.claim(this, query(() -> {}));
    }

    void take(long bytes) {
      scope.allocate(bytes - Block.PADDING);
    }

    void spill() {
      scope.close();
      scope = pool.scope("holder");
      spills++;
    }

    @Override
    public long held() {
      return scope.held();
    }

    @Override
    public boolean spillNow() {
      if (busy) {
        return false;
      }
      boolean some = held() > 0;
      spill();
      return some;
    }

    @Override
    public void close() {
      claim.close();
      scope.close();
    }
  }

  /** Where the thread still worked, this would wait for it until the test is over. */
  @Test
  @Timeout(15)
  void nobody_waits_long_for_a_thread_that_rests() throws Exception {
    try (MemoryPool pool = new MemoryPool(100 * MIB);
        MemoryScope scope = pool.scope("asks")) {
      CompletableFuture<Holder> started = new CompletableFuture<>();
      CountDownLatch end = new CountDownLatch(1);
      Thread resting =
          new Thread(
              () -> {
                Holder holder = new Holder(pool);
                holder.busy = true;
                holder.take(90 * MIB);
                pool.rest();
                started.complete(holder);
                try {
                  end.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      resting.start();
      try (Holder holder = started.get(30, TimeUnit.SECONDS)) {
        assertThatThrownBy(() -> scope.allocate(20 * MIB))
            .isInstanceOfSatisfying(
                WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY));
        assertThat(holder.claim.isAsked()).isTrue();
      } finally {
        end.countDown();
        resting.join();
      }
    }
  }

  @Test
  void nobody_spills_while_there_is_enough() {
    try (MemoryPool pool = new MemoryPool(100 * MIB);
        Holder holder = new Holder(pool)) {
      holder.take(64 * MIB);
      assertThat(holder.claim.mustSpill(8 * MIB)).isFalse();
      assertThat(pool.free()).isEqualTo(16 * MIB);
    }
  }

  @Test
  void the_only_holder_spills_itself() {
    try (MemoryPool pool = new MemoryPool(100 * MIB);
        Holder holder = new Holder(pool)) {
      assertThat(holder.claim.mustSpill(200 * MIB)).as("holds nothing").isFalse();
      holder.take(64 * MIB);
      assertThat(holder.claim.mustSpill(32 * MIB)).isTrue();
    }
  }

  @Test
  void the_largest_that_nobody_uses_is_spilled_by_whoever_needs_memory() {
    try (MemoryPool pool = new MemoryPool(100 * MIB);
        Holder small = new Holder(pool);
        Holder large = new Holder(pool);
        Holder asking = new Holder(pool)) {
      small.take(16 * MIB);
      large.take(48 * MIB);
      asking.take(8 * MIB);
      assertThat(asking.claim.mustSpill(16 * MIB)).isFalse();
      assertThat(large.spills).isOne();
      assertThat(small.spills).isZero();
    }
  }

  @Test
  void a_busy_one_is_asked_and_spills_at_its_next_safe_point() throws Exception {
    try (MemoryPool pool = new MemoryPool(100 * MIB)) {
      CountDownLatch ready = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(1);
      CompletableFuture<Integer> owner =
          CompletableFuture.supplyAsync(
              () -> {
                try (Holder large = new Holder(pool)) {
                  large.busy = true;
                  large.take(64 * MIB);
                  ready.countDown();
                  while (done.getCount() > 0) {
                    if (large.claim.mustSpill(0)) {
                      large.spill();
                    }
                    Thread.onSpinWait();
                  }
                  return large.spills;
                }
              });
      ready.await();
      try (Holder asking = new Holder(pool)) {
        asking.take(4 * MIB);
        assertThat(asking.claim.mustSpill(16 * MIB)).isFalse();
      } finally {
        done.countDown();
      }
      assertThat(owner.get(10, TimeUnit.SECONDS)).isOne();
    }
  }

  @Test
  void one_whose_thread_is_this_one_is_not_waited_for() {
    try (MemoryPool pool = new MemoryPool(100 * MIB);
        Holder large = new Holder(pool);
        Holder asking = new Holder(pool)) {
      large.busy = true;
      large.take(64 * MIB);
      asking.take(4 * MIB);
      assertThat(asking.claim.mustSpill(16 * MIB)).isTrue();
    }
  }

  @Test
  void an_allocation_beyond_the_limit_makes_others_spill_before_it_fails() {
    try (MemoryPool pool = new MemoryPool(100 * MIB);
        Holder large = new Holder(pool);
        MemoryScope scan = pool.scope("scan")) {
      large.take(64 * MIB);
      Block unused = scan.allocate(60 * MIB);
      assertThat(large.spills).isOne();
      large.busy = true;
      large.take(32 * MIB);
      assertThatThrownBy(() -> scan.allocate(60 * MIB))
          .isInstanceOfSatisfying(
              WeftException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
                assertThat(e.hint().orElseThrow()).contains("weft.memory.limit");
              })
          .hasMessageContaining("scan needs")
          .hasMessageContaining("holder 33554432");
    }
  }

  @Test
  void two_threads_that_wait_for_memory_do_not_wait_for_each_other() throws Exception {
    try (MemoryPool pool = new MemoryPool(64 * MIB)) {
      CountDownLatch both = new CountDownLatch(2);
      Runnable needy =
          () -> {
            try (Holder holder = new Holder(pool)) {
              holder.busy = true;
              holder.take(24 * MIB);
              both.countDown();
              both.await();
              holder.take(32 * MIB);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          };
      long started = System.nanoTime();
      CompletableFuture<Void> first = CompletableFuture.runAsync(needy);
      CompletableFuture<Void> second = CompletableFuture.runAsync(needy);
      assertThatThrownBy(() -> CompletableFuture.allOf(first, second).get())
          .hasCauseInstanceOf(WeftException.class);
      assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(10));
    }
  }

  @Test
  void what_a_thread_holds_elsewhere_is_not_waited_for_while_it_waits_itself() throws Exception {
    try (MemoryPool pool = new MemoryPool(100 * MIB)) {
      CountDownLatch waits = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(1);
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(
              () -> {
                try (Holder merge = new Holder(pool);
                    Holder groups = new Holder(pool)) {
                  merge.busy = true;
                  merge.take(80 * MIB);
                  groups.take(MIB);
                  MemoryClaim claim = pool.claim(groups, query(() -> stay(waits, done)));
                  claim.mustSpill(MIB);
                  claim.close();
                }
              });
      waits.await();
      CompletableFuture<Boolean> asking =
          CompletableFuture.supplyAsync(
              () -> {
                try (Holder groups = new Holder(pool)) {
                  groups.take(MIB);
                  return groups.claim.mustSpill(MIB);
                }
              });
      try {
        // less than one waits for another
        assertThat(asking.get(15, TimeUnit.SECONDS)).isTrue();
      } finally {
        done.countDown();
      }
      other.get(10, TimeUnit.SECONDS);
    }
  }

  private static void stay(CountDownLatch arrived, CountDownLatch until) {
    arrived.countDown();
    try {
      until.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void little_is_spilled_only_if_there_is_no_room_at_all() {
    try (MemoryPool pool = new MemoryPool(100 * MIB);
        MemoryScope scan = pool.scope("scan");
        Holder little = new Holder(pool)) {
      Block unused = scan.allocate(81 * MIB);
      little.take(MIB / 2);
      assertThat(little.claim.mustSpill(MIB)).isFalse();
      assertThat(little.claim.mustSpill(32 * MIB)).isTrue();
    }
  }

  @Test
  void whoever_is_told_to_stop_stops_waiting() throws Exception {
    try (MemoryPool pool = new MemoryPool(100 * MIB)) {
      CountDownLatch ready = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(1);
      CompletableFuture<Void> owner =
          CompletableFuture.runAsync(
              () -> {
                try (Holder large = new Holder(pool)) {
                  large.busy = true;
                  large.take(64 * MIB);
                  ready.countDown();
                  done.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      ready.await();
      try (Holder asking = new Holder(pool)) {
        asking.take(4 * MIB);
        MemoryClaim stopped =
            pool.claim(
                asking,
                query(
                    () -> {
                      throw new IllegalArgumentException("stop");
                    }));
        assertThatThrownBy(() -> stopped.mustSpill(16 * MIB)).hasMessage("stop");
        stopped.close();
      } finally {
        done.countDown();
      }
      owner.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void what_cannot_be_spilled_ends_its_own_query_and_not_the_one_that_asks() {
    RuntimeException full = new IllegalStateException("No space left on device");
    AtomicReference<RuntimeException> ended = new AtomicReference<>();
    try (MemoryPool pool = new MemoryPool(100 * MIB);
        MemoryScope rows = pool.scope("rows of one query");
        MemoryScope other = pool.scope("another query")) {
      rows.allocate(60 * MIB);
      Spillable failing =
          new Spillable() {
            @Override
            public long held() {
              return rows.held();
            }

            @Override
            public boolean spillNow() {
              throw full;
            }
          };
      MemoryClaim.Query itsQuery =
          new MemoryClaim.Query() {
            @Override
            public void check() {}

            @Override
            public void fail(RuntimeException because) {
              ended.set(because);
              // as a query that ends gives back what it has
              rows.close();
            }
          };
      try (MemoryClaim claim = pool.claim(failing, itsQuery)) {
        other.allocate(60 * MIB);
        assertThat(ended).hasValue(full);
        assertThat(claim.isAsked()).isFalse();
      }
    }
  }
}
