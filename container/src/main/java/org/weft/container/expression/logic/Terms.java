package org.weft.container.expression.logic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.weft.container.expression.logic.RangePredicate.Range;
import org.weft.container.expression.logic.RangePredicate.Side;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Predicate;
import org.weft.container.expression.tree.Sense;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;

/** Takes AND, OR and NOT apart into the conditions they join. */
public final class Terms {
  private Terms() {}

  /** A condition and the sense it is wanted in. */
  public record Term(Expression expression, Sense sense) {}

  /** True if the expression in this sense holds when all of several conditions hold. */
  public static boolean isConjunction(Expression expression, Sense sense) {
    return is(expression, sense == Sense.TRUE ? Function.AND : Function.OR);
  }

  /** True if the expression in this sense holds when any of several conditions holds. */
  public static boolean isDisjunction(Expression expression, Sense sense) {
    return is(expression, sense == Sense.TRUE ? Function.OR : Function.AND);
  }

  /** The conditions that must all hold, in the order they are written. */
  public static List<Term> conjuncts(Expression expression, Sense sense) {
    List<Term> terms = new ArrayList<>();
    collect(expression, sense, Function.AND, terms);
    return terms;
  }

  /** The conditions of which one must hold, in the order they are written. */
  public static List<Term> disjuncts(Expression expression, Sense sense) {
    List<Term> terms = new ArrayList<>();
    collect(expression, sense, Function.OR, terms);
    return terms;
  }

  /** All of the conditions; ranges of the same value become one. */
  public static Conjunction all(List<Predicate> safe, List<Predicate> others) {
    return new Conjunction(mergeRanges(safe), others);
  }

  /** Any of the conditions. */
  public static Predicate any(List<Term> terms, Parts parts) {
    List<Predicate> choices = new ArrayList<>();
    for (Term term : terms) {
      choices.add(parts.condition(term.expression(), term.sense()));
    }
    return new Disjunction(choices);
  }

  /** Joined by {@code joint} in the sense TRUE, by the other one in the sense FALSE. */
  private static void collect(
      Expression expression, Sense sense, Function joint, List<Term> terms) {
    Function here = joint;
    if (sense == Sense.FALSE) {
      here = joint == Function.AND ? Function.OR : Function.AND;
    }
    if (is(expression, here)) {
      for (Expression input : expression.inputs()) {
        collect(input, sense, joint, terms);
      }
    } else if (is(expression, Function.NOT)) {
      collect(expression.inputs().get(0), sense.opposite(), joint, terms);
    } else {
      terms.add(new Term(expression, sense));
    }
  }

  private static boolean is(Expression expression, Function function) {
    return expression instanceof Call call && call.function() == function;
  }

  private static List<Predicate> mergeRanges(List<Predicate> predicates) {
    Map<ValueNode, Range> ranges = new LinkedHashMap<>();
    List<Predicate> merged = new ArrayList<>();
    RangePredicate example = null;
    for (Predicate predicate : predicates) {
      if (predicate instanceof RangePredicate range && range.side() == Side.INSIDE) {
        ranges.merge(range.input(), range.range(), Range::and);
        example = range;
      } else {
        merged.add(predicate);
      }
    }
    for (Map.Entry<ValueNode, Range> entry : ranges.entrySet()) {
      merged.add(example.of(entry.getKey(), entry.getValue()));
    }
    return merged;
  }
}
