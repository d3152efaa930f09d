package org.weft.tests.random;

/** Texts. */
final class TextGrammar {
  private final Chance chance;
  private final Expressions any;

  TextGrammar(Chance chance, Expressions any) {
    this.chance = chance;
    this.any = any;
  }

  Tree text(Scope scope, int depth) {
    Tree text = any.of(Sort.TEXT, scope, depth);
    return switch (chance.below(16)) {
      case 0, 1 ->
          Tree.expression(Sort.TEXT, "(", text, " || ", any.of(Sort.TEXT, scope, depth), ")");
      case 2 ->
          Tree.expression(
              Sort.TEXT,
              chance.one("upper", "lower", "reverse", "trim", "ltrim", "rtrim"),
              "(",
              text,
              ")");
      case 3 ->
          Tree.expression(
              Sort.TEXT,
              "substring(",
              text,
              ", ",
              chance.one("1", "2", "-1", "0"),
              Tree.optional(", ", chance.one("0", "1", "2", "5")),
              ")");
      case 4 ->
          Tree.expression(
              Sort.TEXT,
              "CAST(",
              any.of(
                  chance.one(
                      Sort.INTEGER,
                      Sort.BIGINT,
                      Sort.BOOLEAN,
                      Sort.DATE,
                      Sort.TIMESTAMP,
                      Sort.DECIMAL),
                  scope,
                  depth),
              " AS VARCHAR)");
      case 5 ->
          Tree.expression(
              Sort.TEXT,
              "replace(",
              text,
              ", ",
              any.of(Sort.TEXT, scope, depth),
              ", ",
              chance.one("''", "'zz'"),
              ")");
      case 6 ->
          Tree.expression(Sort.TEXT, "concat(", text, ", ", any.of(Sort.TEXT, scope, depth), ")");
      case 7 ->
          Tree.expression(
              Sort.TEXT,
              chance.one("left", "right"),
              "(",
              text,
              ", ",
              chance.one("0", "1", "2", "-1"),
              ")");
      case 8 ->
          Tree.expression(
              Sort.TEXT,
              chance.one("lpad", "rpad"),
              "(",
              text,
              ", ",
              chance.one("0", "2", "4"),
              ", ",
              chance.one("'*'", "'xy'"),
              ")");
      case 9 -> Tree.expression(Sort.TEXT, "repeat(", text, ", ", chance.one("0", "1", "2"), ")");
      case 10 ->
          Tree.expression(
              Sort.TEXT,
              chance.one("greatest", "least"),
              "(",
              text,
              ", ",
              any.of(Sort.TEXT, scope, depth),
              ")");
      case 11 ->
          Tree.expression(
              Sort.TEXT,
              "split_part(",
              text,
              ", ",
              chance.one("'a'", "' '", "','"),
              ", ",
              chance.one("1", "2"),
              ")");
      case 12 ->
          Tree.expression(
              Sort.TEXT,
              "concat_ws(",
              chance.one("'-'", "''"),
              ", ",
              text,
              ", ",
              any.of(Sort.TEXT, scope, depth),
              ")");
      case 13 -> Tree.expression(Sort.TEXT, "(", any.of(Sort.STRUCT, scope, depth), ").b");
      case 14 ->
          Tree.expression(
              Sort.TEXT,
              "regexp_replace(",
              text,
              ", ",
              chance.one("'[a-c]'", "'\\d+'", "'^.'"),
              ", ",
              chance.one("''", "'_'"),
              ")");
      default ->
          Tree.expression(
              Sort.TEXT,
              "strftime(",
              any.of(Sort.DATE, scope, depth),
              ", ",
              chance.one("'%Y-%m'", "'%d/%m/%y'", "'%j'"),
              ")");
    };
  }
}
