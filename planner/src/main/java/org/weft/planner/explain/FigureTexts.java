package org.weft.planner.explain;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.weft.planner.physical.PhysicalPlan;

/** Measured figures beneath the operators of a plan. */
final class FigureTexts {
  private final Iterator<OperatorFigures> figures;

  private FigureTexts(Iterator<OperatorFigures> figures) {
    this.figures = figures;
  }

  /** The plan's tree with what was measured of each operator beside what was estimated. */
  static ExplainTree of(PlanFigures measured) {
    List<OperatorFigures> all = new ArrayList<>(measured.operators());
    while (all.size() < PlanFigures.nodes(measured.plan()).size()) {
      all.add(OperatorFigures.NONE);
    }
    return new FigureTexts(all.iterator())
        .annotate(PhysicalTrees.of(measured.plan()), measured.plan())
        .tree();
  }

  /** A tree and the rows that came out at its root. */
  private record Annotated(ExplainTree tree, long rows) {}

  private Annotated annotate(ExplainTree tree, PhysicalPlan plan) {
    OperatorFigures own = figures.next();
    List<ExplainTree> children = new ArrayList<>(tree.children());
    long in = 0;
    for (int i : PlanFigures.drawn(children.size())) {
      Annotated child = annotate(children.get(i), plan.inputs().get(i));
      children.set(i, child.tree);
      in += child.rows;
    }
    List<String> details = new ArrayList<>(tree.details());
    details.add(actual(own, children.isEmpty() ? -1 : in));
    if (own.partsRead() + own.partsSkipped() + own.bytesRead() > 0) {
      details.add(
          "Read = { Parts = "
              + own.partsRead()
              + ", Skipped parts = "
              + own.partsSkipped()
              + ", Skipped rows = "
              + own.rowsSkipped()
              + ", Bytes = "
              + bytes(own.bytesRead())
              + ", Skipped bytes = "
              + bytes(own.bytesSkipped())
              + " }");
    }
    if (own.rowsUnmatched() > 0) {
      details.add("Key filters = { Dropped rows = " + own.rowsUnmatched() + " }");
    }
    if (own.peakBytes() + own.spilledBytes() > 0) {
      details.add(
          "Memory = { Peak = "
              + bytes(own.peakBytes())
              + ", Spilled = "
              + bytes(own.spilledBytes())
              + ", Spills = "
              + own.spills()
              + " }");
    }
    return new Annotated(new ExplainTree(tree.title(), details, children), own.rows());
  }

  /**
   * The line of an operator.
   *
   * @param in rows that went in, negative for a leaf
   */
  private static String actual(OperatorFigures own, long in) {
    StringBuilder line = new StringBuilder("Actual = { Rows = ").append(own.rows());
    line.append(", Batches = ").append(own.batches());
    line.append(", Time = ").append(millis(own.nanos()));
    if (in > 0) {
      line.append(
          String.format(Locale.ROOT, ", Rows out per row in = %.3g", (double) own.rows() / in));
    }
    if (own.workers() > 1) {
      line.append(
          String.format(Locale.ROOT, ", Workers = %d, Skew = %.2f", own.workers(), own.skew()));
    }
    return line.append(" }").toString();
  }

  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  static String bytes(long bytes) {
    if (bytes < 10L << 10) {
      return bytes + " B";
    }
    return bytes < 10L << 20
        ? (bytes >> 10) + " KiB"
        : String.format(Locale.ROOT, "%d MiB", bytes >> 20);
  }
}
