package org.weft.tests.random;

/** Aggregates whose value does not depend on the order of rows. */
final class AggregateGrammar {
  private final Chance chance;
  private final Expressions any;

  AggregateGrammar(Chance chance, Expressions any) {
    this.chance = chance;
    this.any = any;
  }

  /** An aggregate of a type over the rows of a scope. */
  Tree of(Sort sort, Scope scope, int depth) {
    Tree filter =
        chance.percent(15)
            ? Tree.optional(" FILTER (WHERE ", any.condition(scope, depth + 2), ")")
            : Tree.optional();
    return switch (sort) {
      case BOOLEAN ->
          call(sort, filter, chance.one("bool_and", "bool_or"), any.of(sort, scope, depth + 1));
      case INTEGER ->
          chance.percent(30)
              ? Tree.expression(sort, "CAST(", count(filter, scope, depth), " AS INTEGER)")
              : extreme(sort, filter, scope, depth);
      case BIGINT ->
          switch (chance.below(3)) {
            case 0 -> count(filter, scope, depth);
            case 1 -> {
              Tree sum =
                  Tree.fixed(
                      "sum(", distinct(20), any.of(Sort.INTEGER, scope, depth + 1), ")", filter);
              yield Tree.expression(sort, "CAST(", sum, " AS BIGINT)");
            }
            default -> extreme(sort, filter, scope, depth);
          };
      case DECIMAL ->
          chance.percent(50)
              ? Tree.expression(
                  sort,
                  "TRY_CAST(",
                  Tree.fixed("sum(", distinct(20), any.of(sort, scope, depth + 1), ")", filter),
                  " AS DECIMAL(12,2))")
              : extreme(sort, filter, scope, depth);
      case DOUBLE ->
          switch (chance.below(3)) {
            case 0 -> call(sort, filter, "sum", any.of(sort, scope, depth + 1));
            case 1 -> call(sort, filter, "avg", any.of(Sort.INTEGER, scope, depth + 1));
            default -> extreme(sort, filter, scope, depth);
          };
      case TEXT -> {
        if (chance.percent(60)) {
          yield extreme(sort, filter, scope, depth);
        }
        Scope.Column column = chance.percent(50) ? anyColumn(sort, scope) : null;
        String text = column == null ? "'a'" : column.text();
        yield Tree.expression(
            sort,
            "string_agg(",
            distinct(30),
            text,
            ", ',' ORDER BY ",
            text,
            chance.one("", " DESC"),
            ")",
            filter);
      }
      case DATE, TIMESTAMP -> extreme(sort, filter, scope, depth);
      case LIST -> {
        Scope.Column column = anyColumn(Sort.INTEGER, scope);
        String text = column == null ? "1" : column.text();
        yield Tree.expression(
            sort,
            "list(",
            text,
            " ORDER BY ",
            text,
            chance.one(" NULLS LAST", " NULLS FIRST"),
            ")",
            filter);
      }
      case STRUCT, INTERVAL -> Tree.expression(sort, "CAST(NULL AS " + sort.sql() + ")");
    };
  }

  private Scope.Column anyColumn(Sort sort, Scope scope) {
    var columns = scope.columns().stream().filter(column -> column.sort() == sort).toList();
    return columns.isEmpty() ? null : chance.one(columns);
  }

  private Tree distinct(int percent) {
    return chance.percent(percent) ? Tree.optional("DISTINCT ") : Tree.optional();
  }

  private static Tree call(Sort sort, Tree filter, String name, Tree argument) {
    return Tree.expression(sort, name, "(", argument, ")", filter);
  }

  private Tree extreme(Sort sort, Tree filter, Scope scope, int depth) {
    return call(sort, filter, chance.one("min", "max"), any.of(sort, scope, depth + 1));
  }

  private Tree count(Tree filter, Scope scope, int depth) {
    return switch (chance.below(3)) {
      case 0 -> Tree.expression(Sort.BIGINT, "count(*)", filter);
      case 1 -> call(Sort.BIGINT, filter, "count", any.of(any.anySort(), scope, depth + 1));
      default ->
          Tree.expression(
              Sort.BIGINT,
              "count(DISTINCT ",
              any.of(any.orderedSort(), scope, depth + 1),
              ")",
              filter);
    };
  }
}
