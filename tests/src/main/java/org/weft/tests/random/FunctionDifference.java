package org.weft.tests.random;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Functions that are not compared, each with the reason. */
enum FunctionDifference {
  /** Another value at each call, or of each run. */
  CHANCE("random", "uuid", "gen_random_uuid", "uuidv4", "uuidv7", "setseed", "nextval", "currval"),
  /** As long as a number says: the generated ones are too large. */
  LONG(
      "repeat",
      "lpad",
      "rpad",
      "range",
      "generate_series",
      "space",
      "bar",
      "factorial",
      "!",
      "list_resize",
      "array_resize"),
  /** The present. */
  NOW("now", "today", "current_date", "get_current_timestamp", "transaction_timestamp"),
  /** Weft counts characters where DuckDB counts bytes. */
  CHARACTERS("levenshtein", "editdist3", "jaccard", "damerau_levenshtein", "hamming", "mismatches"),
  /** A null argument gives null, as everywhere else. */
  NULLS(
      "list_intersect",
      "array_intersect",
      "parse_dirname",
      "parse_dirpath",
      "parse_filename",
      "parse_path",
      "split",
      "str_split",
      "string_split",
      "string_to_array",
      "str_split_regex",
      "string_split_regex",
      "regexp_split_to_array"),
  /** The first of equals stays where it was; DuckDB's is in the order of its hash table. */
  ORDER_OF_ELEMENTS("list_distinct", "array_distinct", "list_unique", "map_keys"),
  /** Of values that come equally often the least; DuckDB's is the first that came. */
  TIES("mode"),
  /** Arithmetic of 32-bit numbers is of 64 bits. */
  WIDTH("add", "subtract", "multiply", "divide", "mad", "nextafter"),
  /** Rounded to the nearest where DuckDB cuts off. */
  ROUNDED("format_bytes", "formatreadablesize", "formatReadableSize", "pg_size_pretty"),
  /** Another hash function. */
  HASH("hash"),
  /** A format without % is one of letters, as Spark's. */
  LETTERS("strftime"),
  /** Approximate by other means than DuckDB's. */
  APPROXIMATE("approx_count_distinct", "approx_quantile", "approx_top_k", "reservoir_quantile");

  private final List<String> names;

  FunctionDifference(String... names) {
    this.names = List.of(names);
  }

  /** Why a function is not compared, if it is not. */
  static Optional<FunctionDifference> of(String name) {
    return Arrays.stream(values()).filter(each -> each.names.contains(name)).findFirst();
  }
}
