package org.weft.planner.sql.statistics;

import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.Sarg;
import org.apache.calcite.util.TimestampString;
import org.weft.planner.scan.BaseColumn;

/** Guesses which part of some rows satisfies a predicate. */
public final class Selectivity {
  private static final double UNKNOWN = 0.25;
  private static final double LIKE = 0.1;
  private static final double COLUMNS_ORDERED = 0.5;
  private static final double HAVING = 0.05;
  private static final double NULL = 0.05;

  /** The part of an outer join's rows without a match: a guess that neither side bets on. */
  private static final double WITHOUT_MATCH = 0.5;

  private static final double TEXT_RANGE = 0.3;
  private static final double MIN = 1e-9;

  private final Columns input;
  private final double rows;

  private Selectivity(Columns input, double rows) {
    this.input = input;
    this.rows = rows;
  }

  /**
   * The part of some rows.
   *
   * @param predicate over these columns; null for none
   * @param rows estimated number of the rows
   */
  public static double of(Columns input, RexNode predicate, double rows) {
    return predicate == null ? 1 : clamp(new Selectivity(input, rows).of(predicate));
  }

  private static double clamp(double part) {
    return Math.max(MIN, Math.min(1, part));
  }

  private double of(RexNode predicate) {
    return switch (predicate.getKind()) {
      case AND -> conjunction(RelOptUtil.conjunctions(predicate));
      case OR -> disjunction(RelOptUtil.disjunctions(predicate));
      case NOT -> 1 - of(operand(predicate, 0));
      case LITERAL -> predicate.isAlwaysTrue() ? 1 : 0;
      case IS_NULL -> nulls(operand(predicate, 0));
      case IS_NOT_NULL -> 1 - nulls(operand(predicate, 0));
      case IS_TRUE, IS_NOT_FALSE -> of(operand(predicate, 0));
      case IS_FALSE, IS_NOT_TRUE -> 1 - of(operand(predicate, 0));
      case LIKE -> LIKE;
      case SEARCH -> search((RexCall) predicate);
      case EQUALS, IS_NOT_DISTINCT_FROM -> equality((RexCall) predicate);
      case NOT_EQUALS, IS_DISTINCT_FROM -> 1 - equality((RexCall) predicate);
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          conjunction(List.of(predicate));
      default -> UNKNOWN;
    };
  }

  private static RexNode operand(RexNode call, int index) {
    return ((RexCall) call).getOperands().get(index);
  }

  /** Bounds of one column belong together: the part between them is not a product. */
  private double conjunction(List<RexNode> conjuncts) {
    Map<RexNode, Bounds> bounds = new HashMap<>();
    double part = 1;
    for (RexNode conjunct : conjuncts) {
      Optional<Bound> bound = Bound.of(conjunct);
      if (bound.isPresent()) {
        bounds.merge(bound.get().column(), Bounds.of(bound.get()), (a, b) -> a.and(bound.get()));
      } else {
        part *= isOrder(conjunct.getKind()) ? order((RexCall) conjunct) : of(conjunct);
      }
    }
    for (Map.Entry<RexNode, Bounds> entry : bounds.entrySet()) {
      part *= between(entry.getKey(), entry.getValue().low(), entry.getValue().high());
    }
    return part;
  }

  private static boolean isOrder(SqlKind kind) {
    return switch (kind) {
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> true;
      default -> false;
    };
  }

  private double disjunction(List<RexNode> terms) {
    double none = 1;
    for (RexNode term : terms) {
      none *= 1 - clamp(of(term));
    }
    return 1 - none;
  }

  private double nulls(RexNode expression) {
    if (!expression.getType().isNullable()) {
      return 0;
    }
    if (!(expression instanceof RexInputRef column)) {
      return NULL;
    }
    double nulls = input.origin(column.getIndex()).map(BaseColumn::nullFraction).orElse(NULL);
    return input.isFilledUp(column.getIndex()) ? Math.max(nulls, WITHOUT_MATCH) : nulls;
  }

  private double equality(RexCall call) {
    RexNode left = bare(call.getOperands().get(0));
    RexNode right = bare(call.getOperands().get(1));
    if (right instanceof RexLiteral) {
      return 1 / Distinct.forEquality(input, left, rows);
    }
    if (left instanceof RexLiteral) {
      return 1 / Distinct.forEquality(input, right, rows);
    }
    return 1
        / Math.max(
            Distinct.forEquality(input, left, rows), Distinct.forEquality(input, right, rows));
  }

  private double order(RexCall call) {
    boolean isHaving =
        call.getOperands().stream()
            .map(Selectivity::bare)
            .anyMatch(
                side ->
                    side instanceof RexInputRef column && input.isAggregated(column.getIndex()));
    return isHaving ? HAVING : COLUMNS_ORDERED;
  }

