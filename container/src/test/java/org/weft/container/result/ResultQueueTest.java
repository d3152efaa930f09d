package org.weft.container.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.weft.container.fixture.Rows.row;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.weft.container.fixture.BatchMaker;
import org.weft.container.fixture.Rows;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.Sink;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

@Timeout(60)
class ResultQueueTest {
  private static final Schema SCHEMA =
      Schema.of(Field.required("n", SimpleType.INT64), Field.nullable("text", SimpleType.STRING));

  private final MemoryPool pool = new MemoryPool(64 << 20);
  private final Cancellation cancellation = new Cancellation();
  private final ResultQueue queue = new ResultQueue(1, cancellation);
  private final ResultSink sink = new ResultSink(SCHEMA, pool, queue);

  @AfterEach
  void everything_is_given_back() {
    assertThat(pool.used()).isZero();
    pool.close();
  }

  @Test
  void every_type_is_copied_with_its_bytes() {
    OwnedBatch copy = new OwnedBatch(ArrowBatchesTest.EVERY_TYPE, pool);
    try (copy) {
      for (var encoding : org.weft.planner.vector.Vector.Encoding.values()) {
        try (MemoryScope borrowed = pool.scope("borrowed")) {
          Batch batch =
              new BatchMaker(borrowed)
                  .encoded(ArrowBatchesTest.EVERY_TYPE, ArrowBatchesTest.ROWS, encoding);
          assertThat(copy.append(batch, 0)).isEqualTo(3);
          batch.select(new int[] {1, 2}, 2);
          assertThat(copy.append(batch, 1)).isEqualTo(1);
        }
      }
      List<List<Object>> rows = ArrowBatchesTest.ROWS;
      List<List<Object>> plain = List.of(rows.get(0), rows.get(1), rows.get(2), rows.get(2));
      List<List<Object>> constant = List.of(rows.get(0), rows.get(0), rows.get(0), rows.get(0));
      List<List<Object>> expected = new ArrayList<>(plain);
      expected.addAll(plain);
      expected.addAll(constant);
      assertThat(Rows.of(copy.batch())).isEqualTo(expected);
    }
  }

  @Test
  void a_waiting_reader_gets_few_rows_at_once() {
    try (Sink.Worker worker = sink.worker()) {
      push(worker, 0, 3);
      assertThat(take()).isEqualTo(rows(0, 3));
      push(worker, 3, 5);
      assertThat(take()).isEqualTo(rows(3, 5));
    }
  }

  @Test
  void rows_are_gathered_while_the_reader_is_busy() {
    try (Sink.Worker worker = sink.worker()) {
      push(worker, 0, 1);
      for (int i = 1; i < 100; i++) {
        push(worker, i, i + 1);
      }
      assertThat(take()).isEqualTo(rows(0, 1));
      worker.finish();
      assertThat(take()).isEqualTo(rows(1, 100));
    }
  }

  @Test
  void a_slow_reader_holds_the_writer_up() {
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              try (Sink.Worker worker = sink.worker()) {
                for (int i = 0; i < 4; i++) {
                  push(worker, i * Batch.CAPACITY, (i + 1) * Batch.CAPACITY);
                }
                worker.finish();
              }
              queue.end();
            });
    List<List<Object>> all = new ArrayList<>();
    long most = 0;
    for (OwnedBatch batch = queue.take(); batch != null; batch = queue.take()) {
      most = Math.max(most, pool.used());
      all.addAll(Rows.of(batch.batch()));
      batch.close();
    }
    writer.join();

    assertThat(all).isEqualTo(rows(0, 4 * Batch.CAPACITY));
    // one taken, one waiting, one being filled, and what the test itself pushes; not 4 and that
    assertThat(most).isLessThan(4 * (512 << 10));
  }

  @Test
  void a_failure_reaches_the_reader_and_drops_the_rest() {
    try (Sink.Worker worker = sink.worker()) {
      push(worker, 0, 3);
    }
    queue.fail(WeftException.of(ErrorCode.NUMERIC_OVERFLOW, "too large"));

    assertThatThrownBy(queue::take).hasMessageContaining("too large");
  }

  @Test
  void closing_cancels_the_query_and_releases_a_waiting_writer() {
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              try (Sink.Worker worker = sink.worker()) {
                for (int i = 0; i < 1000; i++) {
                  push(worker, 0, Batch.CAPACITY);
                }
              } finally {
                queue.end();
              }
            });
    queue.take().close();
    queue.close();
    queue.awaitEnd();

    assertThatThrownBy(writer::join).hasRootCauseInstanceOf(WeftException.class);
    assertThat(cancellation.isCancelled()).isTrue();
  }

  @Test
  void closing_a_finished_query_cancels_nothing() {
    queue.end();
    assertThat(queue.take()).isNull();
    queue.close();

    assertThat(cancellation.isCancelled()).isFalse();
  }

  private List<List<Object>> take() {
    try (OwnedBatch batch = queue.take()) {
      return Rows.of(batch.batch());
    }
  }

  private void push(Sink.Worker worker, int from, int to) {
    try (MemoryScope borrowed = pool.scope("borrowed")) {
      worker.accept(new BatchMaker(borrowed).flat(SCHEMA, rows(from, to)));
    }
  }

  private static List<List<Object>> rows(int from, int to) {
    return LongStream.range(from, to).mapToObj(n -> row(n, "row " + n)).toList();
  }
}
