package org.weft.container.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.ExpressionVisitor;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TypeKind;

/** Expressions as a textbook would compute them: one row, one value at a time, exact. */
final class Oracle implements ExpressionVisitor<Value> {
  static final Value NULL = new Value.Null();
  private final TestBatch batch;
  private final int row;

  private final Failing failing;

  /** What a failing argument means beside one that is null. */
  enum Failing {
    DECIDES,
    YIELDS_TO_NULL
  }

  Oracle(TestBatch batch, int row, Failing failing) {
    this.batch = batch;
    this.row = row;
    this.failing = failing;
  }

  Value eval(Expression expression) {
    return expression.accept(this);
  }

  @Override
  public Value column(Column column) {
    return batch.value(column.ordinal(), row);
  }

  @Override
  public Value literal(Literal literal) {
    return literal.value();
  }

  @Override
  public Value cast(Cast cast) {
    Value value = eval(cast.input());
    if (isNull(value) || cast.type().equals(cast.input().type())) {
      return value;
    }
    try {
      return OracleCasts.cast(value, cast.input().type(), cast.type());
    } catch (WeftException e) {
      if (cast.onError() == Cast.OnError.NULL) {
        return NULL;
      }
      throw e;
    }
  }

  /** What library functions give is compared with DuckDB. */
  @Override
  public Value library(LibraryCall call) {
    throw new IllegalArgumentException("not modelled: " + call);
  }

  @Override
  public Value call(Call call) {
    switch (call.function()) {
      case AND -> {
        return logic(call.inputs(), false);
      }
      case OR -> {
        return logic(call.inputs(), true);
      }
      case CASE -> {
        List<Expression> inputs = call.inputs();
        for (int i = 0; i + 1 < inputs.size(); i += 2) {
          if (isTrue(eval(inputs.get(i)))) {
            return eval(inputs.get(i + 1));
          }
        }
        return inputs.size() % 2 == 1 ? eval(inputs.get(inputs.size() - 1)) : NULL;
      }
      case COALESCE -> {
        for (Expression input : call.inputs()) {
          Value value = eval(input);
          if (!isNull(value)) {
            return value;
          }
        }
        return NULL;
      }
      default -> {}
    }
    List<Value> values = arguments(call);
    Value first = values.get(0);
    switch (call.function()) {
      case IS_NULL -> {
        return bool(isNull(first));
      }
      case IS_NOT_NULL -> {
        return bool(!isNull(first));
      }
      case IS_TRUE -> {
        return bool(isTrue(first));
      }
      case IS_NOT_TRUE -> {
        return bool(!isTrue(first));
      }
      case IS_FALSE -> {
        return bool(isFalse(first));
      }
      case IS_NOT_FALSE -> {
        return bool(!isFalse(first));
      }
      case IS_DISTINCT -> {
        return bool(!same(call, values));
      }
      case IS_NOT_DISTINCT -> {
        return bool(same(call, values));
      }
      case IN -> {
        return in(call, values);
      }
      default -> {}
    }
    if (values.stream().anyMatch(Oracle::isNull)) {
      return NULL;
    }
    return strict(call, values);
  }

  private List<Value> arguments(Call call) {
    List<Value> values = new ArrayList<>();
    WeftException failure = null;
    for (Expression input : call.inputs()) {
      try {
        values.add(eval(input));
      } catch (WeftException e) {
        if (failing == Failing.DECIDES) {
          throw e;
        }
        failure = e;
      }
    }
    if (failure != null) {
      if (values.stream().noneMatch(Oracle::isNull)) {
        throw failure;
      }
      return java.util.Collections.nCopies(call.inputs().size(), NULL);
    }
    return values;
  }

  private Value strict(Call call, List<Value> values) {
    Value first = values.get(0);
    return switch (call.function()) {
      case NOT -> bool(!((Value.Bool) first).value());
      case EQUAL -> bool(compare(call, values) == 0);
      case NOT_EQUAL -> bool(compare(call, values) != 0);
      case LESS -> bool(compare(call, values) < 0);
      case LESS_OR_EQUAL -> bool(compare(call, values) <= 0);
      case GREATER -> bool(compare(call, values) > 0);
      case GREATER_OR_EQUAL -> bool(compare(call, values) >= 0);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> arithmetic(call, values);
      default -> OracleFunctions.call(call, values);
    };
  }

