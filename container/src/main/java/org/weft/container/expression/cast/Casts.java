package org.weft.container.expression.cast;

import org.weft.container.expression.numeric.DecimalRescale;
import org.weft.container.expression.numeric.Numbers;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.ValueNode;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Literal;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.EnumType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TypeKind;

/** Makes casts runnable: from any type to any other that makes sense. */
public final class Casts {
  private Casts() {}

  /** A node for the cast. */
  public static ValueNode of(Cast cast, Parts parts) {
    DataType from = cast.input().type();
    DataType to = cast.type();
    if (from.equals(to)) {
      return parts.value(cast.input());
    }
    if (from.kind() == TypeKind.NULL) {
      return parts.value(Literal.ofNull(to));
    }
    if (from.isNested() && to.isNested()) {
      return found(NestedCasts.of(cast, parts), from, to);
    }
    if (from.kind() == TypeKind.STRING && to.isNested()) {
      return NestedCasts.ofText(cast, parts);
    }
    if (from.kind() == TypeKind.ENUM && to.kind() != TypeKind.STRING) {
      Cast text = new Cast(cast.input(), SimpleType.STRING, Cast.OnError.FAIL);
      return of(new Cast(text, to, cast.onError()), parts);
    }
    ValueNode input = parts.value(cast.input());
    Misfit misfit = Misfit.of(cast.onError());
    return found(of(input, to, misfit, parts.memory()), from, to);
  }

  private static ValueNode found(ValueNode node, DataType from, DataType to) {
    if (node == null) {
      throw WeftException.of(ErrorCode.TYPE_MISMATCH, "there is no cast from " + from + " to " + to)
          .hint("cast to string first if that is meant");
    }
    return node;
  }

  /** Null if there is no such cast. */
  private static ValueNode of(ValueNode input, DataType to, Misfit misfit, Workspace memory) {
    return switch (to.kind()) {
      case INT8, INT16, INT32, INT64 -> toInteger(input, to, misfit, memory);
      case FLOAT32, FLOAT64 -> toFloat(input, to, misfit, memory);
      case DECIMAL -> toDecimal(input, (DecimalType) to, misfit, memory);
      case BOOLEAN -> toBoolean(input, to, misfit, memory);
      case DATE, TIMESTAMP -> toTime(input, to, misfit, memory);
      case STRING -> toText(input, misfit, memory);
      case BINARY -> toBytes(input, to, misfit, memory);
      case UUID -> toUuid(input, misfit, memory);
      case ENUM ->
          input.type().kind() == TypeKind.STRING
              ? new EnumRead(input, (EnumType) to, misfit, memory)
              : null;
      case TIME -> toTimeOfDay(input, (TimeType) to, misfit, memory);
      case INTERVAL ->
          input.type().kind() == TypeKind.STRING ? new TextRead(input, to, misfit, memory) : null;
      case NULL, LIST, STRUCT, MAP -> null;
    };
  }

  /** True if the cast can hold every value, so that it never fails. */
  public static boolean isTotal(Cast cast) {
    DataType from = cast.input().type();
    DataType to = cast.type();
    if (cast.onError() == Cast.OnError.NULL || from.equals(to) || from.kind() == TypeKind.NULL) {
      return true;
    }
    return switch (to.kind()) {
      case INT16, INT32, INT64 -> from.isInteger() && Numbers.digits(from) <= Numbers.digits(to);
      case FLOAT32 -> from.isNumeric() && from.kind() != TypeKind.FLOAT64;
      case FLOAT64 -> from.isNumeric();
      case DECIMAL -> {
        boolean exact = from.isInteger() || from.kind() == TypeKind.DECIMAL;
        yield exact
            && Numbers.scale(from) <= Numbers.scale(to)
            && Numbers.digits(from) - Numbers.scale(from) <= Numbers.digits(to) - Numbers.scale(to);
      }
      case STRING -> true;
      default -> false;
    };
  }

