package org.weft.container.expression.logic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.expression.logic.RangePredicate.Range;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.Predicate;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;

/** Makes comparisons runnable: with a constant as a range, of two columns pairwise. */
final class Comparisons {
  private static final int MAX_PRECISION = DecimalType.MAX_PRECISION;

  private Comparisons() {}

  /** The rows in which the comparison holds. */
  static Predicate of(Operator operator, Expression left, Expression right, Parts parts) {
    checkComparable(left.type(), right.type());
    if (right instanceof Literal literal) {
      return withLiteral(operator, left, literal, parts);
    }
    if (left instanceof Literal literal) {
      return withLiteral(operator.swapped(), right, literal, parts);
    }
    Expression a = left;
    Expression b = right;
    DataType common = common(left.type(), right.type());
    if (common != null) {
      a = new Cast(left, common, Cast.OnError.FAIL);
      b = new Cast(right, common, Cast.OnError.FAIL);
    }
    return switch (operator) {
      case EQUAL -> pair(PairPredicate.Comparison.EQUAL, a, b, parts);
      case NOT_EQUAL -> pair(PairPredicate.Comparison.NOT_EQUAL, a, b, parts);
      case LESS -> pair(PairPredicate.Comparison.LESS, a, b, parts);
      case GREATER -> pair(PairPredicate.Comparison.LESS, b, a, parts);
      case LESS_OR_EQUAL -> pair(PairPredicate.Comparison.NOT_LESS, b, a, parts);
      case GREATER_OR_EQUAL -> pair(PairPredicate.Comparison.NOT_LESS, a, b, parts);
    };
  }

  /** The rows in which a value equals one of the literals; none of which is null. */
  static Predicate in(
      Expression input, List<Literal> literals, Membership membership, Parts parts) {
    if (literals.size() == 1) {
      Operator operator = membership == Membership.IN ? Operator.EQUAL : Operator.NOT_EQUAL;
      return of(operator, input, literals.get(0), parts);
    }
    if (input.type().isVariableLength()) {
      return new TextSetPredicate(
          parts.value(input),
          literals.stream().map(Comparisons::bytes).toList(),
          membership,
          parts.memory());
    }
    List<BigInteger> members =
        literals.stream()
            .map(literal -> range(Operator.EQUAL, input.type(), literal))
            .filter(range -> !range.isEmpty())
            .map(Range::low)
            .toList();
    if (members.stream().anyMatch(member -> member.bitLength() > 63)) {
      Function function = membership == Membership.IN ? Function.EQUAL : Function.NOT_EQUAL;
      List<Expression> choices =
          literals.stream()
              .map(literal -> (Expression) Call.of(function, SimpleType.BOOLEAN, input, literal))
              .toList();
      return parts.condition(
          new Call(
              membership == Membership.IN ? Function.OR : Function.AND,
              choices,
              SimpleType.BOOLEAN),
          org.weft.container.expression.tree.Sense.TRUE);
    }
    long[] values = members.stream().mapToLong(BigInteger::longValueExact).toArray();
    return new LongSetPredicate(parts.value(input), values, membership, parts.memory());
  }

  /** Whether members pass, or the others. */
  enum Membership {
    IN,
    NOT_IN
  }

  /** The planner casts arguments to one type; only numbers may be left in different ones. */
  private static void checkComparable(DataType left, DataType right) {
    boolean numbers = left.isNumeric() && right.isNumeric();
    boolean isNull = left.kind() == TypeKind.NULL || right.kind() == TypeKind.NULL;
    boolean sameUnit =
        !(left instanceof TimestampType a && right instanceof TimestampType b)
            || a.unit() == b.unit();
    if (!numbers && !isNull && !(left.kind() == right.kind() && sameUnit)) {
      throw new IllegalArgumentException("cannot compare " + left + " with " + right);
    }
  }

  private static Predicate pair(
      PairPredicate.Comparison comparison, Expression a, Expression b, Parts parts) {
    return new PairPredicate(comparison, parts.value(a), parts.value(b), parts.memory());
  }

