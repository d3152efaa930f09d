package org.weft.container.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.planner.logical.Estimate;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

class LimitOperatorTest {
  private static final Schema NO_COLUMNS = new Schema(List.of());

  private final List<List<Integer>> out = new ArrayList<>();
  private final BatchConsumer end =
      new BatchConsumer() {
        @Override
        public void accept(Batch batch) {
          List<Integer> rows = new ArrayList<>();
          for (int i = 0; i < batch.selectedCount(); i++) {
            rows.add(batch.row(i));
          }
          out.add(rows);
        }

        @Override
        public boolean wantsMore() {
          return true;
        }
      };

  @Test
  void the_batches_that_cross_its_ends_are_cut() {
    try (var worker = limit(3, OptionalLong.of(6)).worker(end)) {
      worker.accept(rows(2));
      worker.accept(rows(5));
      assertThat(worker.wantsMore()).isTrue();
      worker.accept(rows(5));
      assertThat(worker.wantsMore()).isFalse();
      worker.accept(rows(5));
    }
    assertThat(out).containsExactly(List.of(1, 2, 3, 4), List.of(0, 1));
  }

  @Test
  void rows_are_counted_over_the_selection() {
    Batch batch = rows(8);
    batch.select(new int[] {1, 3, 5, 7}, 4);
    try (var worker = limit(1, OptionalLong.of(2)).worker(end)) {
      worker.accept(batch);
    }
    assertThat(out).containsExactly(List.of(3, 5));
  }

  @Test
  void an_offset_alone_lets_the_rest_through() {
    try (var worker = limit(4, OptionalLong.empty()).worker(end)) {
      worker.accept(rows(3));
      worker.accept(rows(3));
      worker.accept(rows(2));
      assertThat(worker.wantsMore()).isTrue();
    }
    assertThat(out).containsExactly(List.of(1, 2), List.of(0, 1));
  }

  @Test
  void no_rows_are_asked_for_when_none_may_come() {
    try (var worker = limit(0, OptionalLong.of(0)).worker(end)) {
      assertThat(worker.wantsMore()).isFalse();
    }
  }

  @Test
  void the_threads_share_one_count() {
    LimitOperator limit = limit(0, OptionalLong.of(5));
    try (var one = limit.worker(end);
        var two = limit.worker(end)) {
      one.accept(rows(3));
      two.accept(rows(3));
      assertThat(one.wantsMore()).isFalse();
    }
    assertThat(out).containsExactly(List.of(0, 1, 2), List.of(0, 1));
  }

  private static LimitOperator limit(long offset, OptionalLong limit) {
    return new LimitOperator(
        new PhysicalPlan.Limit(
            new PhysicalPlan.Values(List.of(), NO_COLUMNS, new Estimate(0, 0)),
            offset,
            limit,
            new Estimate(0, 0)));
  }

  private static Batch rows(int count) {
    Batch batch = new Batch(NO_COLUMNS);
    batch.start(count);
    return batch;
  }
}
