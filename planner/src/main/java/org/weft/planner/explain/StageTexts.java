package org.weft.planner.explain;

import java.util.List;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.stage.StagePlan;
import org.weft.planner.type.Schema;

/** The stages of a query: what each runs, how often, and where its rows go. */
final class StageTexts {
  private StageTexts() {}

  static void append(StagePlan plan, StringBuilder out) {
    for (Stage stage : plan.stages()) {
      out.append("Stage ").append(stage.id()).append('\n');
      line(out, "Num tasks = " + stage.tasks().size());
      line(out, "Inputs = " + stage.inputs());
      line(out, "Output = " + (stage == plan.last() ? "result" : output(stage)));
      TreeDrawing.draw(titles(PhysicalTrees.of(stage.plan())), out);
      out.append('\n');
    }
  }

  private static void line(StringBuilder out, String text) {
    out.append("|   ").append(text).append('\n');
  }

  private static String output(Stage stage) {
    Schema schema = stage.plan().schema();
    StageOutput output = stage.output();
    if (output instanceof StageOutput.Hashed hashed) {
      return hashed.partitions() + " partitions by " + Texts.columns(hashed.keys(), schema);
    }
    if (output instanceof StageOutput.Ranged ranged) {
      return ranged.partitions() + " ranges of " + Texts.sortKeys(ranged.keys(), schema);
    }
    return output instanceof StageOutput.Sampled sampled
        ? "sampled by " + Texts.sortKeys(sampled.keys(), schema)
        : "whole";
  }

  private static ExplainTree titles(ExplainTree tree) {
    return new ExplainTree(
        tree.title(), List.of(), tree.children().stream().map(StageTexts::titles).toList());
  }
}
