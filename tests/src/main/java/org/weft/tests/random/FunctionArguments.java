package org.weft.tests.random;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Awkward values of the types that DuckDB declares parameters of. No day before the Gregorian
 * calendar: JDBC, by which DuckDB's answers are read, counts those by another.
 */
final class FunctionArguments {
  private static final List<String> TEXTS =
      List.of(
          "''",
          "'a'",
          "'abc'",
          "'ABC def'",
          "'é'",
          "'日本語'",
          "'😀b'",
          "' x '",
          "'12'",
          "'-3.5'",
          "'%'",
          "'a,b,,c'",
          "'2020-02-29'",
          "'ß'",
          "'aaa'",
          "'[a-c]'",
          "'{\"a\": [1, 2]}'",
          "'/x/y.z'");

  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("VARCHAR", TEXTS),
          Map.entry("BOOLEAN", List.of("TRUE", "FALSE")),
          Map.entry("TINYINT", List.of("0", "1", "-1", "127", "-128", "7")),
          Map.entry("SMALLINT", List.of("0", "1", "-1", "32767", "-32768", "12")),
          Map.entry(
              "INTEGER", List.of("0", "1", "-1", "2", "5", "2147483647", "-2147483648", "31")),
          Map.entry(
              "BIGINT",
              List.of(
                  "0", "1", "-1", "2", "3", "10", "9223372036854775807", "-9223372036854775808")),
          Map.entry(
              "DOUBLE",
              List.of(
                  "0",
                  "'-0.0'",
                  "1",
                  "-1",
                  "0.5",
                  "2.5",
                  "-2.5",
                  "'NaN'",
                  "'Infinity'",
                  "'-Infinity'",
                  "1e300",
                  "-1e-300",
                  "123456.789")),
          Map.entry("FLOAT", List.of("0", "1", "-1.5", "0.1", "'NaN'", "'Infinity'", "3e38")),
          Map.entry(
              "DECIMAL(12,2)", List.of("0", "1.50", "-2.25", "0.01", "9999999999.99", "-0.5")),
          Map.entry(
              "DECIMAL(38,10)", List.of("0", "1.5", "-0.0000000001", "1234567890123456789.5")),
          Map.entry("DECIMAL(4,4)", List.of("0", "0.5", "-0.9999", "0.0001")),
          Map.entry(
              "DATE",
              List.of(
                  "'2020-02-29'",
                  "'1969-12-31'",
                  "'2000-01-01'",
                  "'1700-01-01'",
                  "'9999-12-31'",
                  "'2024-12-30'",
                  "'1600-02-29'")),
          Map.entry("TIME", List.of("'00:00:00'", "'23:59:59.999999'", "'12:34:56.5'")),
          Map.entry(
              "TIMESTAMP",
              List.of(
                  "'2020-02-29 23:59:59.999999'",
                  "'1969-12-31 12:00:00'",
                  "'2000-01-01 00:00:00'",
                  "'1700-01-01 00:00:00'",
                  "'9999-12-31 23:59:59'",
                  "'1900-03-01 01:02:03.004'")),
          Map.entry(
              "INTERVAL",
              List.of(
                  "'1 day'",
                  "'-3 months'",
                  "'1 year 2 days 03:04:05.678'",
                  "'0 days'",
                  "'36 hours'")),
          Map.entry("BLOB", List.of("'a'", "''", "'\\x00\\xFF'", "'abc'")),
          Map.entry("VARCHAR[]", List.of("['a', 'b', 'a']", "[]", "[NULL, 'é']", "['']")),
          Map.entry("INTEGER[]", List.of("[1, 2, 3]", "[]", "[NULL, 1]", "[3, 3, -1, NULL, 2]")),
          Map.entry(
              "BIGINT[]", List.of("[1, 2, 3]", "[]", "[NULL, 1]", "[9223372036854775807, 1]")),
          Map.entry(
              "DOUBLE[]", List.of("[1, 2.5]", "[]", "[0, 'NaN', 'Infinity', NULL]", "[0.5, 0]")),
          Map.entry(
              "MAP(INTEGER, VARCHAR)",
              List.of("MAP {1: 'a', 2: NULL}", "MAP {}", "MAP {-1: 'é'}")));

  private final Chance chance;

  FunctionArguments(Chance chance) {
    this.chance = chance;
  }

  /** A type that both engines have for a declared parameter; none for what is left out. */
  Optional<String> type(String declared) {
    String type =
        switch (declared) {
          case "ANY", "T", "K", "V" ->
              chance.one(
                  "VARCHAR", "INTEGER", "DOUBLE", "DECIMAL(12,2)", "DATE", "TIMESTAMP", "BOOLEAN");
          case "ANY[]", "T[]" -> chance.one("VARCHAR[]", "INTEGER[]", "DOUBLE[]");
          case "DECIMAL" -> chance.one("DECIMAL(12,2)", "DECIMAL(38,10)", "DECIMAL(4,4)");
          case "MAP(K, V)", "MAP(ANY, ANY)" -> "MAP(INTEGER, VARCHAR)";
          default -> declared;
        };
    return VALUES.containsKey(type) ? Optional.of(type) : Optional.empty();
  }

  /** A value of a type, as a constant of it. */
  String value(String type) {
    String value = chance.percent(8) ? "NULL" : chance.one(VALUES.get(type));
    return "CAST(" + value + " AS " + type + ")";
  }
}
