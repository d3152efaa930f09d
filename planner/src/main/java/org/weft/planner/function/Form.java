package org.weft.planner.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.weft.planner.expr.Function;
import org.weft.planner.type.CommonType;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;

/**
 * One way to call a function.
 *
 * @param core the function of the expressions' own that computes this form, or nothing if a kernel
 *     of the library does
 */
public record Form(List<Parameter> parameters, ResultRule result, Optional<Function> core) {
  public Form {
    parameters = List.copyOf(parameters);
  }

  /** The parameters from their spelling, separated by commas: see {@link Parameter#parse}. */
  static List<Parameter> parameters(String spelling) {
    return spelling.isBlank()
        ? List.of()
        : Arrays.stream(spelling.split(",")).map(Parameter::parse).toList();
  }

  /**
   * The types as which arguments of these types are given.
   *
   * @return nothing if this form does not take them
   */
  public Optional<List<DataType>> accept(List<DataType> arguments) {
    if (!takes(arguments.size())) {
      return Optional.empty();
    }
    List<DataType> given = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Optional<DataType> type = parameter(i).kind().accept(arguments.get(i));
      if (type.isEmpty()) {
        return Optional.empty();
      }
      given.add(type.get());
    }
    return share(given, ArgumentKind::isShared) && shareElements(given) && shareMap(given)
        ? Optional.of(given)
        : Optional.empty();
  }

  /** Gives arguments of some kinds the one type that holds them all; false if there is none. */
  private boolean share(List<DataType> given, Predicate<ArgumentKind> shares) {
    DataType common = SimpleType.NULL;
    for (int i = 0; i < given.size(); i++) {
      if (shares.test(parameter(i).kind())) {
        Optional<DataType> both = CommonType.of(common, given.get(i));
        if (both.isEmpty()) {
          return false;
        }
        common = both.get();
      }
    }
    for (int i = 0; i < given.size(); i++) {
      ArgumentKind kind = parameter(i).kind();
      if (shares.test(kind)) {
        given.set(i, common == SimpleType.NULL ? kind.ofNulls() : common);
      }
    }
    return true;
  }

  /** Gives lists and what could be in them one type of elements; false if there is none. */
  private boolean shareElements(List<DataType> given) {
    DataType common = SimpleType.NULL;
    for (int i = 0; i < given.size(); i++) {
      DataType element = elementOf(i, given.get(i));
      Optional<DataType> both = CommonType.of(common, element);
      if (both.isEmpty()) {
        return false;
      }
      common = both.get();
    }
    for (int i = 0; i < given.size(); i++) {
      switch (parameter(i).kind()) {
        case LIST -> given.set(i, new ListType(common));
        case ELEMENT -> given.set(i, common);
        default -> {
          // has nothing to do with lists
        }
      }
    }
    return true;
  }

  /** Gives a map and what could be in it one type of keys and of values. */
  private boolean shareMap(List<DataType> given) {
    for (int i = 0; i < given.size(); i++) {
      boolean isMap = parameter(i).kind() == ArgumentKind.MAP;
      if (isMap && given.get(i) instanceof MapType map) {
        Optional<DataType> key = common(map.key(), ArgumentKind.KEY, given);
        Optional<DataType> value = common(map.value(), ArgumentKind.VALUE, given);
        if (key.isEmpty() || value.isEmpty()) {
          return false;
        }
        given.set(i, new MapType(key.get(), value.get()));
      }
    }
    return true;
  }

  private Optional<DataType> common(DataType inMap, ArgumentKind kind, List<DataType> given) {
    for (int i = 0; i < given.size(); i++) {
      if (parameter(i).kind() == kind) {
        Optional<DataType> common = CommonType.of(inMap, given.get(i));
        common.ifPresent(replaceAt(given, i));
        return common;
      }
    }
    return Optional.of(inMap);
  }

  private static java.util.function.Consumer<DataType> replaceAt(List<DataType> list, int index) {
    return type -> list.set(index, type);
  }

  private DataType elementOf(int argument, DataType type) {
    return switch (parameter(argument).kind()) {
      case LIST -> type instanceof ListType list ? list.element() : SimpleType.NULL;
      case ELEMENT -> type;
      default -> SimpleType.NULL;
    };
  }

  /** True if so many arguments can be written. */
  public boolean takes(int count) {
    long required =
        parameters.stream().filter(p -> p.presence() != Parameter.Presence.OPTIONAL).count();
    boolean repeats =
        !parameters.isEmpty()
            && parameters.get(parameters.size() - 1).presence() == Parameter.Presence.REPEATED;
    return count >= required && (repeats || count <= parameters.size());
  }

  /** The parameter that stands for an argument. */
  public Parameter parameter(int argument) {
    return parameters.get(Math.min(argument, parameters.size() - 1));
  }

  /** The call as it is written. */
  String written(String name) {
    return parameters.stream()
        .map(Parameter::toString)
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  /** The call with the kinds of the arguments. */
  String explained(String name) {
    return parameters.stream()
        .map(p -> p + " " + p.kind().words())
        .collect(Collectors.joining(", ", name + "(", ")"));
  }
}
