package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BOOLEAN;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.List;
import org.weft.planner.type.ListType;

/** Functions of JSON, which is text. */
final class JsonFunctions {
  private static final String PATHS =
      " A path is $.field[0].other, a field's name, a number, or /field/0.";

  private JsonFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.JSON);
    reading(entries);
    asking(entries);
    making(entries);
    return entries.list();
  }

  private static void reading(Entries entries) {
    entries
        .add("json_extract", "The JSON at a path, null if there is none." + PATHS)
        .alias("json_extract_path")
        .form("json TEXT, path TEXT", STRING)
        .form("json TEXT, index INTEGER", STRING)
        .is(Trait.GIVES_NULL);
    entries
        .add(
            "json_extract_string",
            "The text at a path, of JSON that is no text its JSON; null if there is none or it is"
                + " null.")
        .alias("json_extract_path_text", "get_json_object")
        .form("json TEXT, path TEXT", STRING)
        .form("json TEXT, index INTEGER", STRING)
        .is(Trait.GIVES_NULL);
    entries
        .add("json_value_at", "The JSON at a path if it is no list and no object, else null.")
        .alias("json_extract_scalar")
        .form("json TEXT, path TEXT", STRING)
        .is(Trait.GIVES_NULL);
    entries
        .add(
            "json_object_keys", "The names of the fields of the object, at a path if one is given.")
        .alias("json_keys")
        .form("json TEXT, [path TEXT]", new ListType(STRING))
        .is(Trait.GIVES_NULL);
  }

  private static void asking(Entries entries) {
    entries
        .add("json_valid", "True if the text is JSON.")
        .alias("is_json")
        .form("text TEXT", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add("json_type", "OBJECT, ARRAY, VARCHAR, UBIGINT, BIGINT, DOUBLE, BOOLEAN or NULL.")
        .form("json TEXT, [path TEXT]", STRING)
        .is(Trait.GIVES_NULL);
    entries
        .add("json_array_length", "The number of elements of a list, 0 for other JSON.")
        .form("json TEXT, [path TEXT]", INT64)
        .is(Trait.GIVES_NULL);
    entries
        .add("json_has", "True if there is something at the path.")
        .alias("json_path_exists")
        .form("json TEXT, path TEXT", BOOLEAN);
    entries
        .add("json_contains", "True if the second JSON is the first or lies in it.")
        .form("json TEXT, part TEXT", BOOLEAN);
  }

  private static void making(Entries entries) {
    entries
        .add("json", "The JSON without white space.")
        .alias("json_minify")
        .form("json TEXT", STRING);
    entries.add("json_pretty", "The JSON with line ends and indents.").form("json TEXT", STRING);
    entries
        .add("to_json", "The value as JSON.")
        .alias("json_quote", "serialize_json")
        .form("value ANY", STRING);
    entries
        .add(
            "json_merge_patch",
            "The first JSON with the fields of the second put in or, if null, left out.")
        .form("json TEXT, patch TEXT", STRING);
  }
}
