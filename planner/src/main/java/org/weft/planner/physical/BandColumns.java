package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;

/**
 * A condition without equalities, its comparisons made ones of columns: what is computed from one
 * side only becomes a column of that side.
 *
 * @param left computed from the left columns
 * @param right computed from the right columns, counted from 0
 * @param condition over the left columns, the right ones, {@code left} and {@code right}
 */
record BandColumns(List<Expression> left, List<Expression> right, Expression condition) {
  /** The columns for a condition over left columns followed by right ones. */
  static BandColumns of(Expression condition, int leftSize, int rightSize) {
    Maker maker = new Maker(leftSize);
    List<Comparison> comparisons = new ArrayList<>();
    conjuncts(condition).forEach(conjunct -> comparisons.add(maker.comparison(conjunct)));
    int firstLeft = leftSize + rightSize;
    int firstRight = firstLeft + maker.left.size();
    List<Expression> rewritten =
        comparisons.stream().map(c -> c.over(leftSize, firstLeft, firstRight)).toList();
    return new BandColumns(
        maker.left,
        maker.right,
        rewritten.size() == 1
            ? rewritten.get(0)
            : new Call(Function.AND, rewritten, condition.type()));
  }

  private static List<Expression> conjuncts(Expression condition) {
    return condition instanceof Call call && call.function() == Function.AND
        ? call.inputs().stream().flatMap(input -> conjuncts(input).stream()).toList()
        : List.of(condition);
  }

  /** A conjunct, and where its operands are if they became columns. */
  private record Comparison(Expression whole, Optional<Operand> first, Optional<Operand> second) {
    Expression over(int leftSize, int firstLeft, int firstRight) {
      if (first.isEmpty() || second.isEmpty()) {
        return whole;
      }
      Call call = (Call) whole;
      return Call.of(
          call.function(),
          call.type(),
          first.get().over(leftSize, firstLeft, firstRight),
          second.get().over(leftSize, firstLeft, firstRight));
    }
  }

  private enum Side {
    LEFT,
    RIGHT
  }

  /**
   * A column.
   *
   * @param computed its place among the computed ones of its side; negative for a column that was
   *     there
   */
  private record Operand(Side side, Expression value, int computed) {
    Expression over(int leftSize, int firstLeft, int firstRight) {
      int first = side == Side.LEFT ? firstLeft : firstRight;
      if (computed >= 0) {
        return new Column(first + computed, value.toString(), value.type());
      }
      Column column = (Column) value;
      int shift = side == Side.LEFT ? 0 : leftSize;
      return new Column(column.ordinal() + shift, column.name(), column.type());
    }
  }

  private static final class Maker {
    private final JoinSides sides;
    private final List<Expression> left = new ArrayList<>();
    private final List<Expression> right = new ArrayList<>();

    Maker(int leftSize) {
      this.sides = new JoinSides(leftSize);
    }

    Comparison comparison(Expression conjunct) {
      Comparison none = new Comparison(conjunct, Optional.empty(), Optional.empty());
      if (!(conjunct instanceof Call call) || !Band.isOrder(call.function())) {
        return none;
      }
      Expression a = call.inputs().get(0);
      Expression b = call.inputs().get(1);
      boolean across = sides.isLeft(a) && sides.isRight(b) || sides.isRight(a) && sides.isLeft(b);
      if (!across || !isTotal(a) || !isTotal(b)) {
        return none;
      }
      Optional<KeyTypes.Pair> pair = KeyTypes.unified(a, b);
      if (pair.isEmpty() || !Band.isSortable(pair.get().left().type())) {
        return none;
      }
      return new Comparison(
          conjunct,
          Optional.of(operand(pair.get().left())),
          Optional.of(operand(pair.get().right())));
    }

    private Operand operand(Expression value) {
      Side side = sides.isLeft(value) ? Side.LEFT : Side.RIGHT;
      Expression own = side == Side.LEFT ? value : sides.ofRight(value);
      if (own instanceof Column) {
        return new Operand(side, own, -1);
      }
      List<Expression> columns = side == Side.LEFT ? left : right;
      int known = columns.indexOf(own);
      if (known < 0) {
        columns.add(own);
      }
      return new Operand(side, own, known < 0 ? columns.size() - 1 : known);
    }

    /**
     * True if computing it for rows that no other row is compared with cannot fail, but for values
     * at the very end of their type's range.
     */
    private static boolean isTotal(Expression expression) {
      boolean isPlain = expression instanceof Column || expression instanceof Literal;
      boolean isWidening =
          expression instanceof Cast cast
              && cast.input().type().isInteger()
              && cast.type().isNumeric();
      boolean isMove =
          expression instanceof Call call
              && switch (call.function()) {
                case ADD, SUBTRACT, ADD_DAYS, ADD_MONTHS, ADD_UNITS, DATE_TRUNC -> true;
                default -> false;
              };
      return (isPlain || isWidening || isMove)
          && expression.inputs().stream().allMatch(Maker::isTotal);
    }
  }
}
