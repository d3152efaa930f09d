package org.weft.planner.explain;

import java.util.List;

/**
 * Draws a tree of operators downwards: details behind a bar, the first child straight below, the
 * others in branches to the right.
 */
final class TreeDrawing {
  private TreeDrawing() {}

  /** Appends the tree, every line ended. */
  static void draw(ExplainTree tree, StringBuilder out) {
    draw(tree, "", out);
  }

  private static void draw(ExplainTree tree, String indent, StringBuilder out) {
    out.append(indent).append("* ").append(tree.title()).append('\n');
    List<ExplainTree> children = tree.children();
    String bar = children.isEmpty() ? "    " : "|   ";
    for (String detail : tree.details()) {
      out.append(indent).append(bar).append(detail).append('\n');
    }
    for (ExplainTree branch : children.subList(Math.min(1, children.size()), children.size())) {
      out.append(indent).append("|\\\n");
      draw(branch, indent + "| ", out);
    }
    if (!children.isEmpty()) {
      out.append(indent).append("|\n");
      draw(children.get(0), indent, out);
    }
  }
}