  /** An expression without casts: they hardly change which values are there. */
  private static RexNode bare(RexNode expression) {
    RexNode bare = expression;
    while (bare.isA(SqlKind.CAST)) {
      bare = operand(bare, 0);
    }
    return bare;
  }

  private double search(RexCall call) {
    RexNode column = bare(call.getOperands().get(0));
    Sarg<?> sarg = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
    double distinct = Distinct.forEquality(input, column, rows);
    if (sarg.isPoints()) {
      return sarg.pointCount / distinct;
    }
    if (sarg.isComplementedPoints()) {
      return 1 - sarg.complexity() / distinct;
    }
    double part = 0;
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      OptionalDouble low =
          range.hasLowerBound() ? number(range.lowerEndpoint()) : OptionalDouble.empty();
      OptionalDouble high =
          range.hasUpperBound() ? number(range.upperEndpoint()) : OptionalDouble.empty();
      boolean isPoint = low.isPresent() && low.equals(high);
      part += isPoint ? 1 / distinct : between(column, low, high);
    }
    return part;
  }

  /** The part of a column's values between two bounds, either of which may be missing. */
  private double between(RexNode column, OptionalDouble low, OptionalDouble high) {
    if (column instanceof RexInputRef reference) {
      if (input.isAggregated(reference.getIndex())) {
        return HAVING;
      }
      Optional<BaseColumn> base = input.origin(reference.getIndex());
      if (base.isPresent() && base.get().min().isPresent() && base.get().max().isPresent()) {
        return between(base.get(), low, high);
      }
    }
    boolean bothSides = low.isPresent() && high.isPresent();
    return bothSides ? UNKNOWN / 2 : TEXT_RANGE;
  }

  private static double between(BaseColumn column, OptionalDouble low, OptionalDouble high) {
    double min = column.min().getAsDouble();
    double max = column.max().getAsDouble();
    double from = Math.max(min, low.orElse(min));
    double to = Math.min(max, high.orElse(max));
    double one = 1 / Math.max(1, column.distinct().orElse(column.rows()));
    if (to < from) {
      return one;
    }
    double width = max - min;
    if (!(width < Double.POSITIVE_INFINITY)) {
      return UNKNOWN; // of infinities and NaN nothing is a part
    }
    return width <= 0 ? 1 : Math.max(one, Math.min(1, (to - from) / width));
  }

  private static OptionalDouble number(Object value) {
    if (value instanceof BigDecimal number) {
      return OptionalDouble.of(number.doubleValue());
    }
    if (value instanceof Double number) {
      return OptionalDouble.of(number);
    }
    if (value instanceof DateString date) {
      return OptionalDouble.of(date.getDaysSinceEpoch());
    }
    if (value instanceof TimestampString time) {
      return OptionalDouble.of(time.getMillisSinceEpoch());
    }
    return OptionalDouble.empty();
  }

  /** Several bounds of one column. */
  private record Bounds(OptionalDouble low, OptionalDouble high) {
    static Bounds of(Bound bound) {
      return new Bounds(OptionalDouble.empty(), OptionalDouble.empty()).and(bound);
    }

    Bounds and(Bound bound) {
      return bound.isLower()
          ? new Bounds(
              low.isPresent()
                  ? OptionalDouble.of(Math.max(low.getAsDouble(), bound.value()))
                  : OptionalDouble.of(bound.value()),
              high)
          : new Bounds(
              low,
              high.isPresent()
                  ? OptionalDouble.of(Math.min(high.getAsDouble(), bound.value()))
                  : OptionalDouble.of(bound.value()));
    }
  }

  /** An order comparison of a column with a number, date or timestamp. */
  private record Bound(RexNode column, double value, boolean isLower) {
    static Optional<Bound> of(RexNode predicate) {
      if (!isOrder(predicate.getKind())) {
        return Optional.empty();
      }
      RexNode left = bare(operand(predicate, 0));
      RexNode right = bare(operand(predicate, 1));
      boolean greater =
          predicate.isA(SqlKind.GREATER_THAN) || predicate.isA(SqlKind.GREATER_THAN_OR_EQUAL);
      if (right instanceof RexLiteral literal) {
        return bound(left, literal, greater);
      }
      return left instanceof RexLiteral literal
          ? bound(right, literal, !greater)
          : Optional.empty();
    }

    private static Optional<Bound> bound(RexNode column, RexLiteral literal, boolean isLower) {
      OptionalDouble value = number(literal.getValueAs(Comparable.class));
      return value.isPresent()
          ? Optional.of(new Bound(column, value.getAsDouble(), isLower))
          : Optional.empty();
    }
  }
}
