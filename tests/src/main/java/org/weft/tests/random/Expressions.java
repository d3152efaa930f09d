package org.weft.tests.random;

import java.util.List;

/** Expressions of every type over the columns of a scope. */
final class Expressions {
  /** Deeper than this there are only columns and literals. */
  private static final int DEEPEST = 4;

  private final Chance chance;
  private final Literals literals;
  private final NumberGrammar numbers;
  private final TextGrammar texts;
  private final TimeGrammar times;
  private final ConditionGrammar conditions;
  private final NestedGrammar nested;
  private final Subqueries subqueries;

  /** Queries within expressions, made by whoever makes queries. */
  interface Subqueries {
    /** A query of one column. */
    Tree column(Sort sort, Scope outer, int depth);

    /** A query of one column and at most one row. */
    Tree scalar(Sort sort, Scope outer, int depth);
  }

  Expressions(Chance chance, Subqueries subqueries) {
    this.chance = chance;
    this.subqueries = subqueries;
    literals = new Literals(chance);
    numbers = new NumberGrammar(chance, this);
    texts = new TextGrammar(chance, this);
    times = new TimeGrammar(chance, this);
    conditions = new ConditionGrammar(chance, this, subqueries);
    nested = new NestedGrammar(chance, this);
  }

  Sort anySort() {
    return chance.percent(85)
        ? chance.one(
            Sort.BOOLEAN,
            Sort.INTEGER,
            Sort.INTEGER,
            Sort.BIGINT,
            Sort.DECIMAL,
            Sort.DOUBLE,
            Sort.TEXT,
            Sort.TEXT,
            Sort.DATE,
            Sort.TIMESTAMP)
        : chance.one(Sort.LIST, Sort.STRUCT, Sort.INTERVAL);
  }

  Sort orderedSort() {
    while (true) {
      Sort sort = anySort();
      if (sort.isOrdered()) {
        return sort;
      }
    }
  }

  /** An expression of a type. */
  Tree of(Sort sort, Scope scope, int depth) {
    List<Scope.Column> columns = scope.of(sort, chance);
    boolean isLeaf = depth >= DEEPEST || chance.percent(25 + 15 * depth);
    if (isLeaf) {
      return columns.isEmpty() || chance.percent(20) ? literals.of(sort) : column(columns);
    }
    if (chance.percent(22)) {
      return general(sort, scope, depth + 1);
    }
    return switch (sort) {
      case BOOLEAN -> conditions.condition(scope, depth + 1);
      case INTEGER, BIGINT, DECIMAL, DOUBLE -> numbers.number(sort, scope, depth + 1);
      case TEXT -> texts.text(scope, depth + 1);
      case DATE -> times.date(scope, depth + 1);
      case TIMESTAMP -> times.timestamp(scope, depth + 1);
      case INTERVAL -> columns.isEmpty() ? literals.of(sort) : column(columns);
      case LIST -> nested.list(scope, depth + 1);
      case STRUCT -> nested.struct(scope, depth + 1);
    };
  }

  Tree condition(Scope scope, int depth) {
    return chance.percent(80) ? conditions.condition(scope, depth) : of(Sort.BOOLEAN, scope, depth);
  }

  private Tree column(List<Scope.Column> columns) {
    Scope.Column column = chance.one(columns);
    return Tree.expression(column.sort(), column.text());
  }

  /** What there is for every type. */
  private Tree general(Sort sort, Scope scope, int depth) {
    return switch (chance.below(6)) {
      case 0 ->
          Tree.expression(
              sort,
              "CASE WHEN ",
              of(Sort.BOOLEAN, scope, depth),
              " THEN ",
              of(sort, scope, depth),
              Tree.optional(" ELSE ", of(sort, scope, depth)),
              " END");
      case 1 ->
          Tree.expression(
              sort,
              "coalesce(",
              Tree.list(List.of(of(sort, scope, depth), of(sort, scope, depth))),
              ")");
      case 2 -> {
        Sort compared = chance.one(Sort.INTEGER, Sort.TEXT, Sort.DATE);
        yield Tree.expression(
            sort,
            "CASE ",
            of(compared, scope, depth),
            " WHEN ",
            of(compared, scope, depth),
            " THEN ",
            of(sort, scope, depth),
            " WHEN ",
            literals.of(compared),
            " THEN ",
            of(sort, scope, depth),
            " ELSE ",
            of(sort, scope, depth),
            " END");
      }
      case 3 ->
          sort.isOrdered()
              ? Tree.expression(
                  sort, "nullif(", of(sort, scope, depth), ", ", of(sort, scope, depth), ")")
              : of(sort, scope, depth);
      case 4 ->
          sort.isOrdered()
              ? Tree.expression(sort, "(", subqueries.scalar(sort, scope, depth), ")")
              : of(sort, scope, depth);
      default -> Tree.expression(sort, "CAST(", of(sort, scope, depth), " AS ", sort.sql(), ")");
    };
  }
}
