package org.weft.planner.sql.optimize;

import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Computes expressions without columns: what it can, exactly as the kernels would; the rest stays
 * as it is and is computed, or fails, when the query runs.
 */
public final class ConstantFolding implements RexExecutor {
  @Override
  public void reduce(RexBuilder rexBuilder, List<RexNode> constants, List<RexNode> reduced) {
    for (RexNode constant : constants) {
      reduced.add(fold(rexBuilder, constant));
    }
  }

  private static RexNode fold(RexBuilder rexBuilder, RexNode node) {
    // a text's literal has a type of its own length, which the tree around it may not expect
    if (node instanceof RexLiteral || SqlTypeUtil.inCharOrBinaryFamilies(node.getType())) {
      return node;
    }
    return ConstantEvaluator.evaluate(node)
        .map(constant -> literal(rexBuilder, constant.value(), node))
        .orElse(node);
  }

  private static RexNode literal(RexBuilder rexBuilder, Object value, RexNode node) {
    return value == null
        ? rexBuilder.makeNullLiteral(node.getType())
        : rexBuilder.makeLiteral(value, node.getType(), true);
  }
}