  private static ValueNode toBytes(ValueNode input, DataType to, Misfit misfit, Workspace memory) {
    return switch (input.type().kind()) {
      case STRING -> new BytesCast(input, to, misfit, memory);
      case UUID -> new UuidBytes(input, memory);
      case INT8, INT16, INT32, INT64 -> new IntegerBytes(input, to, memory);
      default -> null;
    };
  }

  private static ValueNode toUuid(ValueNode input, Misfit misfit, Workspace memory) {
    return switch (input.type().kind()) {
      case STRING -> new TextRead(input, SimpleType.UUID, misfit, memory);
      case BINARY -> new UuidRead(input, misfit, memory);
      default -> null;
    };
  }

  private static ValueNode toBoolean(
      ValueNode input, DataType to, Misfit misfit, Workspace memory) {
    if (input.type().kind() == TypeKind.STRING) {
      return new TextRead(input, to, misfit, memory);
    }
    return input.type().isNumeric() ? new BooleanCast(input, memory) : null;
  }

  private static ValueNode toTime(ValueNode input, DataType to, Misfit misfit, Workspace memory) {
    return switch (input.type().kind()) {
      case DATE, TIMESTAMP -> new TimeCast(input, to, misfit, memory);
      case STRING -> new TextRead(input, to, misfit, memory);
      default -> null;
    };
  }

  private static ValueNode toTimeOfDay(
      ValueNode input, TimeType to, Misfit misfit, Workspace memory) {
    return switch (input.type().kind()) {
      case TIME, TIMESTAMP -> new TimeOfDayCast(input, to, misfit, memory);
      case STRING -> new TextRead(input, to, misfit, memory);
      default -> null;
    };
  }

  private static ValueNode toText(ValueNode input, Misfit misfit, Workspace memory) {
    return input.type().kind() == TypeKind.BINARY
        ? new BytesCast(input, SimpleType.STRING, misfit, memory)
        : new TextWrite(input, memory);
  }

  private static ValueNode toInteger(
      ValueNode input, DataType to, Misfit misfit, Workspace memory) {
    return switch (input.type().kind()) {
      case BOOLEAN, INT8, INT16, INT32, INT64 -> new IntegerCast(input, to, misfit, memory);
      case FLOAT32, FLOAT64 -> new FloatCast(input, to, misfit, memory);
      case STRING -> new TextRead(input, to, misfit, memory);
      case DECIMAL -> {
        ValueNode whole = input;
        if (Numbers.scale(input.type()) > 0) {
          DecimalType none = new DecimalType(DecimalType.MAX_PRECISION, 0);
          whole = rescale(input, none, misfit, memory);
        }
        yield new IntegerCast(whole, to, misfit, memory);
      }
      default -> null;
    };
  }

  private static ValueNode toFloat(ValueNode input, DataType to, Misfit misfit, Workspace memory) {
    return switch (input.type().kind()) {
      case STRING -> new TextRead(input, to, misfit, memory);
      case FLOAT64 ->
          to.kind() == TypeKind.FLOAT32
              ? new FloatCast(input, to, misfit, memory)
              : new ToDouble(input, to, memory);
      case BOOLEAN, INT8, INT16, INT32, INT64, FLOAT32, DECIMAL -> new ToDouble(input, to, memory);
      default -> null;
    };
  }

  private static ValueNode toDecimal(
      ValueNode input, DecimalType to, Misfit misfit, Workspace memory) {
    return switch (input.type().kind()) {
      case INT8, INT16, INT32, INT64, DECIMAL -> rescale(input, to, misfit, memory);
      case FLOAT32, FLOAT64 -> new FloatCast(input, to, misfit, memory);
      case STRING -> new TextRead(input, to, misfit, memory);
      case BOOLEAN -> {
        ValueNode number = new IntegerCast(input, SimpleType.INT8, misfit, memory);
        yield rescale(number, to, misfit, memory);
      }
      default -> null;
    };
  }

  private static ValueNode rescale(
      ValueNode input, DecimalType to, Misfit misfit, Workspace memory) {
    DecimalRescale.Digits digits =
        new DecimalRescale.Digits(Numbers.digits(input.type()), Numbers.scale(input.type()));
    return new DecimalRescale(input, digits, to, misfit, memory);
  }
}
