package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.JoinType;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
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

  /** The keys and the rest of a join's condition. */
  static JoinCondition of(LogicalPlan.Join join) {
    List<Expression> conjuncts = conjuncts(join.condition());
    boolean asksOnlyForMatch = join.type() == JoinType.ANTI || join.type() == JoinType.MARK;
    if (asksOnlyForMatch && conjuncts.size() == 1) {
      Optional<JoinCondition> notIn = notIn(conjuncts.get(0), join);
      if (notIn.isPresent()) {
        return notIn.get();
      }
    }
    Parts parts = new Parts(join);
    conjuncts.forEach(parts::add);
    return parts.condition();
  }

  /** {@code (a = b) IS NOT FALSE}, which says NOT IN: a null may be equal to anything. */
  private static Optional<JoinCondition> notIn(Expression condition, LogicalPlan.Join join) {
    if (!(condition instanceof Call call)
        || call.function() != Function.IS_NOT_FALSE
        || !(call.inputs().get(0) instanceof Call equal)
        || equal.function() != Function.EQUAL) {
      return Optional.empty();
    }
    Parts parts = new Parts(join);
    parts.add(equal);
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

  /**
   * The sorting of conjuncts into keys and the rest.
   *
   * <p>A hash table compares all its keys in one way. Where {@code =} and {@code IS NOT DISTINCT
   * FROM} are mixed, which EXCEPT and INTERSECT of columns with and without nulls do, null keys
   * match each other, and those of an {@code =} are ruled out by what else must hold: fewer keys
   * would find many rows for each, to be compared one by one. A column that has no nulls is at home
   * in either way.
   */
  private static final class Parts {
    private final JoinSides sides;
    private final Schema left;
    private final Schema right;
    private final List<Expression> leftKeys = new ArrayList<>();
    private final List<Expression> rightKeys = new ArrayList<>();
    private final List<Expression> neverNull = new ArrayList<>();
    private final List<Expression> rest = new ArrayList<>();
    private boolean nullsMatch;

    Parts(LogicalPlan.Join join) {
      this.left = join.left().schema();
      this.right = join.right().schema();
      this.sides = new JoinSides(left.size());
    }

    void add(Expression conjunct) {
      boolean isKey =
          conjunct instanceof Call call
              && (call.function() == Function.EQUAL || call.function() == Function.IS_NOT_DISTINCT)
              && addKey(call.function(), call.inputs().get(0), call.inputs().get(1));
      if (!isKey) {
        rest.add(conjunct);
      }
    }

    private boolean addKey(Function comparison, Expression a, Expression b) {
      if (sides.isLeft(b) && sides.isRight(a)) {
        return addKey(comparison, b, a);
      }
      if (!sides.isLeft(a) || !sides.isRight(b)) {
        return false;
      }
      Expression ofRight = sides.ofRight(b);
      Optional<KeyTypes.Pair> pair = KeyTypes.unified(a, ofRight);
      if (pair.isEmpty()) {
        return false;
      }
      leftKeys.add(pair.get().left());
      rightKeys.add(pair.get().right());
      if (!hasNoNulls(a, left) && !hasNoNulls(ofRight, right)) {
        if (comparison == Function.IS_NOT_DISTINCT) {
          nullsMatch = true;
        } else {
          neverNull.add(Call.of(Function.IS_NOT_NULL, SimpleType.BOOLEAN, a));
        }
      }
      return true;
    }

    private static boolean hasNoNulls(Expression key, Schema schema) {
      return key instanceof Column column
          && schema.field(column.ordinal()).nullability() == Field.Nullability.REQUIRED;
    }

    JoinCondition condition() {
      if (nullsMatch) {
        rest.addAll(neverNull);
      }
      Optional<Expression> residual =
          switch (rest.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(rest.get(0));
            default -> Optional.of(new Call(Function.AND, rest, SimpleType.BOOLEAN));
          };
      return new JoinCondition(
          leftKeys,
          rightKeys,
          nullsMatch
              ? PhysicalPlan.HashJoin.NullKeys.MATCH_EACH_OTHER
              : PhysicalPlan.HashJoin.NullKeys.MATCH_NOTHING,
          residual);
    }
  }
}