  /** What both sides must be cast to before they can be compared, or null. */
  private static DataType common(DataType left, DataType right) {
    if (left.equals(right)) {
      return null;
    }
    boolean approximate = isFloat(left) || isFloat(right);
    if (approximate) {
      return left.kind() == right.kind() ? null : SimpleType.FLOAT64;
    }
    if (left.kind() != TypeKind.DECIMAL && right.kind() != TypeKind.DECIMAL) {
      return null;
    }
    int scale = Math.max(scale(left), scale(right));
    return scale(left) == scale(right) ? null : new DecimalType(MAX_PRECISION, scale);
  }

  private static Predicate withLiteral(
      Operator operator, Expression input, Literal literal, Parts parts) {
    if (literal.isNull()) {
      return Conditions.never();
    }
    if (input.type().isVariableLength()) {
      return new TextComparison(parts.value(input), operator, bytes(literal), parts.memory());
    }
    Expression bare = withoutWidening(input);
    RangePredicate.Side side =
        operator == Operator.NOT_EQUAL ? RangePredicate.Side.OUTSIDE : RangePredicate.Side.INSIDE;
    return new RangePredicate(
        parts.value(bare), range(operator, bare.type(), literal), side, parts.memory());
  }

  /** The numbers a value may be; for NOT_EQUAL, those it must not be. */
  private static Range range(Operator operator, DataType type, Literal literal) {
    BigInteger floor;
    BigInteger ceiling;
    if (isFloat(type)) {
      floor = BigInteger.valueOf(SelectLoops.order(real(literal)));
      ceiling = floor;
    } else {
      BigDecimal exact = exact(literal).movePointRight(scale(type));
      floor = exact.setScale(0, RoundingMode.FLOOR).unscaledValue();
      ceiling = exact.setScale(0, RoundingMode.CEILING).unscaledValue();
    }
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> floor.equals(ceiling) ? Range.exactly(floor) : Range.none();
      case LESS -> Range.atMost(ceiling.subtract(BigInteger.ONE));
      case LESS_OR_EQUAL -> Range.atMost(floor);
      case GREATER -> Range.atLeast(floor.add(BigInteger.ONE));
      case GREATER_OR_EQUAL -> Range.atLeast(ceiling);
    };
  }

  /** A cast that changes no value need not be computed to be compared. */
  private static Expression withoutWidening(Expression input) {
    if (!(input instanceof Cast cast)) {
      return input;
    }
    DataType from = cast.input().type();
    DataType to = cast.type();
    boolean exact =
        (from.isInteger() && to.isInteger() && digits(from) <= digits(to))
            || (isExact(from)
                && to instanceof DecimalType
                && scale(from) <= scale(to)
                && digits(from) - scale(from) <= digits(to) - scale(to))
            || (from == SimpleType.FLOAT32 && to == SimpleType.FLOAT64);
    return exact ? withoutWidening(cast.input()) : input;
  }

  private static boolean isExact(DataType type) {
    return type.isInteger() || type.kind() == TypeKind.DECIMAL;
  }

  private static boolean isFloat(DataType type) {
    return type.kind() == TypeKind.FLOAT32 || type.kind() == TypeKind.FLOAT64;
  }

  private static int scale(DataType type) {
    return type instanceof DecimalType decimal ? decimal.scale() : 0;
  }

  private static int digits(DataType type) {
    return switch (type.kind()) {
      case INT8 -> 3;
      case INT16 -> 5;
      case INT32 -> 10;
      case INT64 -> 19;
      case DECIMAL -> ((DecimalType) type).precision();
      default -> throw new IllegalArgumentException("no digits of " + type);
    };
  }

  private static BigDecimal exact(Literal literal) {
    Value value = literal.value();
    if (value instanceof Value.Bool bool) {
      return bool.value() ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof Value.Real real) {
      return new BigDecimal(real.value());
    }
    return new BigDecimal(Value.unscaled(value), scale(literal.type()));
  }

  private static double real(Literal literal) {
    return literal.value() instanceof Value.Real real ? real.value() : exact(literal).doubleValue();
  }

  private static byte[] bytes(Literal literal) {
    return literal.value() instanceof Value.Text text
        ? text.utf8()
        : ((Value.Bytes) literal.value()).value();
  }
}
