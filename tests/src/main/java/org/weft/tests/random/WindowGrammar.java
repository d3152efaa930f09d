package org.weft.tests.random;

import java.util.List;
import java.util.Optional;

/** Window functions whose value does not depend on the order of peers. */
final class WindowGrammar {
  private final Chance chance;
  private final Expressions any;

  WindowGrammar(Chance chance, Expressions any) {
    this.chance = chance;
    this.any = any;
  }

  /** One of this type; if there is a key, also those that need a total order. */
  Tree of(Sort sort, Scope scope, Optional<String> key, int depth) {
    Tree call = key.isPresent() && chance.percent(60) ? total(sort, scope, depth) : null;
    if (call != null) {
      String order = chance.one(" NULLS LAST", " DESC NULLS FIRST") + ", ";
      Tree by = Tree.optional(ordered(scope, depth), order);
      return Tree.expression(
          sort,
          "CAST(",
          call,
          " OVER (",
          partition(scope, depth),
          "ORDER BY ",
          by,
          key.get(),
          ") AS ",
          sort.sql(),
          ")");
    }
    Tree order =
        Tree.optional(
            "ORDER BY ",
            ordered(scope, depth),
            chance.one("", " DESC"),
            chance.one(" NULLS FIRST", " NULLS LAST"));
    return Tree.expression(
        sort,
        "CAST(",
        peers(sort, scope, depth),
        " OVER (",
        partition(scope, depth),
        order,
        ") AS ",
        sort.sql(),
        ")");
  }

  private Tree partition(Scope scope, int depth) {
    return chance.percent(60)
        ? Tree.optional("PARTITION BY ", ordered(scope, depth), " ")
        : Tree.optional();
  }

  private Tree ordered(Scope scope, int depth) {
    return any.of(any.orderedSort(), scope, depth + 2);
  }

  private Tree peers(Sort sort, Scope scope, int depth) {
    Tree argument = any.of(sort, scope, depth + 2);
    return switch (sort) {
      case INTEGER, BIGINT ->
          switch (chance.below(4)) {
            case 0 -> Tree.fixed("count(*)");
            case 1 -> Tree.fixed("count(", any.of(any.anySort(), scope, depth + 2), ")");
            default -> Tree.fixed(chance.one("min", "max"), "(", argument, ")");
          };
      case DOUBLE ->
          chance.percent(50)
              ? Tree.fixed(
                  chance.one("sum", "avg", "min", "max"),
                  "(",
                  any.of(Sort.INTEGER, scope, depth + 2),
                  ")")
              : Tree.fixed(chance.one("min", "max"), "(", argument, ")");
      case BOOLEAN -> Tree.fixed(chance.one("bool_and", "bool_or"), "(", argument, ")");
      case LIST, STRUCT, INTERVAL -> Tree.fixed("min(CAST(NULL AS " + Sort.INTEGER.sql() + "))");
      default -> Tree.fixed(chance.one("min", "max"), "(", argument, ")");
    };
  }

  private Tree total(Sort sort, Scope scope, int depth) {
    Tree argument = any.of(sort, scope, depth + 2);
    return switch (sort) {
      case INTEGER, BIGINT ->
          switch (chance.below(5)) {
            case 0 -> Tree.fixed("row_number()");
            case 1 -> Tree.fixed("rank()");
            case 2 -> Tree.fixed("dense_rank()");
            case 3 -> Tree.fixed("ntile(", chance.one("1", "2", "3"), ")");
            default -> offset(argument);
          };
      case DOUBLE ->
          chance.percent(40)
              ? Tree.fixed(chance.one("percent_rank()", "cume_dist()"))
              : offset(argument);
      default -> offset(argument);
    };
  }

  private Tree offset(Tree argument) {
    return switch (chance.below(3)) {
      case 0 ->
          Tree.fixed(
              chance.one("lag", "lead"),
              "(",
              argument,
              Tree.optional(", ", chance.one("1", "2")),
              ")");
      case 1 -> Tree.fixed(chance.one("first_value", "last_value"), "(", argument, ")");
      default -> Tree.fixed("nth_value(", argument, ", ", chance.one("1", "2"), ")");
    };
  }

  /** Sorts that a window can be of. */
  static boolean has(Sort sort) {
    return !List.of(Sort.LIST, Sort.STRUCT, Sort.INTERVAL).contains(sort);
  }
}
