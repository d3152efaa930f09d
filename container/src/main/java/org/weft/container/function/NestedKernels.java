package org.weft.container.function;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListBuilder;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.OrderKey;
import org.weft.planner.vector.nested.StructBuilder;
import org.weft.planner.vector.nested.StructReader;
import org.weft.planner.vector.nested.ValuesBuilder;

/** Building lists, structs and maps, and reaching into them. */
final class NestedKernels {
  private NestedKernels() {}

  static void add(KernelList list) {
    list.inMemory("list_value", NestedKernels::listValue);
    list.inMemory("struct_value", NestedKernels::structValue);
    list.perCall("list_element", NestedKernels::listElement);
    list.perCall("struct_field", NestedKernels::structField);
    list.inMemory("struct_keys", NestedKernels::structKeys);
    list.row("struct_contains", (in, out) -> out.flag(place(in) > 0));
    list.row(
        "struct_position",
        (in, out) -> {
          int place = place(in);
          if (place == 0) {
            out.nothing();
          } else {
            out.integer(place);
          }
        });
    list.inMemory("sort_key", (call, memory) -> key(call, memory, OrderKey.Ties.RESTORABLE));
    list.inMemory("equal_key", (call, memory) -> key(call, memory, OrderKey.Ties.EQUAL));
    list.inMemory("sort_value", NestedKernels::sortValue);
  }

  /** The place from 1 of the first field with the value; 0 if there is none. */
  private static int place(Arguments in) {
    StructType struct = (StructType) in.type(0);
    List<?> fields = (List<?>) in.value(0);
    Object value = in.value(1);
    int place = 0;
    while (place < fields.size()
        && !isSame(struct.type(place), fields.get(place), in.type(1), value)) {
      place++;
    }
    return place < fields.size() ? place + 1 : 0;
  }

  private static boolean isSame(DataType fieldType, Object field, DataType type, Object value) {
    if (field == null) {
      return false;
    }
    if (field instanceof Number first && value instanceof Number second) {
      return fieldType.isNumeric() == type.isNumeric() && isSame(first, second);
    }
    return fieldType.equals(type) && Objects.deepEquals(field, value);
  }

  private static boolean isSame(Number a, Number b) {
    if (a instanceof Double || b instanceof Double) {
      double first = a.doubleValue();
      double second = b.doubleValue();
      return first == second || Double.isNaN(first) && Double.isNaN(second);
    }
    return exact(a).compareTo(exact(b)) == 0;
  }

  private static BigDecimal exact(Number number) {
    return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
  }

  static void add(Arguments in, int argument, ValuesBuilder to) {
    if (in.isNull(argument)) {
      to.addNull();
    } else {
      to.add(in.layout(argument), in.address(argument));
    }
  }

  private static RowFunction listValue(LibraryCall call, MemoryScope memory) {
    ListBuilder builder = new ListBuilder((ListType) call.type(), memory);
    return (in, out) -> {
      builder.start();
      for (int i = 0; i < in.count(); i++) {
        add(in, i, builder);
      }
      out.nested(builder);
    };
  }

  private static RowFunction structValue(LibraryCall call, MemoryScope memory) {
    StructBuilder builder = new StructBuilder((StructType) call.type(), memory);
    return (in, out) -> {
      builder.start();
      for (int i = 0; i < in.count(); i++) {
        add(in, i, builder);
      }
      out.nested(builder);
    };
  }

  static RowFunction listElement(LibraryCall call) {
    ListReader reader = new ListReader(call.type());
    return (in, out) -> {
      reader.point(Views.bytes(in.address(0)));
      long position = in.integer(1);
      long index = position < 0 ? reader.size() + position : position - 1;
      if (index < 0 || index >= reader.size()) {
        out.nothing();
      } else {
        out.element(reader, (int) index);
      }
    };
  }

  private static RowFunction structField(LibraryCall call) {
    StructReader reader = new StructReader((StructType) call.inputs().get(0).type());
    Literal ordinal = (Literal) call.inputs().get(1);
    int field = (int) ((Value.Int) ordinal.value()).value();
    return (in, out) -> out.field(reader.point(Views.bytes(in.address(0))), field);
  }

  private static RowFunction structKeys(LibraryCall call, MemoryScope memory) {
    ListBuilder builder = new ListBuilder((ListType) call.type(), memory);
    StructType struct = (StructType) call.inputs().get(0).type();
    return (in, out) -> {
      builder.start();
      for (org.weft.planner.type.Field field : struct.fields()) {
        builder.addBytes(field.name().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
      out.nested(builder);
    };
  }

  private static RowFunction key(LibraryCall call, MemoryScope memory, OrderKey.Ties ties) {
    OrderKey key = new OrderKey(call.inputs().get(0).type(), memory, ties);
    return (in, out) -> {
      key.make(in.layout(0), in.address(0));
      long copy = out.reserve(key.length());
      Memory.copy(key.address(), copy, key.length());
      out.piece(copy, key.length());
    };
  }

  private static RowFunction sortValue(LibraryCall call, MemoryScope memory) {
    OrderKey key = new OrderKey(call.type(), memory);
    return (in, out) -> {
      ListReader value = key.restore(Views.bytes(in.address(0)));
      if (value.layout() == Layout.VIEW) {
        long copy = out.reserve(value.length(0));
        Memory.copy(value.bytes(0), copy, value.length(0));
        out.piece(copy, value.length(0));
      } else {
        out.element(value, 0);
      }
    };
  }
}
