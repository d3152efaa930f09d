package org.weft.tests.suite;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of Spark's suite is about Spark itself: it is not run, and not counted. */
final class SparkScope {
  private static final Map<Pattern, String> STATEMENTS = statements();

  private static final Map<String, String> FILES =
      Map.of(
          "transform", "scripts of the operating system",
          "identifier-clause", "names that are made by expressions",
          "query_regex_column", "names of columns by patterns, a setting of Spark",
          "keywords", "how Spark lists its words",
          "random", "the random numbers of Spark's own generator");

  private SparkScope() {}

  /** Why a statement is left out; nothing if it is run. */
  static Optional<String> leftOut(String sql) {
    String text =
        sql.replaceFirst("^(?:\\s+|--.*\\R|(?s:/\\*.*?\\*/))+", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    return STATEMENTS.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(text).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Why a whole file is left out. */
  static Optional<String> fileLeftOut(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    if (name.endsWith("-legacy") || name.equals("datetime-parsing-invalid")) {
      return Optional.of("under settings of older versions of Spark");
    }
    if (name.startsWith("describe") || name.startsWith("explain") || name.startsWith("show")) {
      return Optional.of("how Spark describes its tables and plans");
    }
    if (file.startsWith("udf/") || file.startsWith("udaf/") || file.startsWith("udtf/")) {
      return Optional.of("functions written for Spark's tests");
    }
    return Optional.ofNullable(FILES.get(name));
  }

  private static Map<Pattern, String> statements() {
    Map<Pattern, String> reasons = new LinkedHashMap<>();
    reasons.put(Pattern.compile("^(?:set|reset)\\b"), "a setting of Spark");
    reasons.put(
        Pattern.compile("^(?:explain|describe|desc|show)\\b"),
        "how Spark describes its tables and plans");
    reasons.put(
        Pattern.compile(
            "^(?:cache|uncache|analyze|refresh|alter|msck|repair|comment on|load|add jar)\\b"),
        "Spark's catalog");
    reasons.put(
        Pattern.compile("^(?:create|drop) (?:or replace )?(?:temporary )?function\\b"),
        "functions written for Spark's tests");
    reasons.put(Pattern.compile("partitioned by|\\bpartition ?\\("), "partitions in Hive's layout");
    return reasons;
  }
}
