package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BOOLEAN;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.List;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.StructType;

/** Functions of JSON, which is text. */
final class JsonFunctions {
  private static final String PATHS =
      " A path is $.field[0].other, a field's name, a number, or /field/0; a list of paths gives"
          + " a list.";

  private static final DataType ROWS =
      new ListType(
          StructType.of(
              Field.nullable("key", STRING),
              Field.nullable("value", STRING),
              Field.nullable("type", STRING),
              Field.nullable("atom", STRING),
              Field.nullable("id", INT64),
              Field.nullable("parent", INT64),
              Field.nullable("fullkey", STRING),
              Field.nullable("path", STRING)));

  private JsonFunctions() {}

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.JSON);
    reading(entries);
    rows(entries);
    asking(entries);
    making(entries);
    return entries.list();
  }

  private static void reading(Entries entries) {
    entries
        .add("json_extract", "The JSON at a path, null if there is none." + PATHS)
        .alias("json_extract_path", "json_query")
        .form("json TEXT, path TEXT", STRING)
        .form("json TEXT, index INTEGER", STRING)
        .form("json TEXT, paths TEXT_LIST", new ListType(STRING))
        .is(Trait.GIVES_NULL);
    entries
        .add(
            "json_extract_string",
            "The text at a path, of JSON that is no text its JSON; null if there is none or it is"
                + " null.")
        .alias("json_extract_path_text", "get_json_object")
        .form("json TEXT, path TEXT", STRING)
        .form("json TEXT, index INTEGER", STRING)
        .form("json TEXT, paths TEXT_LIST", new ListType(STRING))
        .is(Trait.GIVES_NULL);
    entries
        .add(
            "json_extract_all",
            "A list of the JSON at all places that a path with * or .. leads to; json_extract with"
                + " such a path is this.")
        .form("json TEXT, path TEXT", new ListType(STRING));
    entries
        .add(
            "json_extract_string_all",
            "A list of the texts at all places that a path with * or .. leads to.")
        .form("json TEXT, path TEXT", new ListType(STRING));
    entries
        .add(
            "json_read",
            "The JSON as a value of lists, structs, maps and texts; null where it is none.")
        .form("json TEXT, shape ANY", ResultRule.argument(1))
        .is(Trait.TAKES_NULLS);
    entries
        .add("json_read_strict", "As json_read; an error where the JSON has another form.")
        .form("json TEXT, shape ANY", ResultRule.argument(1))
        .is(Trait.TAKES_NULLS);
    entries
        .add(
            "from_json",
            "The JSON as a value of a type, such as 'a INTEGER, b VARCHAR[]' or"
                + " '{\"a\": \"INTEGER\"}'; null where it does not fit.")
        .alias("json_transform")
        .written("from_json(json, 'type')");
    entries
        .add("from_json_strict", "As from_json; an error where the JSON does not fit.")
        .alias("json_transform_strict")
        .written("from_json_strict(json, 'type')");
    entries
        .add("json_value_at", "The JSON at a path if it is no list and no object, else null.")
        .alias("json_value")
        .form("json TEXT, path TEXT", STRING)
        .form("json TEXT, paths TEXT_LIST", new ListType(STRING))
        .is(Trait.GIVES_NULL);
    entries
        .add(
            "json_object_keys", "The names of the fields of the object, at a path if one is given.")
        .alias("object_keys")
        .alias("json_keys")
        .form("json TEXT, [path TEXT]", new ListType(STRING))
        .form("json TEXT, paths TEXT_LIST", new ListType(new ListType(STRING)))
        .is(Trait.GIVES_NULL);
  }

  private static void rows(Entries entries) {
    String columns = ": structs of key, value, type, atom, id, parent, fullkey and path. In FROM ";
    entries
        .add(
            "json_entries",
            "The elements of the JSON, at a path if one is given" + columns + "it is json_each.")
        .form("json TEXT, [path TEXT]", ROWS);
    entries
        .add(
            "json_tree_entries",
            "The JSON and all in it, at a path if one is given" + columns + "it is json_tree.")
        .form("json TEXT, [path TEXT]", ROWS);
  }

  private static void asking(Entries entries) {
    entries
        .add("json_valid", "True if the text is JSON.")
        .alias("is_json")
        .form("text TEXT", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add("json_type", "OBJECT, ARRAY, VARCHAR, UBIGINT, BIGINT, DOUBLE, BOOLEAN or NULL.")
        .alias("json_typeof")
        .form("json TEXT, [path TEXT]", STRING)
        .form("json TEXT, paths TEXT_LIST", new ListType(STRING))
        .is(Trait.GIVES_NULL);
    entries
        .add("json_array_length", "The number of elements of a list, 0 for other JSON.")
        .alias("jsonb_array_length")
        .form("json TEXT, [path TEXT]", INT64)
        .form("json TEXT, paths TEXT_LIST", new ListType(INT64))
        .is(Trait.GIVES_NULL);
    entries
        .add("json_has", "True if there is something at the path.")
        .alias("json_exists", "json_path_exists")
        .form("json TEXT, path TEXT", BOOLEAN)
        .form("json TEXT, paths TEXT_LIST", new ListType(BOOLEAN));
    entries
        .add("json_contains", "True if the second JSON is the first or lies in it.")
        .form("json TEXT, part TEXT", BOOLEAN);
  }

  private static void making(Entries entries) {
    entries
        .add("json", "The JSON without white space.")
        .alias("json_format")
        .alias("json_parse", "parse_json")
        .alias("json_minify")
        .form("json TEXT", STRING);
    entries.add("json_pretty", "The JSON with line ends and indents.").form("json TEXT", STRING);
    entries
        .add("to_json", "The value as JSON.")
        .alias("to_json_string", "to_jsonb")
        .alias("json_quote", "serialize_json", "row_to_json", "array_to_json")
        .form("value ANY", STRING);
    entries
        .add(
            "json_merge_patch",
            "The first JSON with the fields of the second put in or, if null, left out.")
        .form("json TEXT, patch TEXT...", STRING)
        .is(Trait.TAKES_NULLS, Trait.GIVES_NULL);
    entries
        .add("as_json", "The value as JSON; a text must be JSON and stays as it is: value::JSON.")
        .form("value ANY", STRING);
    entries
        .add("try_as_json", "As as_json, null for a text that is no JSON.")
        .form("value ANY", STRING)
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add(
            "json_array",
            "A JSON list of the values. Of texts those that come straight from a function of JSON"
                + " are put in as JSON.")
        .alias("json_build_array", "jsonb_build_array")
        .form("", STRING)
        .form("value ANY...", STRING)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL);
    entries
        .add("json_object", "A JSON object of names and values: json_object('a', 1, 'b', 2).")
        .alias("json_build_object", "jsonb_build_object")
        .form("", STRING)
        .form("value ANY...", STRING)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL);
    entries
        .add(
            "json_structure",
            "The types in the JSON, as from_json takes them; of lists the type of all elements.")
        .form("json TEXT", STRING);
  }
}
