package org.weft.planner.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.type.SimpleType;

/** Expressions over rows of Long, Double, Boolean and null, in the plainest way. */
final class ModelExpressions {
  private ModelExpressions() {}

  static boolean isTrue(Expression expression, List<Object> row) {
    return Boolean.TRUE.equals(evaluate(expression, row));
  }

  static Object evaluate(Expression expression, List<Object> row) {
    if (expression instanceof Column column) {
      return row.get(column.ordinal());
    }
    if (expression instanceof Literal literal) {
      return literal(literal.value());
    }
    if (expression instanceof Cast cast) {
      return cast(evaluate(cast.input(), row), cast);
    }
    Call call = (Call) expression;
    return call(call, i -> evaluate(call.inputs().get(i), row));
  }

  private static Object literal(Value value) {
    if (value instanceof Value.Int number) {
      return number.value();
    }
    return value instanceof Value.Bool flag ? flag.value() : null;
  }

  private static Object cast(Object value, Cast cast) {
    if (value instanceof Long number && cast.type() == SimpleType.FLOAT64) {
      return (double) number;
    }
    return value;
  }

  private interface Arguments {
    Object get(int index);
  }

  private static Object call(Call call, Arguments in) {
    int count = call.inputs().size();
    switch (call.function()) {
      case AND:
      case OR:
        return connected(call.function() == org.weft.planner.expr.Function.AND, count, in);
      case CASE:
        for (int i = 0; i + 1 < count; i += 2) {
          if (Boolean.TRUE.equals(in.get(i))) {
            return in.get(i + 1);
          }
        }
        return in.get(count - 1);
      case COALESCE:
        return IntStream.range(0, count)
            .mapToObj(in::get)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
      case IS_NOT_NULL:
        return in.get(0) != null;
      case IS_NULL:
        return in.get(0) == null;
      case IS_NOT_FALSE:
        return !Boolean.FALSE.equals(in.get(0));
      case IS_NOT_DISTINCT:
        return Objects.equals(in.get(0), in.get(1));
      default:
        Object a = in.get(0);
        Object b = count > 1 ? in.get(1) : a;
        return a == null || b == null ? null : strict(call, a, b);
    }
  }

  private static Object connected(boolean and, int count, Arguments in) {
    boolean unknown = false;
    for (int i = 0; i < count; i++) {
      Object value = in.get(i);
      if (value == null) {
        unknown = true;
      } else if ((Boolean) value != and) {
        return !and;
      }
    }
    return unknown ? null : (Object) and;
  }

  private static Object strict(Call call, Object a, Object b) {
    return switch (call.function()) {
      case EQUAL -> a.equals(b);
      case LESS -> (Long) a < (Long) b;
      case NOT -> !((Boolean) a);
      case ADD -> (Long) a + (Long) b;
      case DIVIDE -> (Double) a / (Double) b;
      default -> throw new AssertionError(call);
    };
  }

  /** Negative if row a comes before row b. */
  static int compare(List<SortKey> keys, List<Object> a, List<Object> b) {
    for (SortKey key : keys) {
      int order = compare(key, a.get(key.ordinal()), b.get(key.ordinal()));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(SortKey key, Object a, Object b) {
    if (a == null || b == null) {
      int nullFirst = key.nulls() == SortKey.Nulls.FIRST ? -1 : 1;
      return a == b ? 0 : a == null ? nullFirst : -nullFirst;
    }
    int order = Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue());
    return key.direction() == SortKey.Direction.ASCENDING ? order : -order;
  }
}