  private Value arithmetic(Call call, List<Value> values) {
    DataType a = call.inputs().get(0).type();
    DataType b = call.inputs().get(1).type();
    DataType type = call.type();
    if (isFloat(type)) {
      return real(type, floats(call.function(), real(values.get(0), a), real(values.get(1), b)));
    }
    BigDecimal x = exact(values.get(0), a);
    BigDecimal y = exact(values.get(1), b);
    boolean divides = call.function() == Function.DIVIDE || call.function() == Function.MODULO;
    if (divides && y.signum() == 0) {
      throw WeftException.of(ErrorCode.DIVISION_BY_ZERO, "0");
    }
    int scale = type instanceof DecimalType decimal ? decimal.scale() : 0;
    BigDecimal result =
        switch (call.function()) {
          case ADD -> x.add(y);
          case SUBTRACT -> x.subtract(y);
          case MULTIPLY -> x.multiply(y).setScale(scale, RoundingMode.HALF_UP);
          case DIVIDE ->
              x.divide(y, scale, type.isInteger() ? RoundingMode.DOWN : RoundingMode.HALF_UP);
          default -> x.remainder(y);
        };
    return number(result.setScale(scale, RoundingMode.HALF_UP), type, ErrorCode.NUMERIC_OVERFLOW);
  }

  private static double floats(Function function, double x, double y) {
    return switch (function) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      default -> {
        if (y == 0) {
          throw WeftException.of(ErrorCode.DIVISION_BY_ZERO, "0");
        }
        yield function == Function.DIVIDE ? x / y : x % y;
      }
    };
  }

  private Value logic(List<Expression> inputs, boolean decisive) {
    boolean anyNull = false;
    for (Expression input : inputs) {
      Value value = eval(input);
      if (!isNull(value) && ((Value.Bool) value).value() == decisive) {
        return bool(decisive);
      }
      anyNull |= isNull(value);
    }
    return anyNull ? NULL : bool(!decisive);
  }

  private static Value in(Call call, List<Value> values) {
    if (isNull(values.get(0))) {
      return NULL;
    }
    boolean anyNull = false;
    for (int i = 1; i < values.size(); i++) {
      if (isNull(values.get(i))) {
        anyNull = true;
      } else if (compare(
              values.get(0),
              call.inputs().get(0).type(),
              values.get(i),
              call.inputs().get(i).type())
          == 0) {
        return bool(true);
      }
    }
    return anyNull ? NULL : bool(false);
  }

  private static boolean same(Call call, List<Value> values) {
    boolean a = isNull(values.get(0));
    boolean b = isNull(values.get(1));
    return a || b ? a && b : compare(call, values) == 0;
  }

  private static int compare(Call call, List<Value> values) {
    return compare(
        values.get(0), call.inputs().get(0).type(), values.get(1), call.inputs().get(1).type());
  }

  static int compare(Value x, DataType a, Value y, DataType b) {
    if (x instanceof Value.Text s) {
      return java.util.Arrays.compareUnsigned(s.utf8(), ((Value.Text) y).utf8());
    }
    if (x instanceof Value.Bytes s) {
      return java.util.Arrays.compareUnsigned(s.value(), ((Value.Bytes) y).value());
    }
    if (x instanceof Value.Bool s) {
      return Boolean.compare(s.value(), ((Value.Bool) y).value());
    }
    if (isFloat(a) || isFloat(b)) {
      return Double.compare(real(x, a) + 0.0, real(y, b) + 0.0);
    }
    return exact(x, a).compareTo(exact(y, b));
  }

  static boolean isNull(Value value) {
    return value instanceof Value.Null;
  }

  static boolean isTrue(Value value) {
    return value instanceof Value.Bool b && b.value();
  }

  static boolean isFalse(Value value) {
    return value instanceof Value.Bool b && !b.value();
  }

  static Value bool(boolean value) {
    return new Value.Bool(value);
  }

  static boolean isFloat(DataType type) {
    return type.kind() == TypeKind.FLOAT32 || type.kind() == TypeKind.FLOAT64;
  }

  static BigDecimal exact(Value value, DataType type) {
    return new BigDecimal(
        Value.unscaled(value), type instanceof DecimalType decimal ? decimal.scale() : 0);
  }

  static double real(Value value, DataType type) {
    return value instanceof Value.Real real ? real.value() : exact(value, type).doubleValue();
  }

  static Value real(DataType type, double value) {
    return new Value.Real(type.kind() == TypeKind.FLOAT32 ? (float) value : value);
  }

  /** The number as a value of an integer or decimal type, its scale already that of the type. */
  static Value number(BigDecimal value, DataType type, ErrorCode ifTooLarge) {
    BigInteger unscaled = value.unscaledValue();
    boolean fits =
        switch (type.kind()) {
          case INT8 -> unscaled.bitLength() <= 7;
          case INT16 -> unscaled.bitLength() <= 15;
          case INT32, DATE -> unscaled.bitLength() <= 31;
          case INT64, TIMESTAMP -> unscaled.bitLength() <= 63;
          case DECIMAL -> value.precision() <= ((DecimalType) type).precision();
          default -> throw new IllegalArgumentException(type.toString());
        };
    if (!fits) {
      throw WeftException.of(ifTooLarge, value + " as " + type);
    }
    return type instanceof DecimalType decimal
        ? Value.decimal(unscaled, decimal)
        : new Value.Int(unscaled.longValueExact());
  }
}
