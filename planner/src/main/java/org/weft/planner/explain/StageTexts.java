package org.weft.planner.explain;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.stage.Stage;
import org.weft.planner.stage.StageKeys;
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
      keys(plan, stage).forEach(text -> line(out, text));
      TreeDrawing.draw(titles(PhysicalTrees.of(stage.plan())), out);
      out.append('\n');
    }
  }

  private static void line(StringBuilder out, String text) {
    out.append("|   ").append(text).append('\n');
  }

  /** What a stage tells of the keys of joins, and what it is told. */
  private static List<String> keys(StagePlan plan, Stage stage) {
    List<String> lines = new ArrayList<>();
    if (!stage.keys().told().isEmpty()) {
      lines.add("Tells = " + Texts.columns(stage.keys().told(), stage.plan().schema()));
    }
    for (StageKeys.ScanFilter filter : stage.keys().filters()) {
      Stage from = plan.stages().get(filter.stage());
      int column = from.keys().told().get(filter.told());
      lines.add(
          "Key filter = "
              + scanned(stage.plan(), filter)
              + " in "
              + from.plan().schema().field(column).name()
              + " of stage "
              + from.id()
              + (filter.start() == StageKeys.Start.WITH_VALUES
                  ? ", waits for it"
                  : ", if known by then"));
    }
    return lines;
  }

  /** The name of a scan's column, empty if the scan is not below. */
  private static String scanned(PhysicalPlan plan, StageKeys.ScanFilter filter) {
    if (plan instanceof PhysicalPlan.Scan scan) {
      return scan.id() == filter.scan()
          ? scan.table() + "." + scan.schema().field(filter.column()).name()
          : "";
    }
    return plan.inputs().stream()
        .map(input -> scanned(input, filter))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
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
