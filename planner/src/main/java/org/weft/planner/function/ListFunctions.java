package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BOOLEAN;
import static org.weft.planner.type.SimpleType.FLOAT64;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimestampType;

/** Functions of lists and maps. Positions count from 1. */
final class ListFunctions {
  /** As many lists as list_zip takes. */
  private static final int MOST_ZIPPED = 8;

  private static final ListType TEXTS = new ListType(STRING);

  private ListFunctions() {}

  static List<FunctionEntry> entries() {
    Entries lists = new Entries(FunctionFamily.LIST);
    asking(lists);
    changing(lists);
    choosing(lists);
    sets(lists);
    reducing(lists);
    texts(lists);
    vectors(lists);
    List<FunctionEntry> all = new ArrayList<>(lists.list());
    all.addAll(ArrayFunctions.entries());
    Entries maps = new Entries(FunctionFamily.MAP);
    maps(maps);
    all.addAll(maps.list());
    return all;
  }

  private static DataType element(List<DataType> arguments) {
    return ((ListType) arguments.get(0)).element();
  }

  /** The lists that are elements of a list. */
  private static DataType inner(List<DataType> arguments) {
    DataType element = element(arguments);
    if (element == SimpleType.NULL) {
      return new ListType(SimpleType.NULL);
    }
    if (element instanceof ListType list) {
      return list;
    }
    throw WeftException.of(
        ErrorCode.TYPE_MISMATCH, "flatten takes a list of lists, not " + arguments.get(0));
  }

