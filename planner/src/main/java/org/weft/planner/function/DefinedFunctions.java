package org.weft.planner.function;

import java.util.ArrayList;
import java.util.List;

/** Functions of other engines that are said with Weft's own: see {@link Definition}. */
final class DefinedFunctions {
  private DefinedFunctions() {}

  static List<FunctionEntry> entries() {
    List<FunctionEntry> all = new ArrayList<>();
    all.addAll(numbers());
    all.addAll(conditions());
    all.addAll(texts());
    all.addAll(lists());
    all.addAll(json());
    all.addAll(codes());
    return all;
  }

  private static List<FunctionEntry> numbers() {
    Entries entries = new Entries(FunctionFamily.NUMBER);
    entries.add("square", "The number times itself.").means("x", "x * x");
    entries
        .add("infinity", "The float that is greater than all numbers.")
        .means("", "'Infinity'::DOUBLE");
    entries.add("nan", "The float that is no number.").means("", "'NaN'::DOUBLE");
    entries.add("iszero", "True for 0.").means("x", "x = 0");
    entries
        .add("try_mod", "The remainder of a division, null if it is by 0.")
        .means("x, y", "CASE WHEN y <> 0 THEN x % y END");
    entries
        .add("div0", "The quotient, 0 if it is by 0.")
        .means("x, y", "CASE WHEN y = 0 THEN x * 0 ELSE x / y END");
    entries
        .add("div0null", "The quotient, 0 if it is by 0 or null.")
        .means("x, y", "CASE WHEN coalesce(y, 0) = 0 THEN x * 0 ELSE x / y END");
    entries
        .add("randn", "A float by chance, of a normal distribution of mean 0 and deviation 1.")
        .means("", "sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())");
    entries
        .add("range_bucket", "How many elements of an ascending list are not greater.")
        .means("x, list", "length(list_filter(list, \"$e\" -> \"$e\" <= x))");
    entries
        .add(
            "haversine",
            "The kilometres between two places on the Earth, each its latitude and longitude in"
                + " degrees.")
        .means(
            "lat1, lon1, lat2, lon2",
            "2 * 6371 * asin(sqrt(sin(radians(lat2 - lat1) / 2) ** 2 + cos(radians(lat1)) *"
                + " cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2))");
    entries
        .add(
            "great_circle_distance",
            "The metres between two places on the Earth, each its latitude and longitude in"
                + " degrees.")
        .means("lat1, lon1, lat2, lon2", "1000 * haversine(lat1, lon1, lat2, lon2)");
    entries
        .add("wilson_interval_lower", "The lower bound of Wilson's interval of a share.")
        .means("successes, trials, z", wilson("-"));
    entries
        .add("wilson_interval_upper", "The upper bound of Wilson's interval of a share.")
        .means("successes, trials, z", wilson("+"));
    return entries.list();
  }

  private static String wilson(String sign) {
    String share = "(successes::DOUBLE / trials)";
    String spread = "(z::DOUBLE * z / trials)";
    return ("(S + Q / 2 " + sign + " z * sqrt((S * (1 - S) + Q / 4) / trials)) / (1 + Q)")
        .replace("S", share)
        .replace("Q", spread);
  }

  private static List<FunctionEntry> conditions() {
    Entries entries = new Entries(FunctionFamily.CONDITION);
    entries
        .add("assert_true", "Null; an error, with the message, unless the condition is true.")
        .means(
            "condition",
            "CASE WHEN NOT (condition IS TRUE) THEN error('a condition is not true') END")
        .means("condition, message", "CASE WHEN NOT (condition IS TRUE) THEN error(message) END");
    entries.add("istrue", "True for true, false for false and null.").means("x", "x IS TRUE");
    entries.add("isfalse", "True for false, false for true and null.").means("x", "x IS FALSE");
    entries.add("isnottrue", "True for false and null.").means("x", "x IS NOT TRUE");
    entries.add("isnotfalse", "True for true and null.").means("x", "x IS NOT FALSE");
    entries.add("booland", "True if both numbers are not 0.").means("a, b", "a <> 0 AND b <> 0");
    entries.add("boolor", "True if a number is not 0.").means("a, b", "a <> 0 OR b <> 0");
    entries
        .add("boolxor", "True if one of the numbers is not 0.")
        .means("a, b", "(a <> 0) <> (b <> 0)");
    entries.add("boolnot", "True for 0.").means("x", "x = 0");
    entries
        .add("strcmp", "-1, 0 or 1, as the first is less than, equal to or greater than the other.")
        .means("a, b", "CASE WHEN a < b THEN -1 WHEN a = b THEN 0 WHEN a > b THEN 1 END");
    return entries.list();
  }

