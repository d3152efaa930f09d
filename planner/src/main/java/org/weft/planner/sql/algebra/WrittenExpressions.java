package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.util.NlsString;
import org.weft.planner.expr.Value;
import org.weft.planner.type.SimpleType;

/** Expressions as people write them, with the names of the columns they stand over. */
final class WrittenExpressions {
  private final List<String> names = new ArrayList<>();

  WrittenExpressions(RelNode node) {
    for (RelNode input : node.getInputs()) {
      names.addAll(input.getRowType().getFieldNames());
    }
  }

  String of(List<RexNode> expressions) {
    return expressions.stream().map(this::of).collect(Collectors.joining(", "));
  }

  private String of(RexNode node) {
    if (node instanceof RexInputRef column) {
      return names.get(column.getIndex());
    }
    if (node instanceof RexLiteral literal) {
      return literal(literal);
    }
    if (node instanceof RexSubQuery subQuery) {
      return subQuery.getOperator().getName().toLowerCase(Locale.ROOT) + "(sub-query)";
    }
    if (node instanceof RexCall call) {
      return call(call);
    }
    return node.toString();
  }

  private String call(RexCall call) {
    String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
    if (call.getOperator().getSyntax() == SqlSyntax.BINARY) {
      return call.getOperands().stream()
          .map(this::of)
          .collect(Collectors.joining(" " + name + " ", "(", ")"));
    }
    Optional<Value.Span> interval = ConstantIntervals.read(call);
    if (interval.isPresent()) {
      return interval.get().show(SimpleType.INTERVAL);
    }
    return switch (call.getKind()) {
      case CAST -> "cast(" + of(call.getOperands()) + " as " + call.getType() + ")";
      case IS_NULL, IS_NOT_NULL -> "(" + of(call.getOperands()) + " " + name + ")";
      default -> name + "(" + of(call.getOperands()) + ")";
    };
  }

  private static String literal(RexLiteral literal) {
    return literal.getValue() instanceof NlsString text
        ? "'" + text.getValue() + "'"
        : literal.toString();
  }
}
