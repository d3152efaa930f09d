package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BOOLEAN;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.List;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;

/** Functions of maps. Of keys each comes once, and none is null. */
final class MapFunctions {
  private MapFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.MAP);
    making(entries);
    asking(entries);
    return entries.list();
  }

  private static void making(Entries entries) {
    entries
        .add("map_from_arrays", "A map of a list of keys and a list of as many values.")
        .form("keys ANY_LIST, values ANY_LIST", MapFunctions::ofLists);
    entries
        .add("map", "A map of a list of keys and a list of as many values, or of keys and values.")
        .alias("make_map")
        .form("", new MapType(SimpleType.NULL, SimpleType.NULL))
        .form("keys ANY_LIST, values ANY_LIST", MapFunctions::ofLists)
        .form("key ANY, value ANY", types -> new MapType(types.get(0), types.get(1)))
        .is(Trait.TAKES_NULLS);
    entries
        .add("map_from_entries", "A map of a list of structs of a key and a value.")
        .form("entries ENTRIES", MapFunctions::ofEntries);
    entries
        .add(
            "map_concat",
            "The pairs of all maps; of equal keys the value of the last map counts. Null maps are"
                + " left out.")
        .form("map SAME_MAP...", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add(
            "str_to_map",
            "A map of the text's pairs, which the first pattern (a comma) separates, and in which"
                + " the second (a colon) separates key and value; without it the value is null.")
        .form("text TEXT, [pairs TEXT], [values TEXT]", new MapType(STRING, STRING));
  }

  private static DataType ofLists(List<DataType> types) {
    return new MapType(element(types.get(0)), element(types.get(1)));
  }

  private static DataType element(DataType list) {
    return ((ListType) list).element();
  }

  private static DataType ofEntries(List<DataType> types) {
    StructType pair = (StructType) element(types.get(0));
    return new MapType(pair.type(0), pair.type(1));
  }

  private static void asking(Entries entries) {
    entries
        .add("map_contains", "True if the map has the key.")
        .alias("map_contains_key")
        .form("map MAP, key KEY", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add("map_contains_value", "True if the map has the value.")
        .form("map MAP, value VALUE", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add(
            "map_contains_entry", "True if the map has the key with this value, which may be null.")
        .form("map MAP, key KEY, value VALUE", BOOLEAN)
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add("map_extract", "A list of the value of a key, empty if the map does not have it.")
        .form("map MAP, key KEY", types -> new ListType(((MapType) types.get(0)).value()))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add(
            "element_at",
            "A list of the value of a key, empty if the map does not have it; of a list the element"
                + " at a position, from the end if negative, null if there is none.")
        .form("map MAP, key KEY", types -> new ListType(((MapType) types.get(0)).value()))
        .form("list ANY_LIST, position INTEGER", types -> element(types.get(0)))
        .is(Trait.TAKES_NULLS, Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add("map_extract_value", "The value of a key, null if the map does not have it.")
        .alias("map_get")
        .form("map MAP, key KEY", types -> ((MapType) types.get(0)).value())
        .is(Trait.GIVES_NULL, Trait.TOTAL);
  }
}
