package org.weft.tests.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tables, joins, subqueries in FROM. */
final class FromGrammar {
  private final Chance chance;
  private final Names names;
  private final Expressions expressions;
  private final Queries queries;

  /** Whole queries, made by whoever makes them. */
  interface Queries {
    /** A query of these columns. */
    Tree query(List<Sort> sorts, Scope outer, int depth);

    /** Names and columns of the common table expressions around. */
    List<Common> common();
  }

  /** A common table expression. */
  record Common(String name, List<Sort> sorts) {}

  FromGrammar(Chance chance, Names names, Expressions expressions, Queries queries) {
    this.chance = chance;
    this.names = names;
    this.expressions = expressions;
    this.queries = queries;
  }

  Relation relation(Scope outer, int depth) {
    Relation first = primary(depth);
    int joins = depth >= 3 ? chance.below(2) : chance.below(3);
    for (int i = 0; i < joins; i++) {
      first = joined(first, outer, depth + 1);
    }
    return first;
  }

  private Relation primary(int depth) {
    if (depth < 3 && chance.percent(18)) {
      return derived(depth);
    }
    if (chance.percent(8)) {
      return values();
    }
    if (!queries.common().isEmpty() && chance.percent(50)) {
      FromGrammar.Common common = chance.one(queries.common());
      String alias = names.next("w");
      return new Relation(
          Tree.relation(common.name() + " AS " + alias),
          columns(alias, common.sorts()),
          Optional.empty());
    }
    return table();
  }

  Relation table() {
    String alias = names.next("a");
    List<Scope.Column> columns = new ArrayList<>();
    for (RandomTables.Column column : RandomTables.COLUMNS) {
      columns.add(new Scope.Column(alias + "." + column.name(), column.sort()));
    }
    Tree tree = Tree.relation(chance.one(RandomTables.NAMES) + " AS " + alias);
    return new Relation(tree, columns, Optional.of(alias + ".id"));
  }

  private List<Sort> someSorts() {
    List<Sort> sorts = new ArrayList<>(List.of(Sort.INTEGER));
    for (int i = chance.below(3); i >= 0; i--) {
      sorts.add(expressions.anySort());
    }
    return sorts;
  }

  private static List<Scope.Column> columns(String alias, List<Sort> sorts) {
    List<Scope.Column> columns = new ArrayList<>();
    for (int i = 0; i < sorts.size(); i++) {
      columns.add(new Scope.Column(alias + ".c" + (i + 1), sorts.get(i)));
    }
    return columns;
  }

  private Relation derived(int depth) {
    List<Sort> sorts = someSorts();
    String alias = names.next("q");
    Tree query = queries.query(sorts, Scope.NONE, depth + 1);
    return new Relation(
        Tree.relation("(", query, ") AS " + alias), columns(alias, sorts), Optional.empty());
  }

  private Relation values() {
    List<Sort> sorts = List.of(Sort.INTEGER, chance.one(Sort.TEXT, Sort.DATE, Sort.DOUBLE));
    Literals literals = new Literals(chance);
    String alias = names.next("v");
    List<Tree> rows = new ArrayList<>();
    for (int i = chance.below(3); i >= 0; i--) {
      rows.add(Tree.fixed("(", literals.of(sorts.get(0)), ", ", literals.of(sorts.get(1)), ")"));
    }
    Tree tree = Tree.relation("(VALUES ", Tree.list(rows), ") AS " + alias + "(c1, c2)");
    return new Relation(tree, columns(alias, sorts), Optional.empty());
  }

  private Relation joined(Relation left, Scope outer, int depth) {
    int kind = chance.below(20);
    if (kind == 0 && depth < 4) {
      return lateral(left, depth);
    }
    if (kind == 1) {
      return unnested(left);
    }
    Relation right = primary(depth);
    List<Scope.Column> both = new ArrayList<>(left.columns());
    both.addAll(right.columns());
    if (kind == 2) {
      return new Relation(
          Tree.relation(left.tree(), " CROSS JOIN ", right.tree()), both, Optional.empty());
    }
    if (kind == 3 || kind == 4) {
      Tree tree =
          Tree.relation(
              left.tree(),
              chance.one(" SEMI JOIN ", " ANTI JOIN "),
              right.tree(),
              " ON ",
              on(left, right, new Scope(both, Optional.empty())));
      return new Relation(tree, left.columns(), left.key());
    }
    Tree on = on(left, right, new Scope(both, outer.outer()));
    String join =
        chance.one(" JOIN ", " JOIN ", " LEFT JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ");
    return new Relation(
        Tree.relation(left.tree(), join, right.tree(), " ON ", on), both, Optional.empty());
  }

