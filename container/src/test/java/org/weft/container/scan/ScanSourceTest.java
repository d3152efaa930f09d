package org.weft.container.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.weft.container.fixture.ListSink;
import org.weft.container.fixture.TableScans;
import org.weft.container.fixture.TpchFiles;
import org.weft.container.operator.LimitOperator;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Pipeline;
import org.weft.container.pipeline.PipelineExecutor;
import org.weft.container.pipeline.PipelineStep;
import org.weft.container.pipeline.QueryThreads;
import org.weft.container.pipeline.WorkerThreads;
import org.weft.io.scan.Narrowing;
import org.weft.io.table.ScanReaders;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.setting.Settings;

@Timeout(120)
class ScanSourceTest {
  private static final int THREADS = 4;
  private static final long ORDERS = 15_000;

  private final MemoryPool pool = new MemoryPool(256 << 20);
  private final Cancellation cancellation = new Cancellation();
  private final WorkerThreads lender = new WorkerThreads();
  private final ListSink sink = new ListSink();

  @AfterEach
  void everything_is_given_back() {
    assertThat(pool.used()).isZero();
    assertThat(sink.openWorkers()).isZero();
    lender.close();
    pool.close();
  }

  @Test
  void every_row_of_every_file_comes_once() {
    PhysicalPlan.Scan scan = TableScans.of(TpchFiles.small().glob("orders"));

    run(scan, List.of());

    List<Object> keys = new ArrayList<>();
    sink.rows().forEach(row -> keys.add(row.get(0)));
    assertThat(keys).hasSize((int) ORDERS).doesNotHaveDuplicates();
  }

  @Test
  void a_limit_reads_no_more_than_it_needs() {
    Pushdowns ten = new Pushdowns(Optional.empty(), OptionalLong.of(10));
    PhysicalPlan.Scan scan = TableScans.of(TpchFiles.small().glob("orders"), ten);
    PhysicalPlan.Limit limit =
        new PhysicalPlan.Limit(scan, 0, OptionalLong.of(10), scan.estimate());

    run(scan, List.of(limit));

    assertThat(sink.rows()).hasSize(10);
    assertThat(sink.workersMade()).isEqualTo(1);
  }

  @Test
  void a_file_that_changed_fails_the_query_and_leaves_nothing_open(@TempDir Path directory)
      throws Exception {
    Path whole = Path.of(TpchFiles.small().glob("orders")).resolveSibling("part-0.parquet");
    Path broken = directory.resolve("broken.parquet");
    Files.copy(whole, broken);
    PhysicalPlan.Scan scan = TableScans.of(broken.toString());
    Files.write(broken, new byte[100]);

    assertThatThrownBy(() -> run(scan, List.of()))
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_CHANGED))
        .hasMessageContaining("broken.parquet");
  }

  private void run(PhysicalPlan.Scan scan, List<PhysicalPlan.Limit> limits) {
    ExecutionContext context = new ExecutionContext(pool, Settings.DEFAULTS, THREADS, cancellation);
    ScanSource source =
        new ScanSource(
            scan,
            Narrowing.of(scan.pushdowns()),
            scan.tasks(),
            new ScanReaders(new Configuration(false)),
            context);
    Pipeline pipeline = new Pipeline(() -> source, List.of());
    for (PhysicalPlan.Limit limit : limits) {
      pipeline = pipeline.through(new LimitOperator(limit));
    }
    new PipelineExecutor(new QueryThreads(THREADS, lender, cancellation), cancellation)
        .run(List.of(new PipelineStep(List.of(pipeline), sink, List.of())));
  }
}
