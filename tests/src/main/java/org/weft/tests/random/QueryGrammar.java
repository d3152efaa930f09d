package org.weft.tests.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Queries, one for each seed. */
final class QueryGrammar implements Expressions.Subqueries, FromGrammar.Queries {
  private final Chance chance;
  private final Names names = new Names();
  private final Expressions expressions;
  private final FromGrammar from;
  private final AggregateGrammar aggregates;
  private final WindowGrammar windows;
  private final List<FromGrammar.Common> common = new ArrayList<>();

  private QueryGrammar(long seed) {
    chance = new Chance(seed);
    expressions = new Expressions(chance, this);
    from = new FromGrammar(chance, names, expressions, this);
    aggregates = new AggregateGrammar(chance, expressions);
    windows = new WindowGrammar(chance, expressions);
  }

  /** The query of a seed. */
  static Tree of(long seed) {
    return new QueryGrammar(seed).whole();
  }

  private Tree whole() {
    List<Object> parts = new ArrayList<>();
    if (chance.percent(15)) {
      List<Sort> sorts = sorts();
      String name = names.next("cte");
      Tree query = query(sorts, Scope.NONE, 2);
      common.add(new FromGrammar.Common(name, sorts));
      parts.add(Tree.optional("WITH " + name + names(sorts.size()) + " AS (", query, ") "));
    }
    parts.add(query(sorts(), Scope.NONE, 0));
    return Tree.fixed(parts.toArray());
  }

