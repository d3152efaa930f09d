package org.weft.planner.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.weft.planner.expr.SortKey;
import org.weft.planner.physical.Distribution;
import org.weft.planner.physical.Ordering;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.ShuffleRead;
import org.weft.planner.physical.PhysicalPlan.ShuffleRead.Mode;
import org.weft.planner.setting.Settings;

/**
 * Cuts a plan at its exchanges: what lies below one becomes a stage whose output a {@link
 * ShuffleRead} above reads.
 *
 * <p>Hash: partition n of every output goes to task n. Gather and broadcast: one partition, read
 * whole by one task or by every task. Range: a first stage writes and samples, a second one divides
 * its outputs by the bounds of the samples, and the third reads partition by partition. What is
 * shared is a stage whose tasks' outputs several stages read, task by task or whole.
 */
public final class StageCutter {
  private final List<Stage> stages = new ArrayList<>();
  private final Map<Integer, Stage> sharedStages = new HashMap<>();

  private StageCutter() {}

  /** The stages of a plan, which tell each other of the keys of joins if the settings let them. */
  public static StagePlan cut(PhysicalPlan plan, Settings settings) {
    StagePlan stages = cut(plan);
    return KeyFilterRule.isOn(settings) ? KeyFilterRule.apply(stages, settings) : stages;
  }

  /** The stages of a plan that was made for tasks; a commit at its root is for none of them. */
  public static StagePlan cut(PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.Commit commit) {
      return cut(commit.input());
    }
    StageCutter cutter = new StageCutter();
    cutter.addStage(plan, new StageOutput.Single());
    return new StagePlan(cutter.stages, plan.schema());
  }

  /** Adds the stages of a plan, the last of which gives its rows this way. */
  private Stage addStage(PhysicalPlan plan, StageOutput output) {
    PhysicalPlan ofStage = withoutExchange(plan);
    return add(ofStage, output, TaskInputs.of(ofStage, stages));
  }

  private Stage add(PhysicalPlan plan, StageOutput output, List<Stage.TaskInput> tasks) {
    Stage stage =
        new Stage(
            stages.size(), NodeInputs.withoutScanTasks(plan), output, stagesRead(plan), tasks);
    stages.add(stage);
    return stage;
  }

  private PhysicalPlan withoutExchange(PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.Shared shared) {
      // task n goes on with what task n of the shared stage gave: the rows stay as they are placed
      return new ShuffleRead(
          stageOf(shared).id(), Mode.MAP_OUTPUT, List.of(), shared.schema(), shared.estimate());
    }
    if (plan instanceof PhysicalPlan.Recursion recursion) {
      return new PhysicalPlan.Recursion(
          recursion.id(),
          withoutExchange(recursion.first()),
          inOneTask(recursion.round()),
          recursion.duplicates(),
          recursion.schema(),
          recursion.estimate());
    }
    return plan instanceof PhysicalPlan.Exchange exchange
        ? read(exchange)
        : NodeInputs.replaced(plan, this::withoutExchange);
  }

  /** What a recursion shares stays where it runs. */
  private PhysicalPlan inOneTask(PhysicalPlan plan) {
    return plan instanceof PhysicalPlan.Exchange exchange
        ? read(exchange)
        : NodeInputs.replaced(plan, this::inOneTask);
  }

  /** The stage that computes shared rows, the same for all references. */
  private Stage stageOf(PhysicalPlan.Shared shared) {
    Stage known = sharedStages.get(shared.id());
    if (known == null) {
      known = addStage(shared.input(), new StageOutput.Single());
      sharedStages.put(shared.id(), known);
    }
    return known;
  }

  private PhysicalPlan read(PhysicalPlan.Exchange exchange) {
    PhysicalPlan input = exchange.input();
    Distribution distribution = exchange.distribution();
    if (distribution instanceof Distribution.Hash hash) {
      StageOutput output =
          hash.partitions() == 1
              ? new StageOutput.Single()
              : new StageOutput.Hashed(hash.keys(), hash.partitions());
      return read(addStage(input, output), Mode.PARTITION, List.of(), exchange);
    }
    if (distribution instanceof Distribution.Range range) {
      Stage sampled = addStage(input, new StageOutput.Sampled(range.keys()));
      PhysicalPlan again = read(sampled, Mode.MAP_OUTPUT, List.of(), exchange);
      Stage ranged =
          add(
              again,
              new StageOutput.Ranged(range.keys(), range.partitions(), sampled.id()),
              TaskInputs.of(again, stages));
      return read(ranged, Mode.PARTITION, List.of(), exchange);
    }
    List<SortKey> mergeKeys =
        distribution instanceof Distribution.Gather ? Ordering.of(input) : List.of();
    Stage written =
        input instanceof PhysicalPlan.Shared shared
            ? stageOf(shared)
            : addStage(input, new StageOutput.Single());
    return read(written, Mode.ALL, mergeKeys, exchange);
  }

  private static ShuffleRead read(
      Stage stage, Mode mode, List<SortKey> mergeKeys, PhysicalPlan.Exchange exchange) {
    return new ShuffleRead(stage.id(), mode, mergeKeys, exchange.schema(), exchange.estimate());
  }

  private static List<Integer> stagesRead(PhysicalPlan plan) {
    List<Integer> read = new ArrayList<>();
    collect(plan, read);
    return read.stream().distinct().sorted().toList();
  }

  private static void collect(PhysicalPlan plan, List<Integer> read) {
    if (plan instanceof ShuffleRead shuffle) {
      read.add(shuffle.stage());
    }
    plan.inputs().forEach(input -> collect(input, read));
  }
}
