package org.weft.container.run;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.weft.container.compile.CompiledPlan;
import org.weft.container.compile.LeafSources;
import org.weft.container.compile.PlanCompiler;
import org.weft.container.keys.ToldValues;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Failures;
import org.weft.container.pipeline.PipelineExecutor;
import org.weft.container.pipeline.PlanMeters;
import org.weft.container.pipeline.QueryThreads;
import org.weft.container.pipeline.Source;
import org.weft.container.pipeline.WorkerThreads;
import org.weft.container.result.ResultQueue;
import org.weft.container.result.ResultSink;
import org.weft.container.result.ResultStream;
import org.weft.container.scan.ScanSource;
import org.weft.container.spill.QuerySpill;
import org.weft.container.spill.SpillDirectories;
import org.weft.container.write.WriteAttempt;
import org.weft.io.scan.Narrowing;
import org.weft.io.table.ScanReaders;
import org.weft.planner.explain.PlanFigures;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;

/**
 * Runs queries in this process, each on all its threads: the same operators as on a cluster,
 * without exchanges, tasks or files in between.
 */
public final class NativeRunner implements QueryRunner {
  /** Rows that wait for the reader: enough to keep the threads busy, small beside a hash table. */
  private static final long RESULT_BYTES = 16 << 20;

  private final ScanReaders readers;
  private final MemoryPool pool;
  private final SpillDirectories spillDirectories;
  private final int threads;
  private final WorkerThreads workers = new WorkerThreads();
  private final Set<ResultQueue> running = ConcurrentHashMap.newKeySet();

  /**
   * @param readers the door to files
   * @param pool all memory of the process
   * @param threads workers of each query, unless its settings say otherwise
   * @param spillDirectories where queries spill; closed with the runner
   */
  public NativeRunner(
      ScanReaders readers, MemoryPool pool, int threads, SpillDirectories spillDirectories) {
    this.readers = readers;
    this.pool = pool;
    this.threads = threads;
    this.spillDirectories = spillDirectories;
  }

  /** A runner that spills to the user's part of the system's directory for temporary files. */
  public NativeRunner(ScanReaders readers, MemoryPool pool, int threads) {
    this(
        readers,
        pool,
        threads,
        new SpillDirectories(SpillDirectories.bases(Settings.DEFAULTS, List.of())));
  }

  @Override
  public PlanTarget target(Settings settings) {
    return new PlanTarget(PlanTarget.Deployment.ONE_PROCESS, threads(settings), settings);
  }

  private int threads(Settings settings) {
    int asked = settings.get(KnownSettings.THREADS);
    return asked > 0 ? asked : threads;
  }

  @Override
  public ResultStream run(PhysicalPlan plan, QueryRequest request) {
    ResultQueue queue = new ResultQueue(RESULT_BYTES, request.cancellation());
    QuerySpill spill = new QuerySpill(spillDirectories, request.id());
    PlanMeters meters = new PlanMeters(spill.count());
    ExecutionContext context =
        new ExecutionContext(
            pool,
            request.settings(),
            threads(request.settings()),
            request.cancellation(),
            spill,
            meters);
    running.add(queue);
    try {
      workers.execute(() -> drive(plan, context, queue));
    } catch (RuntimeException | Error e) {
      running.remove(queue);
      throw e;
    }
    return new RunningQuery(
        plan.schema(), queue, () -> new PlanFigures("", plan, meters.figures(plan)));
  }

  private void drive(PhysicalPlan plan, ExecutionContext context, ResultQueue queue) {
    try {
      runToEnd(plan, context, queue);
      queue.end();
    } catch (Throwable failure) {
      queue.fail(Failures.asRuntime(failure));
    } finally {
      running.remove(queue);
    }
  }

  private void runToEnd(PhysicalPlan plan, ExecutionContext context, ResultQueue queue) {
    try (QuerySpill unused = context.spill();
        ResultSink sink = new ResultSink(plan.schema(), pool, queue);
        CompiledPlan compiled = PlanCompiler.compile(plan, sink, new Tables(context), context)) {
      QueryThreads queryThreads =
          new QueryThreads(context.threads(), workers, context.cancellation(), pool::rest);
      new PipelineExecutor(queryThreads, context.cancellation()).run(compiled.steps());
    }
  }

  /** Cancels what is running and returns when all of it has stopped. */
  @Override
  public void close() {
    for (ResultQueue queue : running) {
      queue.close();
      queue.awaitEnd();
    }
    workers.close();
    spillDirectories.close();
  }

  /** Scans bring their tasks; nothing is shuffled. */
  private final class Tables implements LeafSources {
    private final ExecutionContext context;

    Tables(ExecutionContext context) {
      this.context = context;
    }

    @Override
    public Source scan(PhysicalPlan.Scan scan, Narrowing narrowing) {
      return new ScanSource(
          scan, narrowing, scan.tasks(), readers.with(context.settings()), context);
    }

    @Override
    public List<ToldValues> told(PhysicalPlan.Scan scan) {
      return List.of();
    }

    @Override
    public WriteAttempt attempt() {
      return new WriteAttempt(readers.writers(), "native", 0);
    }

    @Override
    public Source shuffleRead(PhysicalPlan.ShuffleRead read) {
      throw new IllegalStateException("a shuffle in a plan for one process: " + read);
    }
  }
}
