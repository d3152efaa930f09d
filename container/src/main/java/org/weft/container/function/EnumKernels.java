package org.weft.container.function;

import java.util.List;
import java.util.function.Function;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.type.EnumType;

/** Kernels of functions of enums. */
final class EnumKernels {
  private EnumKernels() {}

  static void add(KernelList list) {
    list.inMemory(
        "enum_range",
        (call, memory) -> {
          List<String> values = type(call).values();
          return ListQueries.made(call, memory, in -> values);
        });
    list.inMemory(
        "enum_range_boundary",
        (call, memory) -> {
          List<String> values = type(call).values();
          return ListQueries.made(call, memory, in -> between(in, values));
        });
    one(list, "enum_first", values -> values.get(0));
    one(list, "enum_last", values -> values.get(values.size() - 1));
    list.perCall(
        "enum_code",
        call -> {
          type(call);
          return (in, out) -> out.integer(in.integer(0));
        });
  }

  private static void one(KernelList list, String name, Function<List<String>, String> choice) {
    list.perCall(
        name,
        call -> {
          List<String> values = type(call).values();
          return (in, out) -> {
            if (values.isEmpty()) {
              out.nothing();
            } else {
              out.text(choice.apply(values));
            }
          };
        });
  }

  private static List<String> between(Arguments in, List<String> values) {
    int from = in.isNull(0) ? 0 : (int) in.integer(0);
    int to = in.isNull(1) ? values.size() - 1 : (int) in.integer(1);
    return from > to ? List.of() : values.subList(from, to + 1);
  }

  /** The enum of the arguments: where there are several, all that are not null are of one. */
  private static EnumType type(LibraryCall call) {
    List<EnumType> types =
        call.inputs().stream()
            .filter(argument -> argument.type() instanceof EnumType)
            .map(argument -> (EnumType) argument.type())
            .distinct()
            .toList();
    if (types.size() != 1) {
      String problem = types.isEmpty() ? " needs a value of an enum" : " is of one enum, not two";
      throw WeftException.of(ErrorCode.TYPE_MISMATCH, call.function() + problem)
          .hint("cast the argument, as in NULL::mood");
    }
    return types.get(0);
  }
}
