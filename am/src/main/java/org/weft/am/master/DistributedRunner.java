package org.weft.am.master;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.am.schedule.SchedulerEvent;
import org.weft.container.result.ResultStream;
import org.weft.container.run.QueryRequest;
import org.weft.container.run.QueryRunner;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;
import org.weft.planner.stage.StageCutter;
import org.weft.planner.stage.StagePlan;

/** Runs queries on the application's workers. Thread-safe. */
final class DistributedRunner implements QueryRunner {
  private static final Logger LOG = LoggerFactory.getLogger(DistributedRunner.class);

  private final RunningQueries queries;
  private final Consumer<SchedulerEvent> scheduler;
  private final PartReader.Factory readers;
  private final int slots;

  /**
   * A runner.
   *
   * @param slots tasks that all workers together run at once
   */
  DistributedRunner(
      RunningQueries queries,
      Consumer<SchedulerEvent> scheduler,
      PartReader.Factory readers,
      int slots) {
    this.queries = queries;
    this.scheduler = scheduler;
    this.readers = readers;
    this.slots = slots;
  }

  @Override
  public PlanTarget target(Settings settings) {
    return new PlanTarget(PlanTarget.Deployment.TASKS, slots, settings);
  }

  @Override
  public ResultStream run(PhysicalPlan plan, QueryRequest request) {
    StagePlan stages = StageCutter.cut(plan, request.settings());
    return run(stages, request);
  }

  /** Runs a plan that is cut already. */
  ResultStream run(StagePlan stages, QueryRequest request) {
    ResultParts parts = new ResultParts(stages.last().tasks().size());
    QueryFigures figures = new QueryFigures(stages);
    queries.add(request.id(), parts, figures);
    LOG.info("query {} starts: {} stages", request.id(), stages.stages().size());
    scheduler.accept(
        new SchedulerEvent.QuerySubmitted(
            request.id(),
            stages,
            request.settings().asMap(),
            request.settings().get(KnownSettings.YARN_MAX_TASK_ATTEMPTS)));
    return new DistributedResult(
        request.id(),
        stages.schema(),
        parts,
        new DistributedResult.Seams(
            readers,
            scheduler,
            request.cancellation(),
            () -> queries.remove(request.id()),
            figures::all));
  }

  @Override
  public void close() {
    // the scheduler and the readers are closed by those who made them
  }
}
