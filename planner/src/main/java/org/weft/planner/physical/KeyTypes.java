package org.weft.planner.physical;

import java.util.Optional;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Expression;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;

/** Brings the two sides of a join key to one type, where that loses nothing. */
final class KeyTypes {
  private KeyTypes() {}

  /** Both sides of a key, of equal types. */
  record Pair(Expression left, Expression right) {}

  /** The sides as they are or one of them cast; absent if no type holds both exactly. */
  static Optional<Pair> unified(Expression left, Expression right) {
    if (left.type().equals(right.type())) {
      return Optional.of(new Pair(left, right));
    }
    return common(left.type(), right.type())
        .map(type -> new Pair(cast(left, type), cast(right, type)));
  }

  private static Expression cast(Expression key, DataType type) {
    return key.type().equals(type) ? key : new Cast(key, type, Cast.OnError.FAIL);
  }

  private static Optional<DataType> common(DataType a, DataType b) {
    if (a.isInteger() && b.isInteger()) {
      return Optional.of(a.kind().compareTo(b.kind()) >= 0 ? a : b);
    }
    if (a instanceof DecimalType x && b instanceof DecimalType y) {
      int scale = Math.max(x.scale(), y.scale());
      int digits = Math.max(x.precision() - x.scale(), y.precision() - y.scale()) + scale;
      return digits <= DecimalType.MAX_PRECISION
          ? Optional.of(new DecimalType(digits, scale))
          : Optional.empty();
    }
    return Optional.empty();
  }
}
