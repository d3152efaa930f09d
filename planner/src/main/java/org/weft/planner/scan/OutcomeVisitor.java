package org.weft.planner.scan;

import java.util.List;
import java.util.Optional;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.ExpressionVisitor;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.TypeKind;

/** Possible outcomes of predicates, from the bounds of what they compare. */
record OutcomeVisitor(IntervalVisitor intervals) implements ExpressionVisitor<Outcomes> {
  @Override
  public Outcomes column(Column column) {
    return flag(column.accept(intervals));
  }

  @Override
  public Outcomes literal(Literal literal) {
    return flag(literal.accept(intervals));
  }

  @Override
  public Outcomes library(LibraryCall call) {
    return Outcomes.ANY;
  }

  @Override
  public Outcomes cast(Cast cast) {
    return Outcomes.ANY;
  }

  private static Outcomes flag(Interval interval) {
    boolean allFalse = interval.max().equals(Optional.of(new Value.Bool(false)));
    boolean allTrue = interval.min().equals(Optional.of(new Value.Bool(true)));
    return new Outcomes(
        interval.mayBeValue() && !allFalse,
        interval.mayBeValue() && !allTrue,
        interval.mayBeNull());
  }

  @Override
  public Outcomes call(Call call) {
    List<Expression> inputs = call.inputs();
    return switch (call.function()) {
      case AND -> inputs.stream().map(this::outcomes).reduce(Outcomes::and).orElse(Outcomes.ANY);
      case OR -> inputs.stream().map(this::outcomes).reduce(Outcomes::or).orElse(Outcomes.ANY);
      case NOT -> outcomes(inputs.get(0)).negated();
      case EQUAL -> equal(inputs.get(0), inputs.get(1));
      case NOT_EQUAL -> equal(inputs.get(0), inputs.get(1)).negated();
      case LESS -> less(inputs.get(0), inputs.get(1));
      case GREATER -> less(inputs.get(1), inputs.get(0));
      case LESS_OR_EQUAL -> less(inputs.get(1), inputs.get(0)).negated();
      case GREATER_OR_EQUAL -> less(inputs.get(0), inputs.get(1)).negated();
      case IN ->
          inputs.stream()
              .skip(1)
              .map(option -> equal(inputs.get(0), option))
              .reduce(Outcomes::or)
              .orElse(Outcomes.ANY);
      case IS_NULL -> isNull(inputs.get(0));
      case IS_NOT_NULL -> isNull(inputs.get(0)).negated();
      case IS_TRUE -> isTrue(outcomes(inputs.get(0)));
      case IS_NOT_TRUE -> isTrue(outcomes(inputs.get(0))).negated();
      case IS_FALSE -> isTrue(outcomes(inputs.get(0)).negated());
      case IS_NOT_FALSE -> isTrue(outcomes(inputs.get(0)).negated()).negated();
      case LIKE, STARTS_WITH -> prefix(call);
      default -> Outcomes.ANY;
    };
  }

  Outcomes outcomes(Expression predicate) {
    return predicate.accept(this);
  }

  private static Outcomes isTrue(Outcomes outcomes) {
    return Outcomes.test(outcomes.mayBeTrue(), outcomes.mayBeFalse() || outcomes.mayBeNull());
  }

  private Outcomes isNull(Expression input) {
    if (input.type().kind() == TypeKind.BOOLEAN) {
      Outcomes flag = outcomes(input);
      return Outcomes.test(flag.mayBeNull(), flag.mayBeTrue() || flag.mayBeFalse());
    }
    Interval interval = input.accept(intervals);
    return Outcomes.test(interval.mayBeNull(), interval.mayBeValue());
  }

  private Outcomes equal(Expression left, Expression right) {
    Interval a = left.accept(intervals);
    Interval b = right.accept(intervals);
    return a.isComparableTo(b)
        ? compared(a, b, a.mayBeEqual(b), a.mayBeLess(b) || b.mayBeLess(a))
        : Outcomes.ANY;
  }

  private Outcomes less(Expression left, Expression right) {
    Interval a = left.accept(intervals);
    Interval b = right.accept(intervals);
    return a.isComparableTo(b)
        ? compared(a, b, a.mayBeLess(b), a.mayBeEqual(b) || b.mayBeLess(a))
        : Outcomes.ANY;
  }

  private static Outcomes compared(Interval a, Interval b, boolean holds, boolean fails) {
    boolean mayBeNull = a.mayBeNull() || b.mayBeNull();
    if (!a.mayBeValue() || !b.mayBeValue()) {
      return Outcomes.ONLY_NULL;
    }
    // bounds that contradict each other say nothing
    return holds || fails
        ? new Outcomes(holds, fails, mayBeNull)
        : new Outcomes(true, true, mayBeNull);
  }

  private Outcomes prefix(Call call) {
    Interval values = call.inputs().get(0).accept(intervals);
    if (!values.mayBeValue()) {
      return Outcomes.ONLY_NULL;
    }
    return Prefix.of(call)
        .map(p -> new Outcomes(Prefix.mayMatch(p, values), true, values.mayBeNull()))
        .orElse(Outcomes.ANY);
  }
}
