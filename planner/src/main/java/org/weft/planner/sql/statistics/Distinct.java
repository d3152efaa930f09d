package org.weft.planner.sql.statistics;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.weft.planner.scan.BaseColumn;
import org.weft.planner.sql.validate.DatePartOperator;

/** Guesses how many different values a column or expression has. */
final class Distinct {
  /** Of a text of which nothing is known: few, as in the columns that are filtered. */
  private static final double UNKNOWN_FILTERED = 20;

  private static final double YEARS = 10;
  private static final double MONTHS = 12;

  private Distinct() {}

  /** Different values of a column before anything was filtered, if there is a guess. */
  static OptionalDouble known(RelNode node, int column) {
    RelNode rel = Origin.strip(node);
    if (rel instanceof Project project
        && !(project.getProjects().get(column) instanceof RexInputRef)) {
      return ofExpression(Columns.of(project.getInput()), project.getProjects().get(column));
    }
    Optional<BaseColumn> base = Origin.of(rel, column);
    if (base.isPresent()) {
      return base.get().distinct();
    }
    if (rel instanceof Values values) {
      return OptionalDouble.of(Math.max(1, values.getTuples().size()));
    }
    if (rel instanceof Aggregate aggregate && column < aggregate.getGroupCount()) {
      return known(aggregate.getInput(), aggregate.getGroupSet().nth(column));
    }
    boolean passesOn =
        rel instanceof org.apache.calcite.rel.core.Filter
            || rel instanceof org.apache.calcite.rel.core.Sort;
    return passesOn ? known(rel.getInput(0), column) : OptionalDouble.empty();
  }

  /** Of an expression over some columns. */
  static OptionalDouble ofExpression(Columns input, RexNode expression) {
    if (expression instanceof RexInputRef column) {
      return input.distinct(column.getIndex());
    }
    if (expression instanceof RexLiteral) {
      return OptionalDouble.of(1);
    }
    if (expression instanceof RexCall call && call.getOperator() instanceof DatePartOperator) {
      return ofPart(call.getOperands().get(0));
    }
    if (expression.isA(SqlKind.CAST)) {
      return ofExpression(input, ((RexCall) expression).getOperands().get(0));
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble ofPart(RexNode part) {
    String name = part instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
    if (name == null) {
      return OptionalDouble.empty();
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "year" -> OptionalDouble.of(YEARS);
      case "month" -> OptionalDouble.of(MONTHS);
      default -> OptionalDouble.empty();
    };
  }

  /** For an equality with a constant: a column that is compared so has few values. */
  static double forEquality(Columns input, RexNode expression, double rows) {
    OptionalDouble known = ofExpression(input, expression);
    return known.isPresent() ? known.getAsDouble() : Math.min(Math.max(1, rows), UNKNOWN_FILTERED);
  }

  /** For grouping and joining: without a guess a column that is grouped by has many values. */
  static double forGrouping(Columns input, RexNode expression, double rows) {
    OptionalDouble known = ofExpression(input, expression);
    if (known.isPresent()) {
      return known.getAsDouble();
    }
    int unknownShare = 2;
    return Math.max(1, baseRows(input, expression, rows) / unknownShare);
  }

  private static double baseRows(Columns input, RexNode expression, double rows) {
    return expression instanceof RexInputRef column
        ? input.origin(column.getIndex()).map(BaseColumn::rows).orElse(rows)
        : rows;
  }
}
