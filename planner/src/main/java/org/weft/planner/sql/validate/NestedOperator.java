package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** Builds a list, struct or map of its arguments, whose types may differ where one holds all. */
public final class NestedOperator extends TypedOperator {
  /** {@code ARRAY[value, …]}. */
  public static final NestedOperator LIST = new NestedOperator("LIST_VALUE", Kind.LIST);

  /** {@code MAP[key, value, …]}. */
  public static final NestedOperator MAP = new NestedOperator("MAP_VALUE", Kind.MAP);

  /** {@code named_struct('name', value, …)}. */
  public static final NestedOperator STRUCT = new NestedOperator("NAMED_STRUCT", Kind.STRUCT);

  private final Kind builds;

  /** What is built. */
  public enum Kind {
    LIST,
    STRUCT,
    MAP
  }

  private NestedOperator(String name, Kind builds) {
    super(name);
    this.builds = builds;
  }

  /** What is built. */
  public Kind builds() {
    return builds;
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    List<RelDataType> arguments = call.collectOperandTypes();
    return switch (builds) {
      case LIST -> SqlTypes.INSTANCE.createArrayType(common(arguments, "elements of a list"), -1);
      case MAP -> {
        requirePairs(arguments, "keys and values");
        RelDataType key = common(every(arguments, 0), "keys of a map");
        RelDataType value = common(every(arguments, 1), "values of a map");
        yield SqlTypes.INSTANCE.createMapType(key, value);
      }
      case STRUCT -> {
        requirePairs(arguments, "names and values");
        yield struct(names(call), every(arguments, 1));
      }
    };
  }

  /** Mixed elements, keys and values become those of one type. */
  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    DialectCoercion coercion = (DialectCoercion) call.getValidator().getTypeCoercion();
    List<Operand> arguments = Operand.all(call.getCall());
    if (builds == Kind.LIST) {
      coercion.unite(call.getScope(), arguments);
    } else if (builds == Kind.MAP) {
      coercion.unite(call.getScope(), every(arguments, 0));
      coercion.unite(call.getScope(), every(arguments, 1));
    }
    return super.checkOperandTypes(call, throwOnFailure);
  }

  /** Every second argument. */
  private static <T> List<T> every(List<T> arguments, int first) {
    List<T> some = new ArrayList<>();
    for (int i = first; i < arguments.size(); i += 2) {
      some.add(arguments.get(i));
    }
    return some;
  }

  private static void requirePairs(List<RelDataType> arguments, String what) {
    if (arguments.size() % 2 != 0) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, what + " must come in pairs");
    }
  }

  private static RelDataType common(List<RelDataType> types, String what) {
    if (types.isEmpty()) {
      return SqlTypes.INSTANCE.createSqlType(SqlTypeName.NULL);
    }
    for (RelDataType type : types) {
      LibraryArguments.type(type);
    }
    RelDataType common = SqlTypes.INSTANCE.leastRestrictive(types);
    if (common == null) {
      common = SqlTypes.INSTANCE.leastRestrictive(days(types));
    }
    if (common == null) {
      throw WeftException.of(
              ErrorCode.TYPE_MISMATCH,
              "the " + what + " have types that do not go together: " + written(types))
          .hint("cast them to one type");
    }
    return SqlTypes.INSTANCE.createTypeWithNullability(common, true); // as Weft's types have it
  }

  /** The types with dates as timestamps, if there are timestamps among them. */
  private static List<RelDataType> days(List<RelDataType> types) {
    Optional<RelDataType> timestamp =
        types.stream().filter(type -> type.getSqlTypeName() == SqlTypeName.TIMESTAMP).findFirst();
    return types.stream()
        .map(type -> type.getSqlTypeName() == SqlTypeName.DATE ? timestamp.orElse(type) : type)
        .toList();
  }

  private static String written(List<RelDataType> types) {
    Set<String> names = new java.util.LinkedHashSet<>();
    types.forEach(type -> names.add(SqlTypes.toWeft(type).toString()));
    return String.join(", ", names);
  }

  private static RelDataType struct(List<String> names, List<RelDataType> types) {
    if (names.isEmpty()) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "a struct needs at least one field");
    }
    Set<String> seen = new HashSet<>();
    List<RelDataType> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i).toLowerCase(Locale.ROOT))) {
        throw WeftException.of(
            ErrorCode.AMBIGUOUS_NAME, "the struct has two fields '" + names.get(i) + "'");
      }
      LibraryArguments.type(types.get(i));
      fields.add(SqlTypes.INSTANCE.createTypeWithNullability(types.get(i), true));
    }
    return SqlTypes.INSTANCE.createTypeWithNullability(
        SqlTypes.INSTANCE.createStructType(StructKind.FULLY_QUALIFIED, fields, names), true);
  }

  private static List<String> names(SqlOperatorBinding call) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < call.getOperandCount(); i += 2) {
      boolean isName =
          call.isOperandLiteral(i, false) && SqlTypeUtil.isCharacter(call.getOperandType(i));
      if (!isName) {
        throw WeftException.of(
                ErrorCode.INVALID_QUERY, "the name of a struct's field must be a text")
            .hint("write named_struct('name', value, …)");
      }
      names.add(call.getOperandLiteralValue(i, String.class));
    }
    return names;
  }

  /** The names of fields that were not given one, as in {@code ROW(1, 2)}. */
  static String fieldName(String name, int ordinal) {
    return name.equals("EXPR$" + ordinal) ? "f" + (ordinal + 1) : name;
  }
}
