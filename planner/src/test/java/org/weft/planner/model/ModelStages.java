package org.weft.planner.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.weft.planner.codec.PlanCodec;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.stage.StagePlan;

/** Runs stages task by task, each from its JSON, as the ApplicationMaster and containers would. */
final class ModelStages {
  private final Map<String, ModelTable> tables;
  private final List<List<List<List<List<Object>>>>> outputs = new ArrayList<>();

  private ModelStages(Map<String, ModelTable> tables) {
    this.tables = tables;
  }

  static List<List<Object>> run(StagePlan plan, Map<String, ModelTable> tables) {
    ModelStages model = new ModelStages(tables);
    for (Stage stage : plan.stages()) {
      assertThat(stage.id()).isEqualTo(model.outputs.size());
      model.outputs.add(model.run(stage));
    }
    return model.outputs.get(model.outputs.size() - 1).stream()
        .flatMap(List::stream)
        .flatMap(List::stream)
        .toList();
  }

  private List<List<List<List<Object>>>> run(Stage stage) {
    Stage sent = PlanCodec.decode(PlanCodec.encode(stage), Stage.class);
    List<List<List<List<Object>>>> byTask = new ArrayList<>();
    for (Stage.TaskInput input : sent.tasks()) {
      List<List<Object>> rows =
          sent.plan()
              .accept(
                  new ModelPhysical(
                      tables,
                      input,
                      id -> {
                        assertThat(sent.inputs()).contains(id);
                        return outputs.get(id);
                      }));
      rows.forEach(row -> assertThat(row).hasSize(sent.plan().schema().size()));
      byTask.add(partitioned(rows, sent.output()));
    }
    return byTask;
  }

  private List<List<List<Object>>> partitioned(List<List<Object>> rows, StageOutput output) {
    List<List<List<Object>>> partitions = new ArrayList<>();
    for (int i = 0; i < output.partitions(); i++) {
      partitions.add(new ArrayList<>());
    }
    List<List<Object>> bounds =
        output instanceof StageOutput.Ranged ranged ? bounds(ranged) : List.of();
    for (List<Object> row : rows) {
      partitions.get(partition(row, output, bounds)).add(row);
    }
    return partitions;
  }

  private static int partition(List<Object> row, StageOutput output, List<List<Object>> bounds) {
    if (output instanceof StageOutput.Hashed hashed) {
      return Math.floorMod(ModelLogical.pick(row, hashed.keys()).hashCode(), hashed.partitions());
    }
    if (output instanceof StageOutput.Ranged ranged) {
      int below = 0;
      while (below < bounds.size()
          && ModelExpressions.compare(ranged.keys(), bounds.get(below), row) <= 0) {
        below++;
      }
      return below;
    }
    return 0;
  }

  private List<List<Object>> bounds(StageOutput.Ranged ranged) {
    List<List<Object>> samples =
        outputs.get(ranged.sampleStage()).stream()
            .flatMap(List::stream)
            .flatMap(List::stream)
            .sorted((a, b) -> ModelExpressions.compare(ranged.keys(), a, b))
            .toList();
    List<List<Object>> bounds = new ArrayList<>();
    for (int i = 1; i < ranged.partitions() && !samples.isEmpty(); i++) {
      bounds.add(samples.get(samples.size() * i / ranged.partitions()));
    }
    return bounds;
  }
}
