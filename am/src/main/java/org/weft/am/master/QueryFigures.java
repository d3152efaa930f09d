package org.weft.am.master;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.weft.container.task.TaskReport;
import org.weft.planner.explain.OperatorFigures;
import org.weft.planner.explain.PlanFigures;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StagePlan;

/**
 * What the tasks of a query told of their operators, by stage; of a task that had to be repeated,
 * all that succeeded. Thread-safe.
 */
final class QueryFigures {
  private final StagePlan plan;
  private final Map<Integer, List<OperatorFigures>> operators = new HashMap<>();
  private final Map<Integer, Integer> tasks = new HashMap<>();

  QueryFigures(StagePlan plan) {
    this.plan = plan;
  }

  /** Takes in what a task reported. */
  synchronized void add(TaskReport report) {
    if (report.outcome() == TaskReport.Outcome.SUCCEEDED) {
      int stage = report.id().stage();
      operators.merge(stage, report.metrics().operators(), OperatorFigures::sum);
      tasks.merge(stage, 1, Integer::sum);
    }
  }

  /** All stages, in the order of the plan. */
  synchronized List<PlanFigures> all() {
    List<PlanFigures> all = new ArrayList<>();
    for (Stage stage : plan.stages()) {
      int count = tasks.getOrDefault(stage.id(), 0);
      all.add(
          new PlanFigures(
              "Stage " + stage.id() + ": " + count + (count == 1 ? " task" : " tasks"),
              stage.plan(),
              operators.getOrDefault(stage.id(), List.of())));
    }
    return all;
  }
}
