package org.weft.tests.random;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Calls of functions that are not compared, each with the reason. */
enum FunctionDifference {
  /** Another value at each call, or of each run. */
  CHANCE(
      Calls.ALL,
      "random",
      "uuid",
      "gen_random_uuid",
      "uuidv4",
      "uuidv7",
      "setseed",
      "nextval",
      "currval"),
  /** As long as a number says: those of large numbers are too large. */
  LONG(
      Calls.LARGE_NUMBERS,
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
  NOW(Calls.ALL, "now", "today", "current_date", "get_current_timestamp", "transaction_timestamp"),
  /** Weft counts characters where DuckDB counts bytes. */
  CHARACTERS(
      Calls.OTHER_LETTERS,
      "levenshtein",
      "editdist3",
      "jaccard",
      "damerau_levenshtein",
      "hamming",
      "mismatches"),
  /** A null argument gives null, as everywhere else. */
  NULLS(
      Calls.NULLS,
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
  ORDER_OF_ELEMENTS(Calls.ALL, "list_distinct", "array_distinct", "list_unique", "map_keys"),
  /** Of values that come equally often the least; DuckDB's is the first that came. */
  TIES(Calls.ALL, "mode"),
  /** Arithmetic of 32-bit numbers is of 64 bits. */
  WIDTH(Calls.SHORT_NUMBERS, "add", "subtract", "multiply", "divide", "mad", "nextafter"),
  /** The middle between two decimals has one more digit. */
  DIGITS(Calls.DECIMALS, "mad"),
  /** A quotient by 0 is an infinity or an error, never null. */
  ZERO(Calls.ZEROS, "divide"),
  /** Another hash function. */
  HASH(Calls.ALL, "hash"),
  /** A format without % is one of letters, as Spark's. */
  LETTERS(Calls.WITHOUT_PERCENT, "strftime"),
  /** Approximate by other means than DuckDB's. */
  APPROXIMATE(
      Calls.ALL, "approx_count_distinct", "approx_quantile", "approx_top_k", "reservoir_quantile");

  private final Calls calls;
  private final List<String> names;

  FunctionDifference(Calls calls, String... names) {
    this.calls = calls;
    this.names = List.of(names);
  }

  /** Which calls of a function differ. */
  private enum Calls {
    ALL,
    LARGE_NUMBERS,
    OTHER_LETTERS,
    NULLS,
    SHORT_NUMBERS,
    DECIMALS,
    ZEROS,
    WITHOUT_PERCENT;

    boolean has(String argument) {
      return switch (this) {
        case ALL -> true;
        case LARGE_NUMBERS -> argument.matches(".*\\d{4,}.*|.*\\de\\d.*|.*Infinity.*");
        case OTHER_LETTERS -> argument.chars().anyMatch(c -> c > 127);
        case NULLS -> argument.contains("NULL");
        case SHORT_NUMBERS -> argument.endsWith(" AS FLOAT)");
        case DECIMALS -> argument.contains(" AS DECIMAL(");
        case ZEROS -> argument.matches("CAST\\('?-?0(\\.0)?'? AS .*");
        case WITHOUT_PERCENT -> argument.endsWith("VARCHAR)") && !argument.contains("%");
      };
    }
  }

  /** Why no call of a function is compared, if none is. */
  static Optional<FunctionDifference> of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.calls == Calls.ALL && each.names.contains(name))
        .findFirst();
  }

  /** True if a call with these arguments is not compared. */
  static boolean of(String name, List<String> arguments) {
    return Arrays.stream(values())
        .filter(each -> each.names.contains(name))
        .anyMatch(each -> arguments.stream().anyMatch(each.calls::has));
  }
}
