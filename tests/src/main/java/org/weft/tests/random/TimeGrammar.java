package org.weft.tests.random;

/** Dates and timestamps. */
final class TimeGrammar {
  private final Chance chance;
  private final Expressions any;

  TimeGrammar(Chance chance, Expressions any) {
    this.chance = chance;
    this.any = any;
  }

  Tree date(Scope scope, int depth) {
    Tree date = any.of(Sort.DATE, scope, depth);
    return switch (chance.below(6)) {
      case 0 ->
          Tree.expression(
              Sort.DATE, "(", date, chance.one(" + ", " - "), chance.one("1", "30", "366"), ")");
      case 1 ->
          Tree.expression(Sort.DATE, "CAST(", any.of(Sort.TIMESTAMP, scope, depth), " AS DATE)");
      case 2 -> Tree.expression(Sort.DATE, "last_day(", date, ")");
      case 3 ->
          Tree.expression(
              Sort.DATE,
              "CAST(date_trunc('",
              chance.one("month", "year", "week", "quarter"),
              "', ",
              date,
              ") AS DATE)");
      case 4 ->
          Tree.expression(Sort.DATE, "TRY_CAST(", any.of(Sort.TEXT, scope, depth), " AS DATE)");
      default ->
          Tree.expression(
              Sort.DATE,
              chance.one("greatest", "least"),
              "(",
              date,
              ", ",
              any.of(Sort.DATE, scope, depth),
              ")");
    };
  }

  Tree timestamp(Scope scope, int depth) {
    Tree timestamp = any.of(Sort.TIMESTAMP, scope, depth);
    return switch (chance.below(7)) {
      case 6 ->
          Tree.expression(
              Sort.TIMESTAMP,
              "CAST((",
              any.of(Sort.DATE, scope, depth),
              chance.one(" + ", " - "),
              any.of(Sort.INTERVAL, scope, depth),
              ") AS TIMESTAMP)");
      case 0, 1 ->
          Tree.expression(
              Sort.TIMESTAMP,
              "(",
              timestamp,
              chance.one(" + ", " - "),
              any.of(Sort.INTERVAL, scope, depth),
              ")");
      case 2 ->
          Tree.expression(
              Sort.TIMESTAMP, "CAST(", any.of(Sort.DATE, scope, depth), " AS TIMESTAMP)");
      case 3 ->
          Tree.expression(
              Sort.TIMESTAMP,
              "date_trunc('",
              chance.one("hour", "day", "month", "minute", "second"),
              "', ",
              timestamp,
              ")");
      case 4 ->
          Tree.expression(
              Sort.TIMESTAMP,
              "(CAST(",
              any.of(Sort.DATE, scope, depth),
              " AS TIMESTAMP) + ",
              any.of(Sort.INTERVAL, scope, depth),
              ")");
      default ->
          Tree.expression(
              Sort.TIMESTAMP,
              chance.one("greatest", "least"),
              "(",
              timestamp,
              ", ",
              any.of(Sort.TIMESTAMP, scope, depth),
              ")");
    };
  }
}
