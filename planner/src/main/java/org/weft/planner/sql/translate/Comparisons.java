package org.weft.planner.sql.translate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.type.CommonType;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimestampType;

/**
 * Makes both sides of a comparison one type, at the literal's cost wherever possible: {@code column
 * op literal} in the column's own type is what kernels and statistics understand.
 */
final class Comparisons {
  private Comparisons() {}

  static Expression compare(Function function, Expression left, Expression right) {
    if (left.type() == SimpleType.INTERVAL && right.type() == SimpleType.INTERVAL) {
      return call(function, length(left), length(right));
    }
    if (left.type().isNested() || right.type().isNested()) {
      return compareNested(function, left, right);
    }
    if (left instanceof Literal && !(right instanceof Literal)) {
      return compare(mirrored(function), right, left);
    }
    if (right instanceof Literal literal && !(left instanceof Literal)) {
      Optional<Expression> direct = withLiteral(function, left, literal);
      if (direct.isPresent()) {
        return direct.get();
      }
    }
    DataType common = common(left, right);
    return call(function, Casts.to(left, common), Casts.to(right, common));
  }

  private static DataType common(Expression left, Expression right) {
    return CommonType.of(left.type(), right.type())
        .orElseThrow(
            () ->
                WeftException.of(
                    ErrorCode.TYPE_MISMATCH,
                    left.type() + " cannot be compared with " + right.type()));
  }

  /** Intervals are compared by length: a day and 24 hours are equal. */
  private static Expression length(Expression interval) {
    return LibraryTranslation.of("interval_length", List.of(interval));
  }

  /**
   * Equal values have equal bytes, unless intervals are inside, but the bytes do not sort as the
   * values do.
   */
  private static Expression compareNested(Function function, Expression left, Expression right) {
    DataType common = common(left, right);
    Expression l = Casts.to(left, common);
    Expression r = Casts.to(right, common);
    if (common.holdsIntervals()) {
      return call(function, key("equal_key", l), key("equal_key", r));
    }
    return switch (function) {
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          call(function, key("sort_key", l), key("sort_key", r));
      default -> call(function, l, r);
    };
  }

  private static Expression key(String function, Expression nested) {
    return LibraryTranslation.of(function, List.of(nested));
  }

  private static Expression call(Function function, Expression left, Expression right) {
    return Call.of(function, SimpleType.BOOLEAN, left, right);
  }

  private static Function mirrored(Function function) {
    return switch (function) {
      case LESS -> Function.GREATER;
      case LESS_OR_EQUAL -> Function.GREATER_OR_EQUAL;
      case GREATER -> Function.LESS;
      case GREATER_OR_EQUAL -> Function.LESS_OR_EQUAL;
      default -> function;
    };
  }

  /** The comparison without a cast on the left: casts that lose nothing are undone first. */
  private static Optional<Expression> withLiteral(
      Function function, Expression left, Literal literal) {
    if (left instanceof Cast cast && CommonType.isLossless(cast.input().type(), cast.type())) {
      Optional<Expression> inner = withLiteral(function, cast.input(), literal);
      if (inner.isPresent()) {
        return inner;
      }
    }
    Optional<Literal> same = Literals.convert(literal, left.type());
    if (same.isPresent() && keepsMeaning(literal.type(), left.type())) {
      return Optional.of(call(function, left, same.get()));
    }
    return between(function, left, literal);
  }

  /**
   * A literal taken to the column's type must have the value it was written with; a decimal beside
   * a float is compared as a float by both sides' rules.
   */
  private static boolean keepsMeaning(DataType literal, DataType column) {
    boolean columnIsExact = column.isInteger() || column instanceof DecimalType;
    boolean literalIsFloat = literal == SimpleType.FLOAT64 || literal == SimpleType.FLOAT32;
    // DECIMAL column against 0.1e0: the standard compares both as floats, where 0.1 is not 0.1
    return !(columnIsExact && literalIsFloat) || column.isInteger();
  }

  /** An order comparison of a date with a moment that is not the start of a day. */
  private static Optional<Expression> betweenDays(
      Function function, Expression left, Literal literal) {
    if (literal.isNull()) {
      return Optional.empty();
    }
    Literal day = Literals.day(literal);
    return switch (function) {
      case LESS, LESS_OR_EQUAL -> Optional.of(call(Function.LESS_OR_EQUAL, left, day));
      case GREATER, GREATER_OR_EQUAL -> Optional.of(call(Function.GREATER, left, day));
      default -> Optional.empty();
    };
  }

  /** An order comparison with a number that lies between two values of the column's type. */
  private static Optional<Expression> between(Function function, Expression left, Literal literal) {
    if (left.type() == SimpleType.DATE && literal.type() instanceof TimestampType) {
      return betweenDays(function, left, literal);
    }
    boolean exact =
        (left.type().isInteger() || left.type() instanceof DecimalType)
            && (literal.type().isInteger() || literal.type() instanceof DecimalType)
            && !literal.isNull();
    if (!exact) {
      return Optional.empty();
    }
    BigDecimal number = Literals.number(literal);
    int scale = left.type() instanceof DecimalType decimal ? decimal.scale() : 0;
    return switch (function) {
      case LESS, LESS_OR_EQUAL ->
          Literals.exact(number.setScale(scale, RoundingMode.FLOOR), left.type())
              .map(below -> call(Function.LESS_OR_EQUAL, left, below));
      case GREATER, GREATER_OR_EQUAL ->
          Literals.exact(number.setScale(scale, RoundingMode.CEILING), left.type())
              .map(above -> call(Function.GREATER_OR_EQUAL, left, above));
      default -> Optional.empty();
    };
  }
}
