package org.weft.tests.random;

/** Values, common and awkward. */
final class Literals {
  private final Chance chance;

  Literals(Chance chance) {
    this.chance = chance;
  }

  Tree of(Sort sort) {
    if (chance.percent(7)) {
      return Tree.expression(sort, "CAST(NULL AS " + sort.sql() + ")");
    }
    return Tree.expression(
        sort,
        switch (sort) {
          case BOOLEAN -> chance.one("TRUE", "FALSE");
          case INTEGER -> chance.one("0", "1", "2", "3", "7", "-1", "10", "2147483647");
          case BIGINT ->
              "CAST(" + chance.one("0", "1", "5", "-3", "9007199254740993") + " AS BIGINT)";
          case DECIMAL ->
              "CAST("
                  + chance.one("0", "1.50", "-2.25", "0.01", "99.99", "123456.78")
                  + " AS DECIMAL(12,2))";
          case DOUBLE ->
              "CAST("
                  + chance.one("0", "0.5", "-1.25", "3", "'NaN'", "'Infinity'", "1000.75")
                  + " AS DOUBLE)";
          case TEXT ->
              chance.one("''", "'a'", "'abc'", "'B'", "'é'", "'日本'", "' x '", "'%'", "'12'");
          case DATE ->
              "DATE '"
                  + chance.one("2020-02-29", "1969-12-31", "2000-01-01", "2024-12-31", "1600-02-29")
                  + "'";
          case TIMESTAMP ->
              "TIMESTAMP '"
                  + chance.one(
                      "2020-02-29 23:59:59.999999",
                      "1969-12-31 12:00:00",
                      "2000-01-01 00:00:00",
                      "2024-03-10 01:30:00.5")
                  + "'";
          case INTERVAL ->
              "INTERVAL "
                  + chance.one("1 DAY", "'3' MONTH", "'-2' HOUR", "'1' YEAR", "'90' MINUTE");
          case LIST -> chance.one("[1, 2, 3]", "[NULL, 1]", "CAST([] AS INTEGER[])", "[7]");
          case STRUCT -> "{'a': " + chance.one("1", "2", "NULL::INTEGER") + ", 'b': 'x'}";
        });
  }
}
