package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.JoinType;
import org.weft.planner.type.SimpleType;

/**
 * A join's condition taken apart.
 *
 * @param leftKeys over the left columns
 * @param rightKeys over the right columns, counted from 0; of the same types as the left keys
 * @param nullKeys whether null keys match each other
 * @param residual what else must hold, over the left columns followed by the right ones
 */
record JoinCondition(
    List<Expression> leftKeys,
    List<Expression> rightKeys,
    PhysicalPlan.HashJoin.NullKeys nullKeys,
    Optional<Expression> residual) {

  /** The keys and the rest of a condition over left columns followed by right ones. */
  static JoinCondition of(Expression condition, int leftSize, JoinType type) {
    List<Expression> conjuncts = conjuncts(condition);
    boolean asksOnlyForMatch = type == JoinType.ANTI || type == JoinType.MARK;
    if (asksOnlyForMatch && conjuncts.size() == 1) {
      Optional<JoinCondition> notIn = notIn(conjuncts.get(0), leftSize);
      if (notIn.isPresent()) {
        return notIn.get();
      }
    }
    // a hash table compares all its keys in one way; the usual way is preferred
    for (Function comparison : List.of(Function.EQUAL, Function.IS_NOT_DISTINCT)) {
      Parts parts = new Parts(leftSize, comparison);
      conjuncts.forEach(parts::add);
      if (!parts.leftKeys.isEmpty()) {
        return parts.condition();
      }
    }
    Parts none = new Parts(leftSize, Function.AND);
    conjuncts.forEach(none::add);
    return none.condition();
  }

  /** {@code (a = b) IS NOT FALSE}, which says NOT IN: a null may be equal to anything. */
  private static Optional<JoinCondition> notIn(Expression condition, int leftSize) {
    if (!(condition instanceof Call call) || call.function() != Function.IS_NOT_FALSE) {
      return Optional.empty();
    }
    Parts parts = new Parts(leftSize, Function.EQUAL);
    parts.add(call.inputs().get(0));
    return parts.leftKeys.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new JoinCondition(
                parts.leftKeys,
                parts.rightKeys,
                PhysicalPlan.HashJoin.NullKeys.MATCH_EVERYTHING,
                Optional.empty()));
  }

  private static List<Expression> conjuncts(Expression condition) {
    if (condition instanceof Literal literal && literal.value().equals(new Value.Bool(true))) {
      return List.of();
    }
    if (!(condition instanceof Call call)) {
      return List.of(condition);
    }
    if (call.function() == Function.AND) {
      return call.inputs().stream().flatMap(input -> conjuncts(input).stream()).toList();
    }
    return call.function() == Function.OR ? factored(call) : List.of(condition);
  }

  /** What all branches of a disjunction share holds by itself: (a AND b) OR (a AND c). */
  private static List<Expression> factored(Call or) {
    Set<Expression> common = null;
    for (Expression branch : or.inputs()) {
      Set<Expression> conjuncts = new LinkedHashSet<>(conjuncts(branch));
      if (common == null) {
        common = conjuncts;
      } else {
        common.retainAll(conjuncts);
      }
    }
    if (common == null || common.isEmpty()) {
      return List.of(or);
    }
    List<Expression> all = new ArrayList<>(common);
    all.add(or); // the whole is kept: cheaper to read than to rebuild, and as true
    return all;
  }

  /** The sorting of conjuncts into keys and the rest. */
  private static final class Parts {
    private final JoinSides sides;
    private final Function comparison;
    private final List<Expression> leftKeys = new ArrayList<>();
    private final List<Expression> rightKeys = new ArrayList<>();
    private final List<Expression> rest = new ArrayList<>();

    Parts(int leftSize, Function comparison) {
      this.sides = new JoinSides(leftSize);
      this.comparison = comparison;
    }

    void add(Expression conjunct) {
      if (!(conjunct instanceof Call call)
          || call.function() != comparison
          || call.inputs().size() != 2
          || !addKey(call.inputs().get(0), call.inputs().get(1))) {
        rest.add(conjunct);
      }
    }

    private boolean addKey(Expression a, Expression b) {
      if (sides.isLeft(b) && sides.isRight(a)) {
        return addKey(b, a);
      }
      if (!sides.isLeft(a) || !sides.isRight(b)) {
        return false;
      }
      Expression right = sides.ofRight(b);
      Optional<KeyTypes.Pair> pair = KeyTypes.unified(a, right);
      pair.ifPresent(
          keys -> {
            leftKeys.add(keys.left());
            rightKeys.add(keys.right());
          });
      return pair.isPresent();
    }

    JoinCondition condition() {
      Optional<Expression> residual =
          switch (rest.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(rest.get(0));
            default -> Optional.of(new Call(Function.AND, rest, SimpleType.BOOLEAN));
          };
      return new JoinCondition(
          leftKeys,
          rightKeys,
          comparison == Function.IS_NOT_DISTINCT
              ? PhysicalPlan.HashJoin.NullKeys.MATCH_EACH_OTHER
              : PhysicalPlan.HashJoin.NullKeys.MATCH_NOTHING,
          residual);
    }
  }
}