  /** Mostly an equality of a column of each side, alone or with more. */
  private Tree on(Relation left, Relation right, Scope both) {
    Tree equal = equality(left, right);
    return switch (chance.below(10)) {
      case 0 -> simple(both);
      case 1, 2 -> Tree.expression(Sort.BOOLEAN, "(", equal, " AND ", simple(both), ")");
      case 3 -> Tree.expression(Sort.BOOLEAN, "(", equal, " OR ", simple(both), ")");
      case 4 -> Tree.expression(Sort.BOOLEAN, "(", equal, " AND ", equality(left, right), ")");
      default -> equal;
    };
  }

  /** Without subqueries, which not every join condition may have. */
  private Tree simple(Scope both) {
    Sort sort = chance.one(Sort.INTEGER, Sort.TEXT, Sort.DATE, Sort.DOUBLE, Sort.DECIMAL);
    List<Scope.Column> columns = both.columns().stream().filter(c -> c.sort() == sort).toList();
    if (columns.isEmpty()) {
      return Tree.expression(Sort.BOOLEAN, chance.one("TRUE", "FALSE", "NULL::BOOLEAN"));
    }
    return Tree.expression(
        Sort.BOOLEAN,
        "(",
        Tree.expression(sort, chance.one(columns).text()),
        chance.one(" < ", " >= ", " <> ", " IS DISTINCT FROM "),
        Tree.expression(sort, chance.one(columns).text()),
        ")");
  }

  private Tree equality(Relation left, Relation right) {
    for (int i = 0; i < 8; i++) {
      Scope.Column mine = chance.one(left.columns());
      List<Scope.Column> theirs =
          right.columns().stream()
              .filter(c -> c.sort() == mine.sort() && c.sort().isOrdered())
              .toList();
      if (!theirs.isEmpty()) {
        return Tree.expression(
            Sort.BOOLEAN,
            "(",
            Tree.expression(mine.sort(), mine.text()),
            chance.one(" = ", " = ", " = ", " IS NOT DISTINCT FROM "),
            Tree.expression(mine.sort(), chance.one(theirs).text()),
            ")");
      }
    }
    return Tree.expression(Sort.BOOLEAN, "TRUE");
  }

  private Relation lateral(Relation left, int depth) {
    List<Sort> sorts = List.of(Sort.INTEGER, expressions.orderedSort());
    String alias = names.next("q");
    Scope here = new Scope(left.columns(), Optional.empty());
    Tree query = queries.query(sorts, here, depth + 1);
    List<Scope.Column> both = new ArrayList<>(left.columns());
    both.addAll(columns(alias, sorts));
    Tree tree =
        chance.percent(50)
            ? Tree.relation(
                left.tree(), " CROSS JOIN LATERAL (", query, ") AS " + alias + "(c1, c2)")
            : Tree.relation(
                left.tree(), " LEFT JOIN LATERAL (", query, ") AS " + alias + "(c1, c2) ON TRUE");
    return new Relation(tree, both, Optional.empty());
  }

  private Relation unnested(Relation left) {
    List<Scope.Column> lists =
        left.columns().stream().filter(column -> column.sort() == Sort.LIST).toList();
    if (lists.isEmpty()) {
      return left;
    }
    String alias = names.next("u");
    List<Scope.Column> both = new ArrayList<>(left.columns());
    both.add(new Scope.Column(alias + ".x", Sort.INTEGER));
    Tree tree =
        Tree.relation(
            left.tree(), " CROSS JOIN UNNEST(", chance.one(lists).text(), ") AS " + alias + "(x)");
    return new Relation(tree, both, Optional.empty());
  }
}
