package org.weft.container.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.weft.container.fixture.Rows.row;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.weft.container.fixture.ListSink;
import org.weft.container.fixture.ListSource;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

@Timeout(60)
class PipelineExecutorTest {
  private static final Schema NUMBERS = Schema.of(Field.required("n", SimpleType.INT64));
  private static final int THREADS = 4;

  private final MemoryPool pool = new MemoryPool(64 << 20);
  private final WorkerThreads lender = new WorkerThreads();
  private final Cancellation cancellation = new Cancellation();
  private final PipelineExecutor executor =
      new PipelineExecutor(new QueryThreads(THREADS, lender, cancellation), cancellation);
  private final ListSink sink = new ListSink();

  @AfterEach
  void everything_is_given_back() {
    assertThat(pool.used()).isZero();
    assertThat(sink.openWorkers()).isZero();
    lender.close();
    pool.close();
  }

  @Test
  void every_morsel_is_taken_once_whatever_the_threads() {
    executor.run(List.of(step(numbers(500, THREADS))));

    assertThat(sink.rows()).containsExactlyInAnyOrderElementsOf(rows(0, 500));
    assertThat(sink.finishes()).isEqualTo(1);
  }

  @Test
  void an_ordered_source_keeps_its_order_on_one_worker() {
    executor.run(List.of(step(numbers(300, 1))));

    assertThat(sink.rows()).isEqualTo(rows(0, 300));
    assertThat(sink.workersMade()).isEqualTo(1);
  }

  @Test
  void a_union_fills_one_sink_that_is_finished_once() {
    PipelineStep union =
        new PipelineStep(
            List.of(pipeline(numbers(10, 1)), pipeline(numbers(10, 1))), sink, List.of());

    executor.run(List.of(union));

    assertThat(sink.rows()).hasSize(20);
    assertThat(sink.finishes()).isEqualTo(1);
  }

  @Test
  void a_source_is_made_when_the_steps_before_it_are_done() {
    ListSink build = new ListSink();
    Pipeline probe =
        new Pipeline(
            () -> {
              assertThat(build.finishes()).isEqualTo(1);
              return numbers(build.rows().size(), 1);
            },
            List.of());

    executor.run(
        List.of(
            new PipelineStep(List.of(pipeline(numbers(7, 1))), build, List.of()),
            new PipelineStep(List.of(probe), sink, List.of())));

    assertThat(sink.rows()).hasSize(7);
  }

  @Test
  void what_is_spent_is_closed_after_its_step() {
    List<String> closed = new ArrayList<>();
    executor.run(
        List.of(
            new PipelineStep(
                List.of(pipeline(numbers(1, 1))), sink, List.of(() -> closed.add("table")))));

    assertThat(closed).containsExactly("table");
  }

  @Test
  void the_failure_of_one_worker_stops_the_others_and_is_thrown() {
    WeftException failure = WeftException.of(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    ListSource source = numbers(1_000_000, THREADS);
    Pipeline failing =
        pipeline(source)
            .through(
                each(
                    batch -> {
                      if (source.taken() >= 10) {
                        throw failure;
                      }
                    }));

    assertThatThrownBy(
            () -> executor.run(List.of(new PipelineStep(List.of(failing), sink, List.of()))))
        .isSameAs(failure);
    assertThat(source.taken()).isLessThan(1000);
    assertThat(sink.finishes()).isZero();
  }

  @Test
  void an_error_that_is_no_exception_comes_out_with_its_cause() {
    AssertionError bug = new AssertionError("boom");
    Pipeline failing =
        pipeline(numbers(10, THREADS))
            .through(
                each(
                    batch -> {
                      throw bug;
                    }));

    assertThatThrownBy(
            () -> executor.run(List.of(new PipelineStep(List.of(failing), sink, List.of()))))
        .isInstanceOf(WeftException.class)
        .hasCause(bug);
  }

  @Test
  void a_cancelled_query_stops_at_its_next_batch() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    ListSource source = numbers(1_000_000, THREADS);
    Pipeline endless =
        pipeline(source)
            .through(
                each(
                    batch -> {
                      running.countDown();
                      await(cancelled);
                    }));
    Thread user =
        new Thread(
            () -> {
              await(running);
              cancellation.cancel();
              cancelled.countDown();
            });
    user.start();

    assertThatThrownBy(
            () -> executor.run(List.of(new PipelineStep(List.of(endless), sink, List.of()))))
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    user.join();
    assertThat(source.taken()).isLessThanOrEqualTo(2 * THREADS);
  }

  @Test
  void what_operators_hold_back_comes_when_they_are_finished() {
    Pipeline holding = pipeline(numbers(100, THREADS)).through(HoldBack::new);

    executor.run(List.of(new PipelineStep(List.of(holding), sink, List.of())));

    assertThat(sink.rows()).hasSize(sink.workersMade());
  }

  @Test
  void an_operator_that_wants_no_more_stops_the_source() {
    ListSource source = numbers(1_000_000, THREADS);
    Pipeline sated = pipeline(source).through(HoldBack::new).through(TakeNothing::new);

    executor.run(List.of(new PipelineStep(List.of(sated), sink, List.of())));

    assertThat(source.taken()).isZero();
    assertThat(sink.rows()).isEmpty();
  }

  @Test
  void an_operator_that_cannot_start_leaves_nothing_open() {
    StreamOperator broken =
        next -> {
          throw new IllegalStateException("no memory");
        };
    Pipeline failing = pipeline(numbers(10, 2)).through(broken).through(HoldBack::new);

    assertThatThrownBy(
            () -> executor.run(List.of(new PipelineStep(List.of(failing), sink, List.of()))))
        .hasMessage("no memory");
  }

  private ListSource numbers(int count, int parallelism) {
    return new ListSource(
        pool,
        NUMBERS,
        LongStream.range(0, count).mapToObj(n -> List.of(row(n))).toList(),
        parallelism);
  }

  private static List<List<Object>> rows(int from, int to) {
    return LongStream.range(from, to).mapToObj(n -> row(n)).toList();
  }

  private static Pipeline pipeline(Source source) {
    return new Pipeline(() -> source, List.of());
  }

  private PipelineStep step(Source source) {
    return new PipelineStep(List.of(pipeline(source)), sink, List.of());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StreamOperator each(Consumer<Batch> look) {
    return next -> new Each(next, look);
  }

  /** Looks at every batch on its way. */
  private record Each(BatchConsumer next, Consumer<Batch> look) implements StreamOperator.Worker {
    @Override
    public void accept(Batch batch) {
      look.accept(batch);
      next.accept(batch);
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }

  /** Hands on one batch, at the end. */
  private static final class HoldBack implements StreamOperator.Worker {
    private final BatchConsumer next;
    private final Batch batch = new Batch(new Schema(List.of()));

    HoldBack(BatchConsumer next) {
      this.next = next;
    }

    @Override
    public void accept(Batch ignored) {}

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void finish() {
      batch.start(1);
      next.accept(batch);
    }

    @Override
    public void close() {}
  }

  /** Has enough from the start. */
  private record TakeNothing(BatchConsumer next) implements StreamOperator.Worker {
    @Override
    public void accept(Batch batch) {}

    @Override
    public boolean wantsMore() {
      return false;
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }
}
