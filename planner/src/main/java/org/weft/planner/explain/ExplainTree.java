package org.weft.planner.explain;

import java.util.List;

/**
 * A plan as text, ready to be drawn.
 *
 * @param title the operator
 * @param details lines beneath it
 */
public record ExplainTree(String title, List<String> details, List<ExplainTree> children) {
  public ExplainTree {
    details = List.copyOf(details);
    children = List.copyOf(children);
  }
}
