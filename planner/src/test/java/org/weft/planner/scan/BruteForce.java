package org.weft.planner.scan;

import java.util.List;
import java.util.Objects;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;

/**
 * Evaluates predicates row by row over Java objects: Long, String, Double, Boolean, null. Not-a-
 * number is the greatest double and equals itself, zeros are equal.
 */
final class BruteForce {
  private BruteForce() {}

  static Object evaluate(Expression expression, List<Object> row) {
    if (expression instanceof Column column) {
      return row.get(column.ordinal());
    }
    if (expression instanceof Literal literal) {
      return object(literal.value());
    }
    Call call = (Call) expression;
    List<Object> in = call.inputs().stream().map(input -> evaluateOrNull(input, row)).toList();
    return switch (call.function()) {
      case AND -> in.contains(NULL) && !in.contains(false) ? null : (Object) !in.contains(false);
      case OR -> in.contains(NULL) && !in.contains(true) ? null : (Object) in.contains(true);
      case NOT -> in.get(0) == NULL ? null : (Object) !((Boolean) in.get(0));
      case IS_NULL -> in.get(0) == NULL;
      case IS_NOT_NULL -> in.get(0) != NULL;
      case IS_TRUE -> Objects.equals(in.get(0), true);
      case IS_NOT_TRUE -> !Objects.equals(in.get(0), true);
      case IS_FALSE -> Objects.equals(in.get(0), false);
      case IS_NOT_FALSE -> !Objects.equals(in.get(0), false);
      case IN -> in(in);
      default -> in.contains(NULL) ? null : (Object) strict(call, in);
    };
  }

  /** Stands for null in lists, which refuse the real one. */
  private static final Object NULL = new Object();

  private static Object evaluateOrNull(Expression expression, List<Object> row) {
    Object value = evaluate(expression, row);
    return value == null ? NULL : value;
  }

  private static Object in(List<Object> in) {
    if (in.get(0) == NULL) {
      return null;
    }
    boolean found = in.stream().skip(1).anyMatch(o -> o != NULL && compare(in.get(0), o) == 0);
    return found ? Boolean.TRUE : in.contains(NULL) ? null : Boolean.FALSE;
  }

  private static boolean strict(Call call, List<Object> in) {
    return switch (call.function()) {
      case EQUAL -> compare(in.get(0), in.get(1)) == 0;
      case NOT_EQUAL -> compare(in.get(0), in.get(1)) != 0;
      case LESS -> compare(in.get(0), in.get(1)) < 0;
      case LESS_OR_EQUAL -> compare(in.get(0), in.get(1)) <= 0;
      case GREATER -> compare(in.get(0), in.get(1)) > 0;
      case GREATER_OR_EQUAL -> compare(in.get(0), in.get(1)) >= 0;
      case STARTS_WITH -> ((String) in.get(0)).startsWith((String) in.get(1));
      case LIKE -> ((String) in.get(0)).matches(regex((String) in.get(1)));
      default -> throw new AssertionError(call);
    };
  }

  private static String regex(String pattern) {
    return pattern.replace("%", ".*").replace("_", ".");
  }

  private static int compare(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return Double.compare(x == 0 ? 0.0 : x, y == 0 ? 0.0 : y);
    }
    if (a instanceof String x && b instanceof String y) {
      return ValueOrder.compare(
          org.weft.planner.type.SimpleType.STRING, new Value.Text(x), new Value.Text(y));
    }
    return a instanceof Boolean x
        ? Boolean.compare(x, (Boolean) b)
        : Long.compare((Long) a, (Long) b);
  }

  static Object object(Value value) {
    if (value instanceof Value.Int number) {
      return number.value();
    }
    if (value instanceof Value.Text text) {
      return text.value();
    }
    if (value instanceof Value.Real real) {
      return real.value();
    }
    return value instanceof Value.Bool flag ? flag.value() : null;
  }
}
