package org.weft.container.expression.cast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.weft.container.expression.tree.Misfit;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.CastRules;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;

/**
 * Casts between lists, between maps and between structs, and of structs to maps: element by
 * element. Fields of structs are found by name, or of a ROW by position: see {@link
 * CastRules#fields}.
 */
final class NestedCasts {
  private NestedCasts() {}

  /** A node for the cast, or null if there is none. */
  static ValueNode of(Cast cast, Parts parts) {
    DataType from = cast.input().type();
    DataType to = cast.type();
    if (from instanceof ListType || from instanceof MapType) {
      return hasCast(from, to) ? new CollectionCast(cast, parts) : null;
    }
    if (from instanceof StructType source && to instanceof StructType target) {
      return struct(cast, source, target).map(parts::value).orElse(null);
    }
    if (from instanceof StructType source && to instanceof MapType target) {
      return parts.value(pairs(cast, source, target));
    }
    return null;
  }

  /** The fields of a struct as pairs of a map, by their names. */
  private static Expression pairs(Cast cast, StructType from, MapType to) {
    List<Expression> pairs = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      Value name = new Value.Text(from.fields().get(i).name());
      pairs.add(as(new Literal(SimpleType.STRING, name), to.key(), cast));
      pairs.add(as(field(cast.input(), from, i), to.value(), cast));
    }
    return unlessNull(cast, new LibraryCall("map_value", pairs, to));
  }

  private static Expression as(Expression value, DataType type, Cast cast) {
    return value.type().equals(type) ? value : new Cast(value, type, cast.onError());
  }

  private static Expression field(Expression struct, StructType type, int ordinal) {
    return LibraryCall.of(
        "struct_field",
        type.type(ordinal),
        struct,
        new Literal(SimpleType.INT32, new Value.Int(ordinal)));
  }

  private static Expression unlessNull(Cast cast, Expression value) {
    return Call.of(
        Function.CASE,
        cast.type(),
        Call.of(Function.IS_NOT_NULL, SimpleType.BOOLEAN, cast.input()),
        value,
        Literal.ofNull(cast.type()));
  }

  /** Text as a nested value: first of texts, then of what was asked for. */
  static ValueNode ofText(Cast cast, Parts parts) {
    DataType shape = NestedRead.shape(cast.type());
    if (shape.equals(cast.type())) {
      Misfit misfit = Misfit.of(cast.onError());
      return new NestedRead(parts.value(cast.input()), shape, misfit, parts.memory());
    }
    Cast read = new Cast(cast.input(), shape, cast.onError());
    return parts.value(new Cast(read, cast.type(), cast.onError()));
  }

  private static boolean hasCast(DataType from, DataType to) {
    return (from instanceof ListType && to instanceof ListType)
        || (from instanceof MapType && to instanceof MapType);
  }

  private static Optional<Expression> struct(Cast cast, StructType from, StructType to) {
    List<OptionalInt> sources = CastRules.fields(from, to);
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    List<Expression> fields = new ArrayList<>();
    for (int i = 0; i < to.size(); i++) {
      DataType type = to.type(i);
      if (sources.get(i).isEmpty()) {
        fields.add(Literal.ofNull(type));
        continue;
      }
      int source = sources.get(i).getAsInt();
      fields.add(as(field(cast.input(), from, source), type, cast));
    }
    return Optional.of(unlessNull(cast, new LibraryCall("struct_value", fields, to)));
  }
}