  private static List<FunctionEntry> texts() {
    Entries entries = new Entries(FunctionFamily.STRING);
    entries
        .add("contains_substr", "True if the other text lies in the text, in any case.")
        .means("text, searched", "contains(lower(text), lower(searched))");
    entries
        .add("quote", "The text in quotes, with a backslash before those in it.")
        .means("text", "'''' || replace(text, '''', '\\''') || ''''");
    entries
        .add("quote_literal", "The text in quotes, those in it twice.")
        .means("text", "'''' || replace(text, '''', '''''') || ''''");
    entries
        .add("quote_nullable", "The text in quotes, those in it twice; NULL for null.")
        .means("text", "coalesce(quote_literal(text), 'NULL')");
    entries
        .add("quote_ident", "The text as a name of SQL, in double quotes where it needs them.")
        .means(
            "text",
            "CASE WHEN regexp_full_match(text, '[a-z_][a-z0-9_$]*') THEN text ELSE '\"' ||"
                + " replace(text, '\"', '\"\"') || '\"' END");
    entries
        .add("rtrimmed_length", "The number of characters without spaces at the end.")
        .means("text", "length(rtrim(text))");
    entries
        .add("strtok_to_array", "The pieces between any of the characters, none of them empty.")
        .means("text", "strtok_to_array(text, ' ')")
        .means(
            "text, separators",
            "CASE WHEN separators = '' THEN list_filter([text], \"$e\" -> \"$e\" <> '') ELSE"
                + " list_filter(regexp_split_to_array(text, '[' || regexp_escape(separators) ||"
                + " ']'), \"$e\" -> \"$e\" <> '') END");
    entries
        .add("strtok", "The so manieth piece between any of the characters, from 1.")
        .means("text", "strtok(text, ' ', 1)")
        .means("text, separators", "strtok(text, separators, 1)")
        .means(
            "text, separators, number",
            "CASE WHEN number > 0 THEN strtok_to_array(text, separators)[number] END");
    entries
        .add("jarowinkler_similarity", "How alike two texts are in any case, from 0 to 100.")
        .means("a, b", "round(100 * jaro_winkler_similarity(lower(a), lower(b)))::INTEGER");
    entries
        .add("insert", "The text with so many characters from a start on replaced.")
        .means("text, start, length, replacement", "overlay(text, replacement, start, length)");
    entries
        .add(
            "split_to_map",
            "A map from a text of pairs, between the one separator, of key and value, between the"
                + " other.")
        .means(
            "text, pairs, values", "str_to_map(text, regexp_escape(pairs), regexp_escape(values))");
    return entries.list();
  }

  private static List<FunctionEntry> codes() {
    Entries entries = new Entries(FunctionFamily.HASH);
    for (int bits : new int[] {224, 384, 512}) {
      entries
          .add("sha" + bits, "The SHA-" + bits + " digest in hexadecimal.")
          .means("bytes", "sha2(bytes, " + bits + ")");
    }
    return entries.list();
  }

