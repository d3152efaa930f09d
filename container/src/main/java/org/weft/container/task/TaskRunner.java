package org.weft.container.task;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.container.compile.CompiledPlan;
import org.weft.container.compile.PlanCompiler;
import org.weft.container.keys.TellingSink;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Failures;
import org.weft.container.pipeline.PipelineExecutor;
import org.weft.container.pipeline.QueryThreads;
import org.weft.container.pipeline.Sink;
import org.weft.container.spill.QuerySpill;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;
import org.weft.shuffle.block.Compression;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.fetch.FetchFailure;
import org.weft.shuffle.write.MapOutputTarget;
import org.weft.shuffle.write.MapOutputWriter;

/**
 * Runs tasks in a container, each on the thread that calls; several at once share one memory pool.
 * Thread-safe.
 */
public final class TaskRunner {
  private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

  private final TaskResources resources;
  private final Map<TaskId, Cancellation> running = new ConcurrentHashMap<>();

  public TaskRunner(TaskResources resources) {
    this.resources = resources;
  }

  /** Runs a task to its end, whatever that is: failures are in the report, nothing is thrown. */
  public TaskReport run(TaskSpec spec) {
    return run(spec, new Cancellation());
  }

  /** The same, with a cancellation that may have been set before the task starts. */
  public TaskReport run(TaskSpec spec, Cancellation cancellation) {
    long start = System.nanoTime();
    if (running.putIfAbsent(spec.id(), cancellation) != null) {
      return failed(
          spec, new IllegalStateException(spec.id() + " is running already"), cancellation);
    }
    try {
      return succeed(spec, cancellation, start);
    } catch (Throwable failure) {
      return failed(spec, failure, cancellation);
    } finally {
      running.remove(spec.id());
    }
  }

  /** Stops a task at its next batch, if it is running. */
  public void cancel(TaskId id) {
    Cancellation cancellation = running.get(id);
    if (cancellation != null) {
      cancellation.cancel();
    }
  }

  /** Stops all running tasks of a query. */
  public void cancelQuery(String query) {
    running.keySet().stream().filter(id -> id.query().equals(query)).forEach(this::cancel);
  }

  private TaskReport succeed(TaskSpec spec, Cancellation cancellation, long start) {
    Settings settings = Settings.of(spec.settings());
    try (QuerySpill spill = new QuerySpill(resources.spillDirectories(), spec.id().toString())) {
      ExecutionContext context =
          new ExecutionContext(resources.pool(), settings, 1, cancellation, spill);
      return succeed(spec, context, start);
    }
  }

  private TaskReport succeed(TaskSpec spec, ExecutionContext context, long start) {
    Settings settings = context.settings();
    Cancellation cancellation = context.cancellation();
    TaskLeaves leaves = new TaskLeaves(spec, resources, context);
    try (MemoryScope scope = resources.pool().scope("task " + spec.id());
        MapOutputWriter writer =
            new MapOutputWriter(
                target(spec, settings), spec.output(), spec.bounds(), spec.plan().schema(), scope);
        ShuffleSink sink = new ShuffleSink(writer);
        TellingSink keys = telling(spec, sink, settings);
        CompiledPlan compiled = PlanCompiler.compile(spec.plan(), keys, leaves, context)) {
      QueryThreads thisThread = new QueryThreads(1, Runnable::run, cancellation);
      new PipelineExecutor(thisThread, cancellation).run(compiled.steps());
      MapOutput output = sink.output();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      TaskReport.TaskMetrics metrics =
          new TaskReport.TaskMetrics(
              leaves.rows(),
              leaves.bytes(),
              output.rows(),
              output.bytes(),
              millis,
              context.meters().figures(spec.plan()));
      return new TaskReport(
          spec.id(),
          TaskReport.Outcome.SUCCEEDED,
          Optional.of(output),
          writer.samples(),
          keys.told(),
          Optional.empty(),
          List.of(),
          metrics);
    }
  }

  private static TellingSink telling(TaskSpec spec, Sink sink, Settings settings) {
    return new TellingSink(
        sink,
        spec.plan().schema(),
        spec.keys().told(),
        settings.get(KnownSettings.RUNTIME_FILTER_MAX_BYTES));
  }

  private MapOutputTarget target(TaskSpec spec, Settings settings) {
    TaskId id = spec.id();
    return new MapOutputTarget(
        id.query(),
        id.stage(),
        id.task(),
        id.attempt(),
        resources.shuffleDirectories(),
        Compression.parse(settings.get(KnownSettings.FLIGHT_SHUFFLE_COMPRESSION)));
  }

  private static TaskReport failed(TaskSpec spec, Throwable failure, Cancellation cancellation) {
    WeftException known = Failures.asWeft(failure);
    if (known.code().blame() == ErrorCode.Blame.BUG) {
      // the report has no room for a stack trace
      LOG.error("task {} failed", spec.id(), failure);
    }
    boolean cancelled = cancellation.isCancelled() && known.code() == ErrorCode.CANCELLED;
    List<MapOutput> lost = known instanceof FetchFailure fetch ? fetch.lost() : List.of();
    return new TaskReport(
        spec.id(),
        cancelled ? TaskReport.Outcome.CANCELLED : TaskReport.Outcome.FAILED,
        Optional.empty(),
        List.of(),
        Optional.of(ErrorReport.of(known)),
        lost,
        TaskReport.TaskMetrics.NONE);
  }
}
