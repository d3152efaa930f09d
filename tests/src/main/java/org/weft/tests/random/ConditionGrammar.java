package org.weft.tests.random;

import java.util.List;

/** Conditions, with the subqueries that conditions have. */
final class ConditionGrammar {
  private final Chance chance;
  private final Expressions any;
  private final Expressions.Subqueries subqueries;

  ConditionGrammar(Chance chance, Expressions any, Expressions.Subqueries subqueries) {
    this.chance = chance;
    this.any = any;
    this.subqueries = subqueries;
  }

  Tree condition(Scope scope, int depth) {
    return switch (chance.below(16)) {
      case 0, 1, 2, 3 -> comparison(scope, depth);
      case 4 -> two(" AND ", scope, depth);
      case 5 -> two(" OR ", scope, depth);
      case 6 -> Tree.expression(Sort.BOOLEAN, "(NOT ", any.of(Sort.BOOLEAN, scope, depth), ")");
      case 7 ->
          Tree.expression(
              Sort.BOOLEAN,
              "(",
              any.of(any.anySort(), scope, depth),
              chance.one(" IS NULL", " IS NOT NULL"),
              ")");
      case 8 -> between(scope, depth);
      case 9 -> inList(scope, depth);
      case 10 -> like(scope, depth);
      case 11 -> exists(scope, depth);
      case 12 -> inQuery(scope, depth);
      case 13 -> quantified(scope, depth);
      case 14 ->
          Tree.expression(
              Sort.BOOLEAN,
              "list_contains(",
              any.of(Sort.LIST, scope, depth),
              ", ",
              any.of(Sort.INTEGER, scope, depth),
              ")");
      default ->
          Tree.expression(
              Sort.BOOLEAN,
              "(",
              any.of(Sort.BOOLEAN, scope, depth),
              chance.one(" IS TRUE", " IS FALSE", " IS NOT TRUE", " IS NOT FALSE"),
              ")");
    };
  }

  private Tree two(String between, Scope scope, int depth) {
    return Tree.expression(
        Sort.BOOLEAN,
        "(",
        any.of(Sort.BOOLEAN, scope, depth),
        between,
        any.of(Sort.BOOLEAN, scope, depth),
        ")");
  }

  private Tree comparison(Scope scope, int depth) {
    Sort left = any.orderedSort();
    Sort right = left.isNumber() && chance.percent(30) ? numberLike(left) : left;
    return Tree.expression(
        Sort.BOOLEAN,
        "(",
        any.of(left, scope, depth),
        chance.one(
            " = ",
            " = ",
            " <> ",
            " < ",
            " <= ",
            " > ",
            " >= ",
            " IS DISTINCT FROM ",
            " IS NOT DISTINCT FROM "),
        any.of(right, scope, depth),
        ")");
  }

  /** Another type of number that both engines compare with it exactly. */
  private Sort numberLike(Sort sort) {
    return switch (sort) {
      case INTEGER -> chance.one(Sort.BIGINT, Sort.DECIMAL, Sort.DOUBLE);
      case DECIMAL, DOUBLE -> Sort.INTEGER;
      default -> Sort.INTEGER;
    };
  }

  private Tree between(Scope scope, int depth) {
    Sort sort = any.orderedSort();
    return Tree.expression(
        Sort.BOOLEAN,
        "(",
        any.of(sort, scope, depth),
        chance.one(" BETWEEN ", " NOT BETWEEN "),
        any.of(sort, scope, depth),
        " AND ",
        any.of(sort, scope, depth),
        ")");
  }

  private Tree inList(Scope scope, int depth) {
    Sort sort = any.orderedSort();
    return Tree.expression(
        Sort.BOOLEAN,
        "(",
        any.of(sort, scope, depth),
        chance.one(" IN (", " NOT IN ("),
        Tree.list(
            List.of(
                any.of(sort, scope, depth + 1),
                any.of(sort, scope, depth + 1),
                any.of(sort, scope, depth + 1))),
        "))");
  }

  private Tree like(Scope scope, int depth) {
    return Tree.expression(
        Sort.BOOLEAN,
        "(",
        any.of(Sort.TEXT, scope, depth),
        chance.one(" LIKE ", " NOT LIKE ", " ILIKE "),
        chance.one("'a%'", "'%b%'", "'_'", "'%'", "''", "'a_c'", "'é%'"),
        ")");
  }

  private Tree exists(Scope scope, int depth) {
    return Tree.expression(
        Sort.BOOLEAN,
        "(",
        chance.one("", "NOT "),
        "EXISTS (",
        subqueries.column(any.orderedSort(), scope, depth + 1),
        "))");
  }

  private Tree inQuery(Scope scope, int depth) {
    Sort sort = any.orderedSort();
    return Tree.expression(
        Sort.BOOLEAN,
        "(",
        any.of(sort, scope, depth + 1),
        chance.one(" IN (", " NOT IN ("),
        subqueries.column(sort, scope, depth + 1),
        "))");
  }

  private Tree quantified(Scope scope, int depth) {
    Sort sort = any.orderedSort();
    return Tree.expression(
        Sort.BOOLEAN,
        "(",
        any.of(sort, scope, depth + 1),
        chance.one(" = ", " <> ", " < ", " <= ", " > ", " >= "),
        chance.one("ANY (", "ALL ("),
        subqueries.column(sort, scope, depth + 1),
        "))");
  }
}
