package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rex.RexCall;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.sql.validate.NestedOperator;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.sql.validate.StructOperator;
import org.weft.planner.type.CommonType;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;

/** Building lists, structs and maps, and reaching into them. */
final class NestedTranslation {
  private NestedTranslation() {}

  static Expression of(NestedOperator operator, RexCall call, ExpressionTranslation expressions) {
    DataType type = SqlTypes.toWeft(call.getType());
    return switch (operator.builds()) {
      case LIST -> {
        DataType element = ((ListType) type).element();
        yield new LibraryCall(
            "list_value",
            call.getOperands().stream().map(node -> expressions.as(node, element)).toList(),
            type);
      }
      case MAP -> {
        MapType map = (MapType) type;
        List<Expression> inputs = new ArrayList<>();
        for (int i = 0; i < call.getOperands().size(); i++) {
          DataType own = i % 2 == 0 ? map.key() : map.value();
          inputs.add(expressions.as(call.getOperands().get(i), own));
        }
        yield new LibraryCall("map_value", inputs, type);
      }
      case STRUCT -> {
        StructType struct = (StructType) type;
        List<Expression> inputs = new ArrayList<>();
        for (int i = 0; i < struct.size(); i++) {
          inputs.add(expressions.as(call.getOperands().get(2 * i + 1), struct.type(i)));
        }
        yield new LibraryCall("struct_value", inputs, type);
      }
    };
  }

  /** {@code ROW(value, …)}. */
  static Expression row(RexCall call, ExpressionTranslation expressions) {
    StructType struct = (StructType) SqlTypes.toWeft(call.getType());
    List<Expression> inputs = new ArrayList<>();
    for (int i = 0; i < struct.size(); i++) {
      inputs.add(expressions.as(call.getOperands().get(i), struct.type(i)));
    }
    return new LibraryCall("struct_value", inputs, struct);
  }

  /** A struct of the fields of others. */
  static Expression combined(
      StructOperator operator, RexCall call, ExpressionTranslation expressions) {
    StructType struct = (StructType) SqlTypes.toWeft(call.getType());
    List<Expression> structs = call.getOperands().stream().map(expressions::of).toList();
    List<StructOperator.Source> sources =
        operator.sources(call.getOperands().stream().map(node -> node.getType()).toList());
    List<Expression> inputs = new ArrayList<>();
    for (int i = 0; i < struct.size(); i++) {
      Expression field = field(structs.get(sources.get(i).struct()), sources.get(i).field());
      inputs.add(Casts.to(field, struct.type(i)));
    }
    return new LibraryCall("struct_value", inputs, struct);
  }

  /** A field of a struct, by its ordinal from 0. */
  static Expression field(Expression struct, int ordinal) {
    DataType type = ((StructType) struct.type()).type(ordinal);
    return LibraryCall.of("struct_field", type, struct, FunctionTranslation.int32(ordinal));
  }

  /** {@code collection[index]}. */
  static Expression item(Expression collection, Expression index) {
    if (collection.type() instanceof ListType list) {
      return LibraryCall.of(
          "list_element", list.element(), collection, Casts.to(index, SimpleType.INT64));
    }
    if (collection.type() == SimpleType.STRING) {
      return LibraryCall.of(
          "list_extract", SimpleType.STRING, collection, Casts.to(index, SimpleType.INT64));
    }
    if (collection.type() instanceof MapType map) {
      return value(collection, map, index);
    }
    OptionalInt ordinal =
        collection.type() instanceof StructType struct && index instanceof Literal literal
            ? ordinal(struct, literal.value())
            : OptionalInt.empty();
    if (ordinal.isEmpty()) {
      throw WeftException.of(
          ErrorCode.TYPE_MISMATCH, collection.type() + " has no element " + index);
    }
    return field(collection, ordinal.getAsInt());
  }

  private static OptionalInt ordinal(StructType struct, Value index) {
    if (index instanceof Value.Text name) {
      return struct.indexOf(name.value());
    }
    return index instanceof Value.Int position
        ? OptionalInt.of((int) position.value() - 1)
        : OptionalInt.empty();
  }

  /** The value of a key, which is compared as the one type that holds it and those of the map. */
  private static Expression value(Expression map, MapType type, Expression key) {
    if (key instanceof Literal literal) {
      Optional<Literal> same = Literals.convert(literal, type.key());
      if (same.isPresent()) {
        return LibraryCall.of("map_element", type.value(), map, same.get());
      }
    }
    if (CommonType.isLossless(key.type(), type.key())) {
      return LibraryCall.of("map_element", type.value(), map, Casts.to(key, type.key()));
    }
    DataType common =
        CommonType.of(key.type(), type.key())
            .filter(wide -> CommonType.isLossless(type.key(), wide))
            .orElseThrow(
                () ->
                    WeftException.of(
                            ErrorCode.TYPE_MISMATCH,
                            "the map has keys of type " + type.key() + ", not " + key.type())
                        .hint("cast the key to " + type.key()));
    return LibraryCall.of(
        "map_element",
        type.value(),
        Casts.to(map, new MapType(common, type.value())),
        Casts.to(key, common));
  }
}
