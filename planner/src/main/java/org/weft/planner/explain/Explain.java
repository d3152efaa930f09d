package org.weft.planner.explain;

import java.util.List;
import java.util.Optional;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.stage.StagePlan;

/** The text of EXPLAIN. */
public final class Explain {
  private Explain() {}

  /**
   * All sections of a query.
   *
   * @param unoptimized the plan as the query was written
   * @param optimized the plan that the physical one was made of
   * @param stages the stages, if the query runs as tasks
   */
  public static String text(
      ExplainTree unoptimized,
      LogicalPlan optimized,
      PhysicalPlan physical,
      Optional<StagePlan> stages) {
    StringBuilder out = new StringBuilder();
    section("Unoptimized Logical Plan", out);
    TreeDrawing.draw(unoptimized, out);
    out.append('\n');
    section("Optimized Logical Plan", out);
    TreeDrawing.draw(LogicalTrees.of(optimized), out);
    out.append('\n').append(text(physical, stages));
    return out.toString();
  }

  /** The sections that say how the query runs. */
  public static String text(PhysicalPlan physical, Optional<StagePlan> stages) {
    StringBuilder out = new StringBuilder();
    section("Physical Plan", out);
    TreeDrawing.draw(PhysicalTrees.of(physical), out);
    if (stages.isPresent()) {
      out.append('\n');
      section("Stages", out);
      StageTexts.append(stages.get(), out);
    }
    return out.toString();
  }

  /**
   * What was measured of a query that ran.
   *
   * @param rows of the result
   * @param nanos from start to end
   */
  public static String analyzed(List<PlanFigures> parts, long rows, long nanos) {
    StringBuilder out = new StringBuilder();
    section("Analyzed Physical Plan", out);
    for (PlanFigures part : parts) {
      if (!part.title().isEmpty()) {
        out.append(part.title()).append('\n');
      }
      TreeDrawing.draw(FigureTexts.of(part), out);
      out.append('\n');
    }
    out.append("Rows = ").append(rows).append('\n');
    out.append("Time = ").append(FigureTexts.millis(nanos)).append('\n');
    return out.toString();
  }

  private static void section(String title, StringBuilder out) {
    out.append("== ").append(title).append(" ==\n\n");
  }
}
