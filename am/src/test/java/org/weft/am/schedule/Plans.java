package org.weft.am.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.ShuffleRead.Mode;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageKeys;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.stage.StagePlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** Small plans by hand. */
final class Plans {
  static final Schema SCHEMA = Schema.of(Field.required("x", SimpleType.INT64));
  private static final Estimate ESTIMATE = new Estimate(1, 8);

  private Plans() {}

  static StagePlan plan(Stage... stages) {
    return new StagePlan(List.of(stages), SCHEMA);
  }

  /** A stage that scans one file per task; task n's file is on the n-th host, if there are any. */
  static Stage scan(int id, int tasks, int partitions, String... hosts) {
    PhysicalPlan scan =
        new PhysicalPlan.Scan(
            id,
            "t",
            ReadOptions.of(FileFormat.PARQUET),
            SCHEMA,
            Pushdowns.NONE,
            List.of(),
            ESTIMATE);
    List<Stage.TaskInput> inputs = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      List<String> preferred = hosts.length == 0 ? List.of() : List.of(hosts[i % hosts.length]);
      ScanTask task =
          new ScanTask(List.of(new ScanTask.Source("/t/" + i, 8, 0, List.of(0))), preferred, 1, 8);
      inputs.add(new Stage.TaskInput(Map.of(id, List.of(task)), -1));
    }
    return new Stage(id, scan, output(partitions), List.of(), inputs);
  }

  /** The stage with something to tell of keys, or to be told. */
  static Stage with(Stage stage, StageKeys keys) {
    return new Stage(stage.id(), stage.plan(), stage.output(), stage.inputs(), stage.tasks(), keys);
  }

  /** A stage whose tasks read their partition of the inputs. */
  static Stage reduce(int id, int tasks, int partitions, int... inputs) {
    return stage(id, read(Mode.PARTITION, inputs), tasks, partitions, inputs);
  }

  static Stage stage(int id, PhysicalPlan plan, int tasks, int partitions, int... inputs) {
    List<Stage.TaskInput> taskInputs = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      taskInputs.add(new Stage.TaskInput(Map.of(), i));
    }
    List<Integer> ids = new ArrayList<>();
    for (int input : inputs) {
      ids.add(input);
    }
    return new Stage(id, plan, output(partitions), ids, taskInputs);
  }

  static PhysicalPlan read(Mode mode, int... stages) {
    List<PhysicalPlan> reads = new ArrayList<>();
    for (int stage : stages) {
      reads.add(new PhysicalPlan.ShuffleRead(stage, mode, List.of(), SCHEMA, ESTIMATE));
    }
    return union(reads);
  }

  static PhysicalPlan union(List<PhysicalPlan> inputs) {
    return inputs.size() == 1 ? inputs.get(0) : new PhysicalPlan.UnionAll(inputs, SCHEMA, ESTIMATE);
  }

  /** The plan with rows that depend on what comes first. */
  static PhysicalPlan limit(PhysicalPlan plan) {
    return new PhysicalPlan.Limit(plan, 0, OptionalLong.of(1), ESTIMATE);
  }

  /** The plan with rows whose only column, by which they are divided, is another each time. */
  static PhysicalPlan random(PhysicalPlan plan) {
    LibraryCall random =
        new LibraryCall(
            "random_int", List.of(number(0), number(9)), SimpleType.INT64, Optional.empty());
    return new PhysicalPlan.Project(plan, List.of(random), SCHEMA, ESTIMATE);
  }

  private static Literal number(long value) {
    return new Literal(SimpleType.INT64, new Value.Int(value));
  }

  /** True if a part of the plan gives other rows each time. */
  static boolean differs(PhysicalPlan plan) {
    return plan instanceof PhysicalPlan.Limit
        || plan instanceof PhysicalPlan.Project
        || plan.inputs().stream().anyMatch(Plans::differs);
  }

  private static StageOutput output(int partitions) {
    return partitions == 1
        ? new StageOutput.Single()
        : new StageOutput.Hashed(List.of(0), partitions);
  }
}