  private static void asking(Entries entries) {
    entries
        .add("list_contains", "True if the list has the element.")
        .alias("array_contains", "list_has", "array_has")
        .form("list LIST, element ELEMENT", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add(
            "list_position",
            "Where the element, or a null, first lies in the list, from a place on if told; null if"
                + " it does not.")
        .alias("list_indexof", "array_position", "array_indexof")
        .form("list LIST, element ELEMENT, [start INTEGER]", INT64)
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add("list_has_any", "True if the lists have an element in common.")
        .alias("array_has_any", "arrays_overlap")
        .form("a LIST, b LIST", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add("list_has_all", "True if the first list has all elements of the second.")
        .alias("array_has_all")
        .form("a LIST, b LIST", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add(
            "list_extract",
            "The element at a position, from the end if negative; null if there is none.")
        .alias("array_element")
        .alias("array_extract", "list_get")
        .form("list ANY_LIST, position INTEGER", ListFunctions::element)
        .form("text TEXT, position INTEGER", STRING)
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add("get", "The element at a position from 0; null if there is none.")
        .form("list ANY_LIST, position INTEGER", ListFunctions::element)
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add("list_first", "The first element, null if the list is empty.")
        .alias("array_first")
        .form("list ANY_LIST", ListFunctions::element)
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add("list_last", "The last element, null if the list is empty.")
        .alias("array_last")
        .form("list ANY_LIST", ListFunctions::element)
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add("list_or_null", "The list, or one null if it is empty or null: see explode_outer.")
        .form("list ANY_LIST", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add("list_any_value", "The first element that is not null.")
        .alias("array_any_value")
        .form("list ANY_LIST", ListFunctions::element)
        .is(Trait.GIVES_NULL, Trait.TOTAL);
  }

  private static void changing(Entries entries) {
    entries
        .add("list_append", "The list with the element at its end; a null list is empty.")
        .alias("array_append", "list_push_back", "array_push_back")
        .form("list LIST, element ELEMENT", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add("list_prepend", "The list with the element at its start; a null list is empty.")
        .form("element ELEMENT, list LIST", ResultRule.argument(1))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add(
            "array_prepend",
            "The list with the element at its start, in either order; a null list is empty.")
        .form("element ELEMENT, list LIST", ResultRule.argument(1))
        .form("list LIST, element ELEMENT", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add(
            "array_insert",
            "The list with the element put in at a position, from the end if negative; nulls fill"
                + " what would be a gap.")
        .form("list LIST, position INTEGER, element ELEMENT", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.GIVES_NULL);
    entries
        .add("array_push_front", "The list with the element at its start; a null list is empty.")
        .alias("list_push_front")
        .form("list LIST, element ELEMENT", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add("list_concat", "The lists one behind the other; null lists are left out.")
        .alias("list_cat", "array_concat", "array_cat")
        .form("list LIST...", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.TOTAL);
    entries
        .add("flatten", "The elements of the lists in a list; null lists are left out.")
        .alias("array_flatten")
        .alias("list_flatten")
        .form("lists ANY_LIST", ListFunctions::inner)
        .is(Trait.TOTAL);
    entries
        .add("list_resize", "The list cut or filled up to a length, with nulls or a value.")
        .alias("array_resize")
        .form("list LIST, length INTEGER, [value ELEMENT]", ResultRule.argument(0))
        .is(Trait.TAKES_NULLS, Trait.LENGTHENS);
    entries
        .add("array_repeat", "A list of the value so many times.")
        .alias("list_repeat")
        .form("value ANY, count INTEGER", types -> new ListType(types.get(0)))
        .is(Trait.TAKES_NULLS, Trait.LENGTHENS);
    entries
        .add("list_reverse", "The elements from the last to the first.")
        .alias("array_reverse")
        .form("list ANY_LIST", ResultRule.argument(0))
        .is(Trait.TOTAL);
    entries
        .add(
            "list_sort",
            "The elements in their order, or in the one told: 'ASC' or 'DESC', 'NULLS FIRST' or"
                + " 'NULLS LAST'.")
        .alias("array_sort", "sort_array")
        .form("list ANY_LIST, [order TEXT], [nulls TEXT]", ResultRule.argument(0))
        .form("list ANY_LIST, ascending BOOLEAN", ResultRule.argument(0));
    entries
        .add("list_reverse_sort", "The elements from the largest to the smallest, nulls last.")
        .alias("array_sort_desc")
        .alias("array_reverse_sort")
        .form("list ANY_LIST, [nulls TEXT]", ResultRule.argument(0));
    entries
        .add(
            "list_grade_up",
            "The positions of the elements in their order, or in the one told as in list_sort.")
        .alias("array_grade_up", "grade_up")
        .form("list ANY_LIST, [order TEXT], [nulls TEXT]", new ListType(INT64));
    zip(entries);
    sequence(entries);
    entries
        .add(
            "range",
            "The numbers from a start, 0 if not given, to below an end, in steps of 1 or as told.")
        .alias("array_generate_range")
        .form("end INTEGER", new ListType(INT64))
        .form("start INTEGER, end INTEGER, [step INTEGER]", new ListType(INT64))
        .form("start TIMESTAMP, end TIMESTAMP, step INTERVAL", ListFunctions::moments)
        .is(Trait.LENGTHENS);
    entries
        .add("generate_series", "The numbers from a start to an end, in steps of 1 or as told.")
        .alias("generate_array")
        .form("end INTEGER", new ListType(INT64))
        .form("start INTEGER, end INTEGER, [step INTEGER]", new ListType(INT64))
        .form("start TIMESTAMP, end TIMESTAMP, step INTERVAL", ListFunctions::moments)
        .is(Trait.LENGTHENS);
  }

  /** Spark's and Trino's: upwards or downwards, and of dates. */
  private static void sequence(Entries entries) {
    entries
        .add(
            "sequence",
            "The numbers, dates or timestamps from a start to an end, in steps of 1, -1 or a day,"
                + " or as told.")
        .form("start INTEGER, end INTEGER, [step INTEGER]", new ListType(INT64))
        .form("start SAME, end SAME, [step INTERVAL]", ListFunctions::days)
        .is(Trait.LENGTHENS);
  }

  private static DataType days(List<DataType> arguments) {
    DataType type = arguments.get(0);
    if (type instanceof TimestampType moment && moment.unit() != TimestampType.Unit.NANOS) {
      return new ListType(new TimestampType(TimestampType.Unit.MICROS, moment.zone()));
    }
    if (type != SimpleType.DATE) {
      throw WeftException.of(
              ErrorCode.TYPE_MISMATCH,
              "a sequence is of whole numbers, dates or timestamps without nanoseconds, not "
                  + type)
          .hint("cast the start and the end");
    }
    return new ListType(type);
  }

  private static DataType moments(List<DataType> arguments) {
    return new ListType(arguments.get(0));
  }

  private static void zip(Entries entries) {
    Entries.Draft draft =
        entries
            .add(
                "list_zip",
                "The elements at each position of the lists as a struct; shorter lists are filled"
                    + " up with nulls, or the longer ones cut if a last argument is true.")
            .alias("zip")
            .alias("array_zip", "arrays_zip");
    StringBuilder lists = new StringBuilder("a ANY_LIST");
    for (int count = 1; count <= MOST_ZIPPED; count++) {
      draft.form(lists.toString(), ListFunctions::zipped);
      draft.form(lists + ", cut BOOLEAN", ListFunctions::zipped);
      lists.append(", ").append((char) ('a' + count)).append(" ANY_LIST");
    }
    draft.written("list_zip(list, ..., [cut])").is(Trait.TAKES_NULLS, Trait.TOTAL);
  }

  private static DataType zipped(List<DataType> arguments) {
    List<Field> fields = new ArrayList<>();
    for (DataType argument : arguments) {
      if (argument instanceof ListType list) {
        fields.add(Field.nullable("f" + (fields.size() + 1), list.element()));
      }
    }
    return new ListType(new StructType(fields));
  }

  private static void choosing(Entries entries) {
    entries
        .add(
            "list_slice",
            "The elements from one position to another, from the end if negative, in steps of 1 or"
                + " as told.")
        .alias("array_slice")
        .form("list ANY_LIST, begin INTEGER, end INTEGER, [step INTEGER]", ResultRule.argument(0))
        .form("text BYTES, begin INTEGER, end INTEGER", ResultRule.argument(0));
    entries
        .add("slice", "So many elements from a position on, from the end if negative.")
        .form("list ANY_LIST, start INTEGER, length INTEGER", ResultRule.argument(0))
        .is(Trait.TOTAL);
    entries
        .add("list_where", "The elements at whose place the other list is true.")
        .alias("array_where")
        .form("list ANY_LIST, flags ANY_LIST", ResultRule.argument(0));
    entries
        .add("list_select", "The elements at the positions that the other list holds.")
        .alias("array_select")
        .form("list ANY_LIST, positions ANY_LIST", ResultRule.argument(0));
    entries
        .add("list_remove", "The list without every occurrence of the element.")
        .alias("array_remove", "list_remove_all", "array_remove_all")
        .form("list LIST, element ELEMENT", ResultRule.argument(0))
        .is(Trait.TOTAL);
    entries
        .add("list_compact", "The list without its nulls.")
        .alias("array_compact")
        .form("list ANY_LIST", ResultRule.argument(0))
        .is(Trait.TOTAL);
    entries
        .add("array_pop_back", "The list without its last element.")
        .alias("list_pop_back")
        .form("list ANY_LIST", ResultRule.argument(0))
        .is(Trait.TOTAL);
    entries
        .add("array_pop_front", "The list without its first element.")
        .alias("list_pop_front")
        .form("list ANY_LIST", ResultRule.argument(0))
        .is(Trait.TOTAL);
  }

  private static void sets(Entries entries) {
    entries
        .add("list_distinct", "Every element once, without nulls, in the order of the list.")
        .alias("array_distinct")
        .form("list ANY_LIST", ResultRule.argument(0))
        .is(Trait.TOTAL);
    entries
        .add("list_unique", "How many different elements there are, nulls not counted.")
        .alias("array_unique", "list_count_distinct")
        .form("list ANY_LIST", INT64)
        .is(Trait.TOTAL);
    entries
        .add("list_intersect", "The different elements of the first list that the second has.")
        .alias("array_intersect")
        .form("a LIST, b LIST", ResultRule.argument(0))
        .is(Trait.TOTAL);
    entries
        .add(
            "list_except",
            "The different elements of the first list, a null among them, that the second lacks.")
        .alias("array_except")
        .form("a LIST, b LIST", ResultRule.argument(0))
        .is(Trait.TOTAL);
    entries
        .add("list_union", "The different elements of both lists, a null among them.")
        .alias("array_union")
        .form("a LIST, b LIST", ResultRule.argument(0))
        .is(Trait.TOTAL);
  }

  private static DataType sum(List<DataType> arguments) {
    DataType element = element(arguments);
    if (element instanceof DecimalType decimal) {
      return new DecimalType(DecimalType.MAX_PRECISION, decimal.scale());
    }
    return element.isInteger() || element == SimpleType.NULL ? INT64 : FLOAT64;
  }

  private static void reducing(Entries entries) {
    entries
        .add("list_sum", "The sum of the elements that are not null.")
        .alias("array_sum")
        .form("list ANY_LIST", ListFunctions::sum)
        .is(Trait.GIVES_NULL);
    entries
        .add("list_avg", "The mean of the elements that are not null.")
        .alias("list_mean", "array_avg")
        .form("list REAL_LIST", FLOAT64)
        .is(Trait.GIVES_NULL);
    entries
        .add("list_product", "The product of the elements that are not null.")
        .alias("array_product")
        .form("list REAL_LIST", FLOAT64)
        .is(Trait.GIVES_NULL);
    entries
        .add("list_min", "The smallest element.")
        .alias("array_min")
        .form("list ANY_LIST", ListFunctions::element)
        .is(Trait.GIVES_NULL);
    entries
        .add("list_max", "The largest element.")
        .alias("array_max")
        .form("list ANY_LIST", ListFunctions::element)
        .is(Trait.GIVES_NULL);
    entries
        .add(
            "list_aggregate",
            "What an aggregate gives for the elements; list_median(list) and its like are the"
                + " same.")
        .alias("list_aggr", "array_aggregate", "array_aggr")
        .written("list_aggregate(list, 'median', [constant, ...])")
        .is(Trait.OPERATOR, Trait.GIVES_NULL);
    entries
        .add("list_count", "How many elements are not null.")
        .form("list ANY_LIST", INT64)
        .is(Trait.TOTAL);
    entries
        .add("list_bool_and", "True if no element is false.")
        .form("list ANY_LIST", BOOLEAN)
        .is(Trait.GIVES_NULL);
    entries
        .add("list_bool_or", "True if an element is true.")
        .form("list ANY_LIST", BOOLEAN)
        .is(Trait.GIVES_NULL);
  }

  private static void texts(Entries entries) {
    entries
        .add(
            "array_to_string",
            "The elements as one text with a separator between them; nulls are left out, or"
                + " written as told.")
        .alias("array_join", "list_join", "list_to_string")
        .form("list ANY_LIST, separator TEXT, [null_text TEXT]", STRING);
    entries
        .add("string_split", "The pieces of a text between separators.")
        .alias("string_to_list")
        .alias("split", "str_split", "string_to_array")
        .form("text TEXT, separator TEXT", TEXTS)
        .is(Trait.TOTAL);
    entries
        .add("regexp_split_to_array", "The pieces of a text between matches of a pattern.")
        .alias("string_split_regex", "str_split_regex", "regexp_split")
        .form("text TEXT, pattern TEXT, [options TEXT]", TEXTS);
    entries
        .add(
            "regexp_match",
            "The groups of the first match of a pattern, or all of it if there are none; null if"
                + " nothing matches.")
        .form("text TEXT, pattern TEXT, [options TEXT]", TEXTS)
        .is(Trait.GIVES_NULL);
    entries
        .add("regexp_extract_all", "All matches of a pattern, or a group of each.")
        .alias("regexp_substr_all")
        .form("text TEXT, pattern TEXT, [group INTEGER], [options TEXT]", TEXTS);
  }

  private static void vectors(Entries entries) {
    entries
        .add("list_distance", "The Euclidean distance of two lists of numbers of one length.")
        .alias("array_distance", "euclidean_distance")
        .form("a REAL_LIST, b REAL_LIST", FLOAT64);
    entries
        .add("array_cross_product", "The vector product of two lists of three numbers.")
        .alias("list_cross_product", "cross_product")
        .form("a REAL_LIST, b REAL_LIST", new ListType(FLOAT64));
    entries
        .add("list_inner_product", "The sum of the products of two lists of one length.")
        .alias(
            "list_dot_product",
            "array_inner_product",
            "array_dot_product",
            "dot_product",
            "inner_product")
        .form("a REAL_LIST, b REAL_LIST", FLOAT64);
    entries
        .add("list_negative_inner_product", "The inner product of two lists with the other sign.")
        .alias(
            "list_negative_dot_product",
            "array_negative_inner_product",
            "array_negative_dot_product")
        .form("a REAL_LIST, b REAL_LIST", FLOAT64);
    entries
        .add("list_cosine_similarity", "The cosine of the angle of two lists of one length.")
        .alias("array_cosine_similarity", "cosine_similarity")
        .form("a REAL_LIST, b REAL_LIST", FLOAT64)
        .is(Trait.GIVES_NULL);
    entries
        .add("list_cosine_distance", "1 less the cosine of the angle of two lists of one length.")
        .alias("array_cosine_distance", "cosine_distance")
        .form("a REAL_LIST, b REAL_LIST", FLOAT64)
        .is(Trait.GIVES_NULL);
  }

  private static MapType map(List<DataType> arguments) {
    return (MapType) arguments.get(0);
  }

  private static void maps(Entries entries) {
    entries
        .add("map_keys", "The keys as a list.")
        .form("map MAP", types -> new ListType(map(types).key()))
        .is(Trait.TOTAL);
    entries
        .add("map_values", "The values as a list, in the order of the keys.")
        .form("map MAP", types -> new ListType(map(types).value()))
        .is(Trait.TOTAL);
    entries
        .add("map_entries", "The pairs as a list of structs with the fields key and value.")
        .form(
            "map MAP",
            types ->
                new ListType(
                    StructType.of(
                        Field.nullable("key", map(types).key()),
                        Field.nullable("value", map(types).value()))))
        .is(Trait.TOTAL);
  }
}