  private static String names(int count) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 1; i <= count; i++) {
      text.append(i == 1 ? "" : ", ").append('c').append(i);
    }
    return text.append(')').toString();
  }

  private List<Sort> sorts() {
    List<Sort> sorts = new ArrayList<>();
    for (int i = chance.below(4); i >= 0; i--) {
      sorts.add(expressions.anySort());
    }
    return sorts;
  }

  @Override
  public List<FromGrammar.Common> common() {
    return common;
  }

  @Override
  public Tree query(List<Sort> sorts, Scope outer, int depth) {
    boolean isOrdered = sorts.stream().allMatch(Sort::isOrdered);
    Tree body = select(sorts, outer, depth);
    if (depth < 3 && isOrdered && chance.percent(12)) {
      String operation =
          chance.one(
              " UNION ",
              " UNION ALL ",
              " EXCEPT ",
              " INTERSECT ",
              " EXCEPT ALL ",
              " INTERSECT ALL ");
      body = Tree.query("(", body, ")", operation, "(", select(sorts, outer, depth + 1), ")");
    }
    boolean isLimited = isOrdered && chance.percent(depth == 0 ? 40 : 12);
    return isLimited ? Tree.query(body, order(sorts.size()), limit(depth)) : body;
  }

  private Tree limit(int depth) {
    boolean has = depth > 0 || chance.percent(60);
    return has
        ? Tree.optional(
            " LIMIT ",
            chance.one("1", "2", "5", "0"),
            Tree.optional(" OFFSET ", chance.one("0", "1", "3")))
        : Tree.optional();
  }

  /** By every column, so that the order is total. */
  private Tree order(int columns) {
    StringBuilder text = new StringBuilder(" ORDER BY ");
    for (int i = 1; i <= columns; i++) {
      text.append(i == 1 ? "" : ", ")
          .append(i)
          .append(chance.one("", " DESC"))
          .append(chance.one(" NULLS FIRST", " NULLS LAST"));
    }
    return Tree.fixed(text.toString());
  }

  private Tree select(List<Sort> sorts, Scope outer, int depth) {
    Relation relation = from.relation(outer, depth);
    Scope scope =
        new Scope(relation.columns(), outer == Scope.NONE ? Optional.empty() : Optional.of(outer));
    Tree where =
        chance.percent(55)
            ? Tree.optional(" WHERE ", expressions.condition(scope, depth + 1))
            : Tree.optional();
    Tree tail = Tree.fixed(" FROM ", relation.tree(), where);
    int kind = chance.below(10);
    if (kind < 3) {
      return grouped(sorts, scope, tail, depth);
    }
    if (kind == 3 && depth < 2 && sorts.stream().allMatch(WindowGrammar::has)) {
      return windowed(sorts, scope, relation.key(), tail, depth);
    }
    List<Tree> items = new ArrayList<>();
    for (Sort sort : sorts) {
      items.add(item(items.size(), expressions.of(sort, scope, depth + 1)));
    }
    boolean isDistinct = chance.percent(12) && sorts.stream().allMatch(Sort::isOrdered);
    return Tree.query(
        "SELECT ",
        isDistinct ? Tree.optional("DISTINCT ") : Tree.optional(),
        Tree.list(items),
        tail);
  }

  private static Tree item(int index, Tree expression) {
    return Tree.fixed(expression, " AS c" + (index + 1));
  }

  private Tree windowed(List<Sort> sorts, Scope scope, Optional<String> key, Tree tail, int depth) {
    List<Tree> items = new ArrayList<>();
    for (Sort sort : sorts) {
      Tree value =
          items.isEmpty() || chance.percent(50)
              ? windows.of(sort, scope, key, depth)
              : expressions.of(sort, scope, depth + 2);
      items.add(item(items.size(), value));
    }
    Tree qualify =
        chance.percent(15)
            ? Tree.optional(
                " QUALIFY ",
                windows.of(Sort.INTEGER, scope, key, depth),
                chance.one(" > 1", " <= 2"))
            : Tree.optional();
    return Tree.query("SELECT ", Tree.list(items), tail, qualify);
  }

  private Tree grouped(List<Sort> sorts, Scope scope, Tree tail, int depth) {
    List<Tree> items = new ArrayList<>();
    List<Integer> keys = new ArrayList<>();
    for (Sort sort : sorts) {
      boolean isKey = sort.isOrdered() && chance.percent(40);
      Tree value =
          isKey ? expressions.of(sort, scope, depth + 2) : aggregates.of(sort, scope, depth + 1);
      items.add(item(items.size(), value));
      if (isKey) {
        keys.add(items.size());
      }
    }
    // DuckDB's GROUP BY ALL over constants alone does not group at all
    boolean canBeAll = keys.stream().allMatch(key -> hasColumn(items.get(key - 1)));
    Tree having =
        chance.percent(20)
            ? Tree.optional(
                " HAVING ",
                aggregates.of(Sort.BIGINT, scope, depth + 2),
                chance.one(" > ", " <= ", " <> "),
                chance.one("0", "1", "2"))
            : Tree.optional();
    // DuckDB takes a key that is written twice for two keys
    boolean canBeSets =
        keys.stream()
                .map(key -> items.get(key - 1).text().replaceAll(" AS c\\d+$", ""))
                .distinct()
                .count()
            == keys.size();
    Tree groups =
        keys.size() > 1 && canBeSets && chance.percent(30)
            ? groupingSets(keys)
            : groupBy(keys, canBeAll ? " GROUP BY ALL" : "");
    return Tree.query("SELECT ", Tree.list(items), tail, groups, having);
  }

  private static boolean hasColumn(Tree expression) {
    return expression.text().matches("(?s).*\\b[a-z]+\\d+\\.[a-z].*");
  }

  /**
   * @param all another way to write it; empty if there is none
   */
  private Tree groupBy(List<Integer> keys, String all) {
    if (keys.isEmpty()) {
      return Tree.optional();
    }
    return Tree.fixed(chance.percent(50) && !all.isEmpty() ? all : " GROUP BY " + list(keys));
  }

  private Tree groupingSets(List<Integer> keys) {
    return Tree.fixed(
        " GROUP BY ",
        chance.one("ROLLUP (", "CUBE (", "GROUPING SETS ((), " + keys.get(0) + ", "),
        list(keys),
        ")");
  }

  private static String list(List<Integer> keys) {
    return keys.toString().replace("[", "").replace("]", "");
  }

  @Override
  public Tree column(Sort sort, Scope outer, int depth) {
    return query(List.of(sort), outer, Math.max(depth, 2));
  }

  @Override
  public Tree scalar(Sort sort, Scope outer, int depth) {
    Relation table = from.table();
    Scope scope = new Scope(table.columns(), Optional.of(outer));
    int inner = Math.max(depth, 3);
    Tree where = Tree.optional(" WHERE ", expressions.condition(scope, inner));
    if (chance.percent(60)) {
      return Tree.query(
          "SELECT ", aggregates.of(sort, scope, inner), " FROM ", table.tree(), where);
    }
    Tree key = expressions.of(Sort.INTEGER, outer, inner + 1);
    return Tree.query(
        "SELECT ",
        expressions.of(sort, scope, inner),
        " FROM ",
        table.tree(),
        " WHERE " + table.key().orElseThrow() + " = ",
        key);
  }
}
