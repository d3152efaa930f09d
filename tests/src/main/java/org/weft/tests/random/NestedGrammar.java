package org.weft.tests.random;

/** Lists and structs. */
final class NestedGrammar {
  private final Chance chance;
  private final Expressions any;

  NestedGrammar(Chance chance, Expressions any) {
    this.chance = chance;
    this.any = any;
  }

  Tree list(Scope scope, int depth) {
    Tree list = any.of(Sort.LIST, scope, depth);
    return switch (chance.below(5)) {
      case 0 ->
          Tree.expression(
              Sort.LIST,
              "[",
              any.of(Sort.INTEGER, scope, depth),
              ", ",
              any.of(Sort.INTEGER, scope, depth),
              "]");
      case 1 ->
          Tree.expression(
              Sort.LIST, "list_concat(", list, ", ", any.of(Sort.LIST, scope, depth), ")");
      case 2 -> Tree.expression(Sort.LIST, "list_sort(", list, ")");
      case 3 -> Tree.expression(Sort.LIST, "list_reverse(", list, ")");
      default -> Tree.expression(Sort.LIST, list, "[", chance.one("1:2", "2:3", "1:1"), "]");
    };
  }

  Tree struct(Scope scope, int depth) {
    return Tree.expression(
        Sort.STRUCT,
        "{'a': ",
        any.of(Sort.INTEGER, scope, depth),
        ", 'b': ",
        any.of(Sort.TEXT, scope, depth),
        "}");
  }
}
