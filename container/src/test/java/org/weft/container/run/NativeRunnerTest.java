package org.weft.container.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.weft.container.fixture.Rows.row;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.weft.container.fixture.Rows;
import org.weft.container.fixture.TableScans;
import org.weft.container.fixture.TpchFiles;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.result.ResultStream;
import org.weft.io.table.ScanReaders;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

@Timeout(120)
class NativeRunnerTest {
  private static final Estimate UNKNOWN = new Estimate(1, 8);
  private static final Schema NUMBERS = Schema.of(Field.required("n", SimpleType.INT64));

  private final MemoryPool pool = new MemoryPool(512 << 20);
  private final ScanReaders readers = new ScanReaders(new Configuration(false));
  private final NativeRunner runner = new NativeRunner(readers, pool, 4);

  @AfterEach
  void everything_is_given_back() {
    assertThat(pool.used()).isZero();
    runner.close();
    pool.close();
  }

  @Test
  void rows_come_in_order_where_the_plan_has_one() {
    assertThat(rows(numbers(0, 10_000))).isEqualTo(expected(0, 10_000));
  }

  @Test
  void a_query_without_rows_ends() {
    assertThat(rows(numbers(0, 0))).isEmpty();
  }

  @Test
  void a_union_gives_the_rows_of_all_its_inputs() {
    PhysicalPlan union =
        new PhysicalPlan.UnionAll(List.of(numbers(0, 5), numbers(5, 9)), NUMBERS, UNKNOWN);

    assertThat(rows(union)).isEqualTo(expected(0, 9));
  }

  @Test
  void a_limit_ends_the_query_early() {
    PhysicalPlan many = lineitemTimes(100);
    PhysicalPlan limit = new PhysicalPlan.Limit(many, 0, OptionalLong.of(7), UNKNOWN);

    assertThat(rows(limit)).hasSize(7);
  }

  @Test
  void closing_early_stops_the_query_and_gives_its_memory_back() {
    PhysicalPlan many = lineitemTimes(100);
    QueryRequest request = request();
    try (ResultStream result = runner.run(many, request)) {
      assertThat(result.advance()).isTrue();
      assertThat(result.batch().rowCount()).isPositive();
    }
    assertThat(request.cancellation().isCancelled()).isTrue();
    assertThat(pool.used()).isZero();
  }

  @Test
  void whoever_asked_may_cancel() {
    PhysicalPlan many = lineitemTimes(100);
    QueryRequest request = request();
    try (ResultStream result = runner.run(many, request)) {
      assertThat(result.advance()).isTrue();
      request.cancellation().cancel();
      assertThatThrownBy(
              () -> {
                while (result.advance()) {
                  assertThat(result.batch().rowCount()).isPositive();
                }
              })
          .isInstanceOfSatisfying(
              WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }

  @Test
  void a_failure_comes_out_of_the_stream() {
    PhysicalPlan.Scan scan = lineitem();
    ScanTask.Source gone = new ScanTask.Source("file:/nowhere/x.parquet", 1, 1, List.of(0));
    PhysicalPlan.Scan broken =
        scan.withTasks(List.of(new ScanTask(List.of(gone), List.of(), 1, 1)));

    assertThatThrownBy(() -> rows(broken))
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_CHANGED));
  }

  @Test
  void a_plan_that_cannot_be_compiled_fails_its_query_only() {
    PhysicalPlan foreign =
        new PhysicalPlan.ShuffleRead(
            1, PhysicalPlan.ShuffleRead.Mode.ALL, List.of(), NUMBERS, UNKNOWN);

    assertThatThrownBy(() -> rows(foreign))
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
    assertThat(rows(numbers(0, 3))).isEqualTo(expected(0, 3));
  }

  @Test
  void too_little_memory_is_an_error_that_names_who_asked() {
    try (MemoryPool small = new MemoryPool(64 << 10);
        NativeRunner poor = new NativeRunner(readers, small, 2)) {
      ResultStream result = poor.run(lineitem(), request());
      assertThatThrownBy(result::advance)
          .isInstanceOfSatisfying(
              WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY));
      result.close();
      assertThat(small.used()).isZero();
    }
  }

  @Test
  void several_queries_run_at_once() {
    List<CompletableFuture<Integer>> queries =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> rows(lineitem()).size()))
            .toList();

    assertThat(queries).allSatisfy(query -> assertThat(query.join()).isEqualTo(60_175));
  }

  @Test
  void closing_the_runner_stops_its_queries() {
    NativeRunner closing = new NativeRunner(readers, pool, 2);
    try (ResultStream result = closing.run(lineitemTimes(100), request())) {
      assertThat(result.advance()).isTrue();
      closing.close();
      assertThatThrownBy(
              () -> {
                while (result.advance()) {
                  assertThat(result.batch().rowCount()).isPositive();
                }
              })
          .isInstanceOfSatisfying(
              WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
    assertThat(pool.used()).isZero();
  }

  @Test
  void plans_are_made_for_one_process_and_the_threads_it_has() {
    PlanTarget target = runner.target(Settings.DEFAULTS);
    assertThat(target.deployment()).isEqualTo(PlanTarget.Deployment.ONE_PROCESS);
    assertThat(target.slots()).isEqualTo(4);
    assertThat(runner.target(Settings.DEFAULTS.with("threads", "3")).slots()).isEqualTo(3);
  }

  private List<List<Object>> rows(PhysicalPlan plan) {
    List<List<Object>> rows = new ArrayList<>();
    try (ResultStream result = runner.run(plan, request())) {
      while (result.advance()) {
        rows.addAll(Rows.of(result.batch()));
      }
    }
    return rows;
  }

  private static QueryRequest request() {
    return new QueryRequest("test", Settings.DEFAULTS, new Cancellation());
  }

  private static List<List<Object>> expected(int from, int to) {
    return LongStream.range(from, to).mapToObj(n -> row(n)).toList();
  }

  private static PhysicalPlan numbers(int from, int to) {
    List<List<Literal>> rows =
        LongStream.range(from, to)
            .mapToObj(n -> List.of(new Literal(SimpleType.INT64, new Value.Int(n))))
            .toList();
    return new PhysicalPlan.Values(rows, NUMBERS, UNKNOWN);
  }

  private static PhysicalPlan lineitemTimes(int times) {
    PhysicalPlan once = lineitem();
    return new PhysicalPlan.UnionAll(Collections.nCopies(times, once), once.schema(), UNKNOWN);
  }

  private static PhysicalPlan.Scan lineitem() {
    return TableScans.of(TpchFiles.small().glob("lineitem"));
  }
}
