package org.weft.planner.function;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;

/** Building lists, structs and maps, and reaching into them: what operators of SQL become. */
final class NestedFunctions {
  private NestedFunctions() {}

  static List<FunctionEntry> entries() {
    List<FunctionEntry> all = new ArrayList<>();
    all.addAll(lists());
    all.addAll(structs());
    all.addAll(maps());
    all.addAll(keys());
    return all;
  }

  private static List<FunctionEntry> keys() {
    Entries entries = new Entries(FunctionFamily.BINARY);
    entries
        .add("sort_key", "Bytes that sort as the value does, which may be nested.")
        .form("value ANY", SimpleType.BINARY)
        .is(Trait.TOTAL);
    entries
        .add("equal_key", "Bytes that sort as the value does and are equal for equal values.")
        .form("value ANY", SimpleType.BINARY)
        .is(Trait.TOTAL);
    entries
        .add("sort_value", "The value that a sort_key was made of.")
        .written("sort_value(key)")
        .is(Trait.OPERATOR, Trait.TOTAL);
    return entries.list();
  }

  private static List<FunctionEntry> lists() {
    Entries entries = new Entries(FunctionFamily.LIST);
    entries
        .add("list_value", "A list of the values.")
        .written("ARRAY[value, ...] or list_value(value, ...)")
        .is(Trait.OPERATOR, Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add(
            "list_element",
            "The element at a position from 1, or from the end if negative; null if there is none.")
        .form("list ANY_LIST, position INTEGER", types -> ((ListType) types.get(0)).element())
        .written("list[position] or list_element(list, position)")
        .is(Trait.OPERATOR, Trait.GIVES_NULL, Trait.TOTAL);
    return entries.list();
  }

  private static List<FunctionEntry> structs() {
    Entries entries = new Entries(FunctionFamily.STRUCT);
    entries
        .add("struct_value", "A struct of the values.")
        .alias("named_struct")
        .written("ROW(value, ...) or named_struct('name', value, ...)")
        .is(Trait.OPERATOR, Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add("struct_field", "The field of this name, or at this position from 1.")
        .written("struct.name, struct['name'] or struct[position]")
        .is(Trait.OPERATOR, Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add("struct_extract", "The field of this name, or at this position from 1.")
        .alias("struct_extract_at", "get_field")
        .written("struct_extract(struct, 'name') or struct_extract(struct, position)");
    entries
        .add("struct_concat", "A struct of the fields of all; a name may come once.")
        .written("struct_concat(struct, ...)");
    entries
        .add("struct_insert", "The struct with more fields.")
        .written("struct_insert(struct, name := value, ...)");
    entries
        .add("struct_update", "The struct with fields changed, or more of them.")
        .written("struct_update(struct, name := value, ...)");
    entries
        .add("struct_keys", "The names of the fields.")
        .form("struct STRUCT", new ListType(SimpleType.STRING))
        .is(Trait.TOTAL);
    entries
        .add("struct_contains", "True if some field has the value.")
        .alias("struct_has")
        .form("struct STRUCT, value ANY", types -> comparable(types, SimpleType.BOOLEAN))
        .is(Trait.TOTAL);
    entries
        .add(
            "struct_position",
            "The position from 1 of the first field that has the value; null if none has.")
        .alias("struct_indexof")
        .form("struct STRUCT, value ANY", types -> comparable(types, SimpleType.INT32))
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    return entries.list();
  }

  /** Values of other kinds are never equal; those of one kind must not need a cast to be told. */
  private static DataType comparable(List<DataType> arguments, DataType result) {
    DataType value = arguments.get(1);
    for (Field field : ((StructType) arguments.get(0)).fields()) {
      boolean isPlain =
          field.type().equals(value)
              || field.type().kind() != value.kind()
              || value.isNumeric() && field.type().isNumeric();
      if (!isPlain) {
        throw WeftException.of(
                ErrorCode.TYPE_MISMATCH,
                "the field '" + field.name() + "' is of type " + field.type() + ", not " + value)
            .hint("cast one of them");
      }
    }
    return result;
  }

  private static List<FunctionEntry> maps() {
    Entries entries = new Entries(FunctionFamily.MAP);
    entries
        .add("map_value", "A map of the pairs; a null key and one that comes twice are errors.")
        .written("MAP[key, value, ...] or map_value(key, value, ...)")
        .is(Trait.OPERATOR, Trait.TAKES_NULLS, Trait.NEVER_NULL);
    entries
        .add("map_element", "The value of a key; null if the map does not have it.")
        .written("map[key]")
        .is(Trait.OPERATOR, Trait.GIVES_NULL, Trait.TOTAL);
    return entries.list();
  }
}
