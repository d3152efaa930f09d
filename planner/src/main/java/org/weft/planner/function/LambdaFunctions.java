package org.weft.planner.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Functions that take a lambda. They have no forms: what an argument may be depends on the lambda.
 */
public final class LambdaFunctions {
  private LambdaFunctions() {}

  /** What a name stands for. */
  public enum Meaning {
    /** A value for each element, whose position counts from 1. */
    TRANSFORM,
    /** A value for each element, whose position counts from 0: Spark's. */
    TRANSFORM_FROM_0,
    FILTER,
    ANY,
    ALL,
    NONE,
    /** {@code (list, lambda[, start])}. */
    REDUCE,
    /** {@code (list, start, merge[, finish])}; also {@code reduce} if its lambda comes third. */
    AGGREGATE,
    /** A value for each pair of elements of two lists. */
    ZIP,
    /** A list in the order that a comparison tells. */
    SORT,
    /** Of a map the pairs for which the lambda is true. */
    MAP_FILTER,
    /** Of a map a key for each pair. */
    TRANSFORM_KEYS,
    /** Of a map a value for each pair. */
    TRANSFORM_VALUES
  }

  private static final Map<String, Meaning> MEANINGS =
      Map.ofEntries(
          Map.entry("list_transform", Meaning.TRANSFORM),
          Map.entry("list_apply", Meaning.TRANSFORM),
          Map.entry("array_transform", Meaning.TRANSFORM),
          Map.entry("list_map", Meaning.TRANSFORM),
          Map.entry("array_apply", Meaning.TRANSFORM),
          Map.entry("apply", Meaning.TRANSFORM),
          Map.entry("transform", Meaning.TRANSFORM_FROM_0),
          Map.entry("list_filter", Meaning.FILTER),
          Map.entry("array_filter", Meaning.FILTER),
          Map.entry("filter", Meaning.FILTER),
          Map.entry("any_match", Meaning.ANY),
          Map.entry("exists", Meaning.ANY),
          Map.entry("array_any_match", Meaning.ANY),
          Map.entry("list_any_match", Meaning.ANY),
          Map.entry("array_all_match", Meaning.ALL),
          Map.entry("list_all_match", Meaning.ALL),
          Map.entry("array_all", Meaning.ALL),
          Map.entry("all_match", Meaning.ALL),
          Map.entry("forall", Meaning.ALL),
          Map.entry("none_match", Meaning.NONE),
          Map.entry("list_reduce", Meaning.REDUCE),
          Map.entry("array_reduce", Meaning.REDUCE),
          Map.entry("reduce", Meaning.REDUCE),
          Map.entry("aggregate", Meaning.AGGREGATE),
          Map.entry("zip_with", Meaning.ZIP),
          Map.entry("map_filter", Meaning.MAP_FILTER),
          Map.entry("transform_keys", Meaning.TRANSFORM_KEYS),
          Map.entry("transform_values", Meaning.TRANSFORM_VALUES),
          Map.entry("list_sort", Meaning.SORT),
          Map.entry("array_sort", Meaning.SORT));

  /** What a function does with a lambda, by any of its names; nothing if it takes none. */
  public static Optional<Meaning> meaning(String name) {
    return Optional.ofNullable(MEANINGS.get(name.toLowerCase(Locale.ROOT)));
  }

  static List<FunctionEntry> entries() {
    Entries entries = new Entries(FunctionFamily.LIST);
    entries
        .add(
            "list_transform",
            "What the lambda makes of each element; it may also take the position, from 1.")
        .alias("list_apply", "array_transform", "array_apply", "apply", "list_map")
        .written("list_transform(list, x -> value) or list_transform(list, (x, position) -> value)")
        .is(Trait.TOTAL);
    entries
        .add(
            "transform",
            "What the lambda makes of each element; it may also take the position, from 0.")
        .written("transform(list, x -> value) or transform(list, (x, position) -> value)")
        .is(Trait.TOTAL);
    entries
        .add(
            "list_filter",
            "The elements for which the lambda is true; it may also take the position, from 1.")
        .alias("array_filter", "filter")
        .written("list_filter(list, x -> condition)")
        .is(Trait.TOTAL);
    entries
        .add("any_match", "True if the lambda is for an element, else null if it is null for one.")
        .alias("exists", "array_any_match", "list_any_match")
        .written("any_match(list, x -> condition)")
        .is(Trait.TOTAL);
    entries
        .add("all_match", "False if the lambda is for an element, else null if it is null for one.")
        .alias("forall", "array_all_match", "list_all_match", "array_all")
        .written("all_match(list, x -> condition)")
        .is(Trait.TOTAL);
    entries
        .add("none_match", "The opposite of any_match.")
        .written("none_match(list, x -> condition)")
        .is(Trait.TOTAL);
    entries
        .add(
            "list_reduce",
            "What the lambda makes of the elements, two by two: first of the start, or else the"
                + " first element, and the next one; without a start an empty list is an error.")
        .alias("array_reduce", "reduce")
        .written("list_reduce(list, (sum, x) -> value, [start])");
    entries
        .add(
            "aggregate",
            "What the lambda makes of the start and the first element, of that and the next, and"
                + " so on; a second lambda makes the result of the last.")
        .written("aggregate(list, start, (sum, x) -> value, [sum -> value])");
    entries
        .add(
            "zip_with",
            "What the lambda makes of the elements at each position of two lists; the shorter one"
                + " is filled up with nulls.")
        .written("zip_with(a, b, (x, y) -> value)")
        .is(Trait.TOTAL);
    List<FunctionEntry> all = new ArrayList<>(entries.list());
    all.addAll(ofMaps());
    return all;
  }

  private static List<FunctionEntry> ofMaps() {
    Entries entries = new Entries(FunctionFamily.MAP);
    entries
        .add("map_filter", "The pairs for which the lambda is true.")
        .written("map_filter(map, (key, value) -> condition)");
    entries
        .add("transform_keys", "The map with the keys that the lambda makes of the pairs.")
        .written("transform_keys(map, (key, value) -> key)");
    entries
        .add("transform_values", "The map with the values that the lambda makes of the pairs.")
        .written("transform_values(map, (key, value) -> value)");
    entries
        .add(
            "map_zip_with",
            "A map of what the lambda makes of each key of either map and its values in both, null"
                + " where a map has none.")
        .written("map_zip_with(a, b, (key, value_in_a, value_in_b) -> value)");
    return entries.list();
  }
}
