package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.type.SimpleType;

/** Gathers comparisons of one expression with several literals into IN. */
final class Disjunctions {
  private Disjunctions() {}

  /** An OR with {@code x = 1 OR x = 2} as {@code x IN (1, 2)}. */
  static Expression of(Expression or) {
    return or instanceof Call call ? gathered(call, Function.EQUAL, Function.OR) : or;
  }

  /** An AND with {@code x <> 1 AND x <> 2} as {@code NOT x IN (1, 2)}. */
  static Expression notIn(Call and) {
    return gathered(and, Function.NOT_EQUAL, Function.AND);
  }

  private static Expression gathered(Call call, Function comparison, Function connective) {
    Map<Expression, List<Expression>> literals = new LinkedHashMap<>();
    for (Expression term : call.inputs()) {
      if (isPoint(term, comparison)) {
        literals
            .computeIfAbsent(term.inputs().get(0), x -> new ArrayList<>())
            .add(term.inputs().get(1));
      }
    }
    boolean nothing = literals.values().stream().allMatch(list -> list.size() < 2);
    if (nothing) {
      return call;
    }
    List<Expression> terms = new ArrayList<>();
    for (Expression term : call.inputs()) {
      Expression column = isPoint(term, comparison) ? term.inputs().get(0) : null;
      List<Expression> list = column == null ? List.of() : literals.get(column);
      if (list == null) {
        continue; // already said by the IN in front
      }
      if (list.size() < 2) {
        terms.add(term);
      } else {
        terms.add(in(column, list, comparison));
        literals.put(column, null);
      }
    }
    return terms.size() == 1 ? terms.get(0) : new Call(connective, terms, SimpleType.BOOLEAN);
  }

  private static boolean isPoint(Expression term, Function comparison) {
    return term instanceof Call call
        && call.function() == comparison
        && call.inputs().get(1) instanceof Literal literal
        && !literal.isNull()
        && !(call.inputs().get(0) instanceof Literal);
  }

  private static Expression in(Expression column, List<Expression> list, Function comparison) {
    List<Expression> inputs = new ArrayList<>();
    inputs.add(column);
    inputs.addAll(list);
    Call in = new Call(Function.IN, inputs, SimpleType.BOOLEAN);
    return comparison == Function.EQUAL ? in : Call.of(Function.NOT, SimpleType.BOOLEAN, in);
  }
}
