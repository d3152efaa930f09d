package org.weft.tests.random;

/** Numbers. Doubles stay multiples of small powers of two, so that sums do not depend on order. */
final class NumberGrammar {
  private final Chance chance;
  private final Expressions any;

  NumberGrammar(Chance chance, Expressions any) {
    this.chance = chance;
    this.any = any;
  }

  Tree number(Sort sort, Scope scope, int depth) {
    if (chance.percent(45)) {
      return arithmetic(sort, scope, depth);
    }
    return switch (sort) {
      case INTEGER -> integer(scope, depth);
      case BIGINT -> bigint(scope, depth);
      case DECIMAL -> decimal(scope, depth);
      default -> real(scope, depth);
    };
  }

  private Tree arithmetic(Sort sort, Scope scope, int depth) {
    Tree left = any.of(sort, scope, depth);
    return switch (chance.below(6)) {
      case 0 -> cast(sort, left, " + ", any.of(sort, scope, depth));
      case 1 -> cast(sort, left, " - ", any.of(sort, scope, depth));
      case 2 -> cast(sort, left, " * ", Tree.expression(sort, chance.one("2", "3", "(-1)")));
      case 3 -> Tree.expression(sort, "abs(", left, ")");
      case 4 -> Tree.expression(sort, "(- ", left, ")");
      default ->
          Tree.expression(
              sort,
              chance.one("greatest", "least"),
              "(",
              left,
              ", ",
              any.of(sort, scope, depth),
              ")");
    };
  }

  private static Tree cast(Sort sort, Object... parts) {
    // a sum of decimals has more digits than what is summed
    return sort == Sort.DECIMAL
        ? Tree.expression(sort, "CAST((", Tree.fixed(parts), ") AS DECIMAL(12,2))")
        : Tree.expression(sort, "(", Tree.fixed(parts), ")");
  }

  private Tree integer(Scope scope, int depth) {
    return switch (chance.below(12)) {
      case 0 ->
          Tree.expression(
              Sort.INTEGER,
              "(",
              any.of(Sort.INTEGER, scope, depth),
              " % ",
              chance.one("2", "3", "7"),
              ")");
      case 1 -> Tree.expression(Sort.INTEGER, "CAST(length(", text(scope, depth), ") AS INTEGER)");
      case 2 ->
          Tree.expression(
              Sort.INTEGER,
              "CAST(extract(",
              chance.one("year", "month", "day", "dow", "doy", "quarter", "week"),
              " FROM ",
              any.of(chance.one(Sort.DATE, Sort.TIMESTAMP), scope, depth),
              ") AS INTEGER)");
      case 3 ->
          Tree.expression(
              Sort.INTEGER, "CAST(", any.of(Sort.BOOLEAN, scope, depth), " AS INTEGER)");
      case 4 -> Tree.expression(Sort.INTEGER, "TRY_CAST(", text(scope, depth), " AS INTEGER)");
      case 5 ->
          Tree.expression(
              Sort.INTEGER,
              "TRY_CAST(",
              any.of(chance.one(Sort.BIGINT, Sort.DECIMAL, Sort.DOUBLE), scope, depth),
              " AS INTEGER)");
      case 6 ->
          Tree.expression(
              Sort.INTEGER,
              "CAST(strpos(",
              text(scope, depth),
              ", ",
              text(scope, depth),
              ") AS INTEGER)");
      case 7 ->
          Tree.expression(
              Sort.INTEGER, "CAST(len(", any.of(Sort.LIST, scope, depth), ") AS INTEGER)");
      case 8 ->
          Tree.expression(
              Sort.INTEGER,
              "CAST(sign(",
              any.of(chance.one(Sort.INTEGER, Sort.BIGINT, Sort.DECIMAL), scope, depth),
              ") AS INTEGER)");
      case 9 ->
          Tree.expression(
              Sort.INTEGER,
              "(",
              any.of(Sort.INTEGER, scope, depth),
              chance.one(" & ", " | "),
              any.of(Sort.INTEGER, scope, depth),
              ")");
      case 10 -> Tree.expression(Sort.INTEGER, "(", any.of(Sort.STRUCT, scope, depth), ").a");
      default ->
          Tree.expression(
              Sort.INTEGER,
              "(",
              any.of(Sort.INTEGER, scope, depth),
              " // ",
              chance.one("2", "3", "-4"),
              ")");
    };
  }

  private Tree text(Scope scope, int depth) {
    return any.of(Sort.TEXT, scope, depth);
  }

  private Tree bigint(Scope scope, int depth) {
    return switch (chance.below(4)) {
      case 0 ->
          Tree.expression(Sort.BIGINT, "CAST(", any.of(Sort.INTEGER, scope, depth), " AS BIGINT)");
      case 1 ->
          Tree.expression(
              Sort.BIGINT,
              "datediff('",
              chance.one("day", "month", "year", "week"),
              "', ",
              any.of(Sort.DATE, scope, depth),
              ", ",
              any.of(Sort.DATE, scope, depth),
              ")");
      case 2 ->
          Tree.expression(
              Sort.BIGINT, "TRY_CAST(", any.of(Sort.DOUBLE, scope, depth), " AS BIGINT)");
      default ->
          Tree.expression(
              Sort.BIGINT,
              "(",
              any.of(Sort.BIGINT, scope, depth),
              " % ",
              chance.one("5", "1000"),
              ")");
    };
  }

  private Tree decimal(Scope scope, int depth) {
    return switch (chance.below(4)) {
      case 0 ->
          Tree.expression(
              Sort.DECIMAL,
              "TRY_CAST(",
              any.of(chance.one(Sort.INTEGER, Sort.BIGINT, Sort.DOUBLE), scope, depth),
              " AS DECIMAL(12,2))");
      case 1 ->
          Tree.expression(
              Sort.DECIMAL,
              "CAST(round(",
              any.of(Sort.DECIMAL, scope, depth),
              ", 1) AS DECIMAL(12,2))");
      case 2 ->
          Tree.expression(
              Sort.DECIMAL,
              "CAST(",
              chance.one("floor", "ceil", "trunc"),
              "(",
              any.of(Sort.DECIMAL, scope, depth),
              ") AS DECIMAL(12,2))");
      default ->
          Tree.expression(Sort.DECIMAL, "TRY_CAST(", text(scope, depth), " AS DECIMAL(12,2))");
    };
  }

  private Tree real(Scope scope, int depth) {
    return switch (chance.below(5)) {
      case 0 ->
          Tree.expression(
              Sort.DOUBLE,
              "CAST(",
              any.of(chance.one(Sort.INTEGER, Sort.DECIMAL), scope, depth),
              " AS DOUBLE)");
      case 1 ->
          Tree.expression(
              Sort.DOUBLE,
              chance.one("floor", "ceil", "trunc"),
              "(",
              any.of(Sort.DOUBLE, scope, depth),
              ")");
      case 2 ->
          Tree.expression(
              Sort.DOUBLE,
              "(",
              any.of(Sort.DOUBLE, scope, depth),
              " / ",
              chance.one("2", "4", "-8"),
              ")");
      case 3 ->
          Tree.expression(
              Sort.DOUBLE,
              "(",
              any.of(Sort.INTEGER, scope, depth),
              " / ",
              chance.one("2", "4"),
              ")");
      default -> Tree.expression(Sort.DOUBLE, "round(", any.of(Sort.DOUBLE, scope, depth), ")");
    };
  }
}