  private static List<FunctionEntry> lists() {
    Entries entries = new Entries(FunctionFamily.LIST);
    entries.add("array_average", "The mean of the elements.").means("list", "list_avg(list)");
    entries
        .add("array_frequency", "A map from each element to how often it comes.")
        .alias("array_histogram", "value_counts", "list_value_counts")
        .means("list", "list_aggregate(list, 'histogram')");
    entries
        .add("contains_sequence", "True if the elements of the other list follow each other in it.")
        .means(
            "list, searched",
            "length(list_filter(generate_series(1, length(list) - length(searched) + 1), \"$i\""
                + " -> list_slice(list, \"$i\", \"$i\" + length(searched) - 1) = searched)) > 0");
    entries
        .add(
            "try_element_at",
            "The element at a position, from the end if negative, or the value of a key; null if"
                + " there is none.")
        .means("collection, position", "collection[position]");
    entries
        .add("array_remove_at", "The list without the element at a position from 0.")
        .means(
            "list, position",
            "list_concat(list_slice(list, 1, position), list_slice(list, position + 2,"
                + " length(list)))");
    entries
        .add("array_lower", "The first position in a list, null if it is empty.")
        .means("list, dimension", "CASE WHEN dimension = 1 AND length(list) > 0 THEN 1 END");
    entries
        .add("array_upper", "The last position in a list, null if it is empty.")
        .means(
            "list, dimension",
            "CASE WHEN dimension = 1 AND length(list) > 0 THEN length(list) END");
    entries
        .add("shuffle", "The elements in an order by chance.")
        .alias("array_shuffle")
        .means(
            "list",
            "list_transform(list_sort(list_transform(list, \"$e\" -> named_struct('r', random(),"
                + " 'e', \"$e\"))), \"$s\" -> struct_extract(\"$s\", 'e'))");
    entries
        .add("array_has_duplicates", "True if an element comes twice.")
        .means(
            "list",
            "length(list_distinct(list_filter(list, \"$e\" -> \"$e\" IS NOT NULL))) <"
                + " list_count(list)");
    entries
        .add("empty", "True if the list has no elements.")
        .alias("list_empty", "array_empty")
        .means("list", "length(list) = 0");
    entries
        .add("trim_array", "The list without so many of its last elements.")
        .means("list, count", "list_slice(list, 1, greatest(length(list) - count, 0))");
    entries
        .add(
            "ngrams",
            "The lists of so many neighbours in the list; the list itself if it is shorter.")
        .means(
            "list, count",
            "list_transform(generate_series(1, greatest(length(list) - count + 1, 1)), \"$i\" ->"
                + " list_slice(list, \"$i\", \"$i\" + count - 1))");
    daftLists(entries);
    entries
        .add("generate_date_array", "The dates from one to the other, a day or an interval apart.")
        .means("first, last", "generate_series(first, last, INTERVAL 1 DAY)::DATE[]")
        .means("first, last, step", "generate_series(first, last, step)::DATE[]");
    return entries.list();
  }

  /** What Daft calls by other names. */
  private static void daftLists(Entries entries) {
    entries
        .add(
            "list_chunk",
            "The list cut into lists of so many elements; what is left at the end is dropped.")
        .alias("chunk")
        .means(
            "list, size",
            "list_transform(range(length(list) // size), \"$i\" -> list_slice(list, \"$i\" * size +"
                + " 1, (\"$i\" + 1) * size))");
    entries.add("seq", "The integers from 0, so many of them.").means("count", "range(count)");
    entries
        .add("pearson_correlation", "The coefficient of correlation of two lists of one length.")
        .alias("pearson")
        .means(
            "a, b",
            "list_cosine_similarity(list_transform(a, \"$x\" -> \"$x\" - list_avg(a)),"
                + " list_transform(b, \"$x\" -> \"$x\" - list_avg(b)))");
  }

  private static List<FunctionEntry> json() {
    Entries entries = new Entries(FunctionFamily.JSON);
    entries
        .add("json_field", "The text of a field of an object, null if there is none.")
        .means(
            "json, name",
            "json_extract_string(json, '/' || replace(replace(name, '~', '~0'), '/', '~1'))");
    entries
        .add(
            "json_array_get",
            "The JSON at a position from 0 in an array, or from the end if negative.")
        .means("json, position", "json_extract(json, position)");
    entries
        .add(
            "json_extract_scalar",
            "The text, number or boolean at a path as text; null for an array or an object.")
        .means(
            "json, path",
            "CASE WHEN json_type(json, path) NOT IN ('ARRAY', 'OBJECT') THEN"
                + " json_extract_string(json, path) END");
    entries.add("get_path", "The JSON at a path.").means("json, path", "json_extract(json, path)");
    entries
        .add("try_parse_json", "The JSON of a text, null if it is none.")
        .means("text", "CASE WHEN json_valid(text) THEN json(text) END");
    entries
        .add("json_size", "How many elements or members the JSON at a path has, 0 if it has none.")
        .means(
            "json, path",
            "CASE json_type(json, path) WHEN 'ARRAY' THEN json_array_length(json, path) WHEN"
                + " 'OBJECT' THEN length(json_keys(json, path)) WHEN NULL THEN NULL ELSE 0 END");
    entries
        .add("is_json_scalar", "True for JSON that is no array and no object.")
        .means("json", "json_type(json) NOT IN ('ARRAY', 'OBJECT')");
    return entries.list();
  }
}
