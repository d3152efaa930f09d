package org.weft.tests.tpcds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts of the queries, read from Spark's published test resources: the 99 of version 1.4 (four
 * of which have two parts, {@code a} and {@code b}), and those that version 2.7 changed or added.
 *
 * <p>They are in Spark's dialect. Both engines are given the same text, with these changes:
 *
 * <ul>
 *   <li>names in backquotes are written in double quotes
 *   <li>the customer's {@code c_last_review_date} of Spark's tables is the generator's {@code
 *       c_last_review_date_sk} (q30)
 *   <li>a quotient by zero, which is null in Spark and happens at small scale factors, is made null
 *       by NULLIF (q12, q90), and the alias {@code at}, a reserved word in DuckDB, is quoted (q90)
 *   <li>the alias {@code returns}, which DuckDB wants an AS before, gets one (q77)
 * </ul>
 */
public final class TpcdsQueries {
  private static final List<String> IN_TWO_PARTS = List.of("14", "23", "24", "39");

  private static final List<String> VERSION_2_7 =
      Arrays.asList(
          ("10a 11 12 14 14a 18a 20 22 22a 24 27a 34 35 35a 36a 47 49 51a 57 5a 6 64 67a 70a 72 74"
                  + " 75 77a 78 80a 86a 98")
              .split(" "));

  private static final Pattern LAST_LIMIT =
      Pattern.compile("\\blimit\\s+\\d+\\s*;?\\s*$", Pattern.CASE_INSENSITIVE);

  private TpcdsQueries() {}

  /** All of version 1.4, by name such as {@code q14a}, in order. */
  public static Map<String, String> version14() {
    Map<String, String> queries = ordered();
    for (int number = 1; number <= 99; number++) {
      String name = Integer.toString(number);
      Stream<String> parts =
          IN_TWO_PARTS.contains(name) ? Stream.of(name + "a", name + "b") : Stream.of(name);
      parts.forEach(part -> queries.put("q" + part, read("tpcds/q" + part + ".sql")));
    }
    return queries;
  }

  /** Those that version 2.7 has in another form, by name such as {@code q5a-v2.7}, in order. */
  public static Map<String, String> version27() {
    Map<String, String> queries = ordered();
    for (String name : VERSION_2_7) {
      queries.put("q" + name + "-v2.7", read("tpcds-v2.7.0/q" + name + ".sql"));
    }
    return queries;
  }

  /** The query without its last LIMIT; the same text if it has none. */
  public static String unlimited(String query) {
    Matcher limit = LAST_LIMIT.matcher(query);
    return limit.find() ? query.substring(0, limit.start()) : query;
  }

  /** Names as people count: q2 before q10. */
  private static Map<String, String> ordered() {
    return new TreeMap<>(
        java.util.Comparator.comparingInt(
                (String name) -> Integer.parseInt(name.replaceAll("q(\\d+).*", "$1")))
            .thenComparing(name -> name));
  }

  private static String read(String resource) {
    try (InputStream in = TpcdsQueries.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace('`', '"')
          .replaceAll("\\bc_last_review_date\\b", "c_last_review_date_sk")
          .replace("5200) at,", "5200) \"at\",")
          .replace("coalesce(returns, 0) returns", "coalesce(returns, 0) AS returns")
          .replaceAll(
              "(?i)/ (sum\\(sum\\(ws_ext_sales_price\\)\\)\\s+over\\s+\\(partition by i_class\\))",
              "/ nullif($1, 0)")
          .replace("/ cast(pmc AS DECIMAL(15, 4))", "/ nullif(cast(pmc AS DECIMAL(15, 4)), 0)");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
