package org.weft.planner.stage;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.expr.SortKey;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.ShuffleRead;
import org.weft.planner.physical.Steadiness;
import org.weft.planner.physical.SteadyRows;

/**
 * What of the stages' rows stays the same if their tasks run again, given that so may the tasks of
 * every stage before.
 *
 * <p>Rows that may differ do no harm while each task's output has one reader, which takes it whole:
 * a reader that is not done begins again. Nor do columns that may, while they do not decide to
 * which reader a row goes and no row has two.
 */
public final class StageSteadiness {
  private final List<Stage> stages;
  private final List<Steadiness> steadiness = new ArrayList<>();
  private final int[] readers;

  /**
   * @param stages all of a query, inputs first; a stage's place is its id
   */
  public StageSteadiness(List<Stage> stages) {
    this.stages = List.copyOf(stages);
    this.readers = new int[stages.size()];
    for (Stage stage : stages) {
      steadiness.add(SteadyRows.of(stage.plan(), steadiness::get));
      count(stage, stage.plan());
    }
  }

  private void count(Stage stage, PhysicalPlan plan) {
    if (plan instanceof ShuffleRead read) {
      // of each task's output; partitions go to a task each
      readers[read.stage()] += read.mode() == ShuffleRead.Mode.ALL ? stage.tasks().size() : 1;
    }
    plan.inputs().forEach(input -> count(stage, input));
  }

  /** What stays the same of a stage's rows. */
  public Steadiness of(int stage) {
    return steadiness.get(stage);
  }

  /** Whether parts of two runs of a stage's tasks fit together for those that read them. */
  public Repeatability repeatability(int stage) {
    Steadiness rows = of(stage);
    StageOutput output = stages.get(stage).output();
    boolean isReadOnce =
        readers[stage] <= 1 && (output.partitions() == 1 || rows.isSure(keys(output)));
    return rows.isSure() || isReadOnce ? Repeatability.FITS : Repeatability.MAY_DIFFER;
  }

  /** What decides to which partition a row goes. */
  private static List<Integer> keys(StageOutput output) {
    if (output instanceof StageOutput.Hashed hashed) {
      return hashed.keys();
    }
    return output instanceof StageOutput.Ranged ranged
        ? ranged.keys().stream().map(SortKey::ordinal).toList()
        : List.of();
  }
}
