package org.weft.container.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Window functions of chance, as SQL that Weft and DuckDB both read, with one answer only: where
 * the order of equal rows would matter, {@code id} is the last key.
 */
public final class RandomWindows {
  private static final String[] KEYS = {"k", "kb", "kd", "kt", "kx", "kc", "v5", "flag", "v3"};
  private static final String[] VALUES = {"v1", "v2", "v3", "v4", "v5", "v6", "k", "flag"};

  private final Random random;
  private final Partitions partitions;

  /** How many rows there are to a partition: some aggregates keep all rows, for each frame. */
  public enum Partitions {
    SMALL,
    LARGE
  }

  public RandomWindows(Random random, Partitions partitions) {
    this.random = random;
    this.partitions = partitions;
  }

  /** A query of all rows of a table, in the order of their id. */
  public String query(String table) {
    if (random.nextInt(8) == 0) {
      return first(table);
    }
    List<String> items = new ArrayList<>();
    int windows = 1 + random.nextInt(3);
    for (int w = 0; w < windows; w++) {
      String partition = partition();
      String order = order();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        items.add(item(partition, order) + " AS c" + items.size());
      }
    }
    return "SELECT id, " + String.join(", ", items) + " FROM " + table + " ORDER BY id";
  }

  /** The first rows of each partition. */
  private String first(String table) {
    String partition = partition();
    String order = order();
    String rank =
        switch (random.nextInt(3)) {
          case 0 -> "row_number()" + over(partition, total(order), "");
          case 1 -> "rank()" + over(partition, order, "");
          default -> "dense_rank()" + over(partition, order, "");
        };
    return "SELECT id, r, v5 FROM (SELECT *, "
        + rank
        + " AS r FROM "
        + table
        + ") WHERE r "
        + pick("<= ", "< ", "= ")
        + (1 + random.nextInt(6))
        + " ORDER BY id";
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }

  private String partition() {
    return pick("", "p1", "p2", "p1, p2", "p2, p1", "flag", "p1");
  }

  /** Keys that may leave rows equal. */
  private String order() {
    List<String> keys = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      keys.add(key(pick(KEYS)));
    }
    return String.join(", ", keys);
  }

  private String key(String column) {
    return column + pick(" ASC", " DESC") + pick(" NULLS FIRST", " NULLS LAST");
  }

  private String item(String partition, String order) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> place(partition, order);
      case 2 -> shift(partition, order);
      case 3, 4 -> picked(partition, order);
      default -> aggregate(partition, order);
    };
  }

  private static String over(String partition, String order, String frame) {
    List<String> parts = new ArrayList<>();
    if (!partition.isEmpty()) {
      parts.add("PARTITION BY " + partition);
    }
    if (!order.isEmpty()) {
      parts.add("ORDER BY " + order);
    }
    if (!frame.isEmpty()) {
      parts.add(frame);
    }
    return " OVER (" + String.join(" ", parts) + ")";
  }

  private String total(String order) {
    return order + ", " + key("id");
  }

  private String place(String partition, String order) {
    return switch (random.nextInt(6)) {
      case 0 -> "row_number()" + over(partition, total(order), "");
      case 1 -> "ntile(" + tiles() + ")" + over(partition, total(order), "");
      case 2 -> "percent_rank()" + over(partition, order, "");
      case 3 -> "cume_dist()" + over(partition, order, "");
      case 4 -> "dense_rank()" + over(partition, order, "");
      default -> "rank()" + over(partition, order, "");
    };
  }

  private String tiles() {
    return pick(Integer.toString(1 + random.nextInt(7)), "1 + id % 5", "CASE WHEN flag THEN 3 END");
  }

  private String nulls() {
    return pick("", "", " IGNORE NULLS", " RESPECT NULLS");
  }

  private String shift(String partition, String order) {
    String value = pick(VALUES);
    String arguments =
        switch (random.nextInt(4)) {
          case 0 -> value;
          case 1 -> value + ", " + random.nextInt(5);
          case 2 -> value + ", " + pick("id % 3", "k", "id % 4 - 1");
          default -> value + ", " + (1 + random.nextInt(3)) + ", " + otherwise(value);
        };
    // DuckDB ignores nulls in another way than the standard where no row is skipped
    boolean isZero = arguments.matches(".*, (0|k|id.*)");
    return pick("lag", "lead")
        + "("
        + arguments
        + (isZero ? "" : nulls())
        + ")"
        + over(partition, total(order), "");
  }

  private static String otherwise(String value) {
    return switch (value) {
      case "v5" -> "p2";
      case "flag" -> "true";
      case "v1" -> "CAST(7 AS SMALLINT)";
      case "k" -> "p1";
      default -> "CAST(k AS " + type(value) + ")";
    };
  }

  private static String type(String value) {
    return switch (value) {
      case "v2" -> "BIGINT";
      case "v3" -> "DECIMAL(12,2)";
      case "v4" -> "DOUBLE";
      default -> "DECIMAL(38,2)";
    };
  }

  private String picked(String partition, String order) {
    String value = pick(VALUES);
    String call =
        switch (random.nextInt(3)) {
          case 0 -> "first_value(" + value + nulls() + ")";
          case 1 -> "last_value(" + value + nulls() + ")";
          default -> "nth_value(" + value + ", " + nth() + nulls() + ")";
        };
    return call + over(partition, total(order), frame(pick("ROWS", "GROUPS")));
  }

  private String nth() {
    return pick(Integer.toString(1 + random.nextInt(4)), "1 + id % 3", "k");
  }

  private String aggregate(String partition, String order) {
    String call =
        switch (random.nextInt(partitions == Partitions.SMALL ? 16 : 13)) {
          case 12 -> "stddev_samp(" + pick("v1", "v3", "k") + ")";
          case 13 -> "median(" + pick("v1", "v4") + ")";
          case 14 -> "bool_or(flag)";
          case 15 -> "string_agg(v5, '-' ORDER BY id)";
          case 0 -> "count(*)";
          case 1 -> "count(" + pick(VALUES) + ")";
          case 2 -> "count(DISTINCT " + pick(VALUES) + ")";
          case 3 -> "sum(DISTINCT " + pick("v1", "v3", "k") + ")";
          case 4, 5 -> "min(" + pick(VALUES) + ")";
          case 6, 7 -> "max(" + pick(VALUES) + ")";
          case 8 -> "avg(" + pick("v1", "v3", "v4", "k") + ")";
          default -> "sum(" + pick("v1", "v2", "v3", "v4", "v6", "k") + ")";
        };
    String filter = random.nextInt(5) == 0 ? " FILTER (WHERE flag)" : "";
    return call + filter + framed(partition, order);
  }

  private String framed(String partition, String order) {
    return switch (random.nextInt(6)) {
      case 5 -> over(partition, order, peers());
      case 0 -> over(partition, "", "");
      case 1 -> over(partition, order, "");
      case 2 -> range(partition);
      case 3 -> over(partition, order, frame("GROUPS"));
      default -> over(partition, total(order), frame(pick("ROWS", "GROUPS")));
    };
  }

  /** RANGE without distances, which any keys may have. */
  private String peers() {
    return "RANGE BETWEEN "
        + pick("UNBOUNDED PRECEDING AND CURRENT ROW", "CURRENT ROW AND UNBOUNDED FOLLOWING")
        + pick("", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES");
  }

  /** A frame, of ROWS only where no rows are equal. */
  private String frame(String mode) {
    int low = random.nextInt(5);
    int high = low + random.nextInt(5);
    String start =
        pick(
            "UNBOUNDED PRECEDING",
            high + " PRECEDING",
            "CURRENT ROW",
            low + " FOLLOWING",
            "id % 4 PRECEDING",
            "id % 3 FOLLOWING");
    String end =
        pick(
            "UNBOUNDED FOLLOWING",
            low + " PRECEDING",
            "CURRENT ROW",
            high + " FOLLOWING",
            "id % 3 PRECEDING",
            "id % 4 FOLLOWING");
    boolean isBackwards =
        start.endsWith("FOLLOWING") && (end.endsWith("PRECEDING") || end.equals("CURRENT ROW"))
            || start.equals("CURRENT ROW") && end.endsWith("PRECEDING");
    if (isBackwards) {
      end = "UNBOUNDED FOLLOWING";
    }
    String exclude =
        random.nextInt(3) == 0
            ? pick(" EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES", " EXCLUDE NO OTHERS")
            : "";
    return mode + " BETWEEN " + start + " AND " + end + exclude;
  }

  /** RANGE with distances of the order key. */
  private String range(String partition) {
    String column = pick("k", "kb", "kd", "kt", "kx", "kc");
    int number = random.nextInt(6);
    String low = distance(column, number);
    String high = distance(column, number + random.nextInt(4));
    String start = pick("UNBOUNDED PRECEDING", low + " PRECEDING", "CURRENT ROW");
    String end = pick("UNBOUNDED FOLLOWING", high + " FOLLOWING", "CURRENT ROW");
    if (random.nextInt(5) == 0) {
      start = high + " PRECEDING";
      end = low + " PRECEDING";
    }
    String exclude =
        random.nextInt(3) == 0
            ? pick(" EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES")
            : "";
    return over(partition, key(column), "RANGE BETWEEN " + start + " AND " + end + exclude);
  }

  private static String distance(String column, int number) {
    return switch (column) {
      case "kd" -> number > 4 ? "INTERVAL '1' MONTH" : "INTERVAL '" + number + "' DAY";
      case "kt" -> "INTERVAL '" + number * 100 + "' MINUTE";
      case "kb" -> number + "000000007";
      case "kx" -> number + ".25";
      case "kc" -> number + ".1";
      default -> Integer.toString(number);
    };
  }
}
