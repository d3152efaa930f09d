package org.weft.container.write;

import org.weft.container.result.ResultStream;
import org.weft.container.run.QueryRequest;
import org.weft.container.run.QueryRunner;
import org.weft.io.table.FileWriters;
import org.weft.io.write.WriteJob;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.setting.Settings;

/**
 * A runner that also runs plans with a {@link PhysicalPlan.Commit} at their root: the write below
 * it is run by another runner, wherever that runs queries; the files are made visible here.
 */
public final class WritingRunner implements QueryRunner {
  private final QueryRunner runner;
  private final FileWriters writers;

  /** A runner over another, which is closed with it. */
  public WritingRunner(QueryRunner runner, FileWriters writers) {
    this.runner = runner;
    this.writers = writers;
  }

  @Override
  public PlanTarget target(Settings settings) {
    return runner.target(settings);
  }

  @Override
  public ResultStream run(PhysicalPlan plan, QueryRequest request) {
    if (!(plan instanceof PhysicalPlan.Commit commit)) {
      return runner.run(plan, request);
    }
    WriteJob job = writers.start(commit.input().spec());
    try {
      PhysicalPlan.Write write = commit.input().in(job.staging());
      return new CommittingResult(write, runner.run(write, request), job, writers);
    } catch (RuntimeException | Error e) {
      job.close();
      throw e;
    }
  }

  @Override
  public void close() {
    runner.close();
  }
}
