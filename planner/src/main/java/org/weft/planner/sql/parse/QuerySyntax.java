package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** Queries: WITH, set operations, ORDER BY, LIMIT. */
final class QuerySyntax {
  private final Grammar grammar;

  QuerySyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  /** A query with everything it can have. */
  SqlNode query() {
    tokens().enter();
    SqlNodeList with = tokens().isWord("with") ? withList() : null;
    SqlNode body = setOperations(leaf());
    SqlNode ordered = orderAndLimit(body);
    SqlNode query = grammar.pipes.piped(ordered);
    tokens().leave();
    if (with == null) {
      return query;
    }
    SqlParserPos pos = with.getParserPosition();
    return query != ordered || ordered == body
        ? new SqlWith(pos, with, query)
        : ordered((SqlOrderBy) ordered, new SqlWith(pos, with, body));
  }

  /** The same order and limit of another query. */
  private static SqlNode ordered(SqlOrderBy order, SqlNode query) {
    return new SqlOrderBy(
        order.getParserPosition(), query, order.orderList, order.offset, order.fetch);
  }

  /** What follows a query in parentheses that has been read already. */
  SqlNode continued(SqlNode first) {
    return grammar.pipes.piped(orderAndLimit(setOperations(first)));
  }

  private SqlNodeList withList() {
    Lexeme first = tokens().take();
    boolean isRecursive = tokens().isWord("recursive") && !tokens().peek(1).is("as");
    if (isRecursive) {
      tokens().take();
    }
    List<SqlNode> items = grammar.list(() -> withItem(isRecursive));
    return new SqlNodeList(items, tokens().from(first));
  }

  private SqlNode withItem(boolean isRecursive) {
    SqlIdentifier name = tokens().name("a name");
    SqlNodeList columns = tokens().isSymbol("(") ? grammar.names("a column's name") : null;
    tokens().expect("as");
    if (tokens().accept("not")) {
      tokens().expect("materialized");
    } else {
      tokens().accept("materialized");
    }
    tokens().expectSymbol("(");
    SqlNode query = query();
    tokens().expectSymbol(")");
    SqlParserPos pos = name.getParserPosition();
    return new SqlWithItem(pos, name, columns, query, SqlLiteral.createBoolean(isRecursive, pos));
  }

  /** A query with the set operations that follow it. */
  SqlNode setOperations(SqlNode first) {
    SqlNode left = intersections(first);
    List<SqlNode> chain = new ArrayList<>(List.of(left));
    SqlOperator chained = null;
    while (tokens().isWord("union") || tokens().isWord("except") || tokens().isWord("minus")) {
      SqlOperator operator = setOperator();
      boolean canChain = operator == chained && isUnion(operator);
      if (!canChain && chain.size() > 1) {
        SqlNode made = balanced(chained, chain, 0, chain.size());
        chain = new ArrayList<>(List.of(made));
      }
      chained = operator;
      chain.add(intersections(leaf()));
      if (!isUnion(operator)) {
        SqlNode made = combined(operator, chain.get(0), chain.get(1));
        chain = new ArrayList<>(List.of(made));
        chained = null;
      }
    }
    return chain.size() == 1 ? chain.get(0) : balanced(chained, chain, 0, chain.size());
  }

  private static boolean isUnion(SqlOperator operator) {
    return operator == SqlStdOperatorTable.UNION || operator == SqlStdOperatorTable.UNION_ALL;
  }

  private SqlNode intersections(SqlNode first) {
    SqlNode left = first;
    while (tokens().accept("intersect")) {
      SqlOperator operator =
          acceptAll() ? SqlStdOperatorTable.INTERSECT_ALL : SqlStdOperatorTable.INTERSECT;
      left = combined(operator, left, leaf());
    }
    return left;
  }

  private SqlOperator setOperator() {
    if (tokens().accept("union")) {
      boolean all = acceptAll();
      if (tokens().accept("by", "name")) {
        return all ? DialectOperators.UNION_ALL_BY_NAME : DialectOperators.UNION_BY_NAME;
      }
      return all ? SqlStdOperatorTable.UNION_ALL : SqlStdOperatorTable.UNION;
    }
    tokens().take();
    return acceptAll() ? SqlStdOperatorTable.EXCEPT_ALL : SqlStdOperatorTable.EXCEPT;
  }

  private boolean acceptAll() {
    boolean all = tokens().accept("all");
    if (!all) {
      tokens().accept("distinct");
    }
    return all;
  }

  /** Many unions as a tree of little height: whoever walks it goes less deep. */
  private SqlNode balanced(SqlOperator operator, List<SqlNode> queries, int from, int to) {
    if (to - from == 1) {
      return queries.get(from);
    }
    int middle = (from + to + 1) >>> 1;
    return combined(
        operator,
        balanced(operator, queries, from, middle),
        balanced(operator, queries, middle, to));
  }

  private SqlNode combined(SqlOperator operator, SqlNode left, SqlNode right) {
    return operator.createCall(
        left.getParserPosition().plus(right.getParserPosition()), left, right);
  }

  private SqlNode leaf() {
    Lexeme first = tokens().peek();
    if (first.is('(')) {
      tokens().enter();
      tokens().take();
      SqlNode query = query();
      tokens().expectSymbol(")");
      tokens().leave();
      return query;
    }
    if (first.is("select") || first.is("from")) {
      return grammar.selects.select();
    }
    if (first.is("values")) {
      SqlNode rows = values();
      SqlNode named = grammar.from.perhapsAliased(first, rows);
      return named == rows ? rows : allOf(first, named);
    }
    if (first.is("table")) {
      tokens().take();
      return allOf(first, grammar.from.tableName());
    }
    if (PivotSyntax.isVerb(first)) {
      return grammar.pivots.statement();
    }
    throw tokens().unexpected("SELECT, VALUES or a query in parentheses");
  }

  private SqlNode allOf(Lexeme first, SqlNode table) {
    SqlParserPos pos = tokens().from(first);
    SqlNodeList star = new SqlNodeList(List.of(SqlIdentifier.star(pos)), pos);
    return Selects.of(pos, star, table);
  }

  /** {@code VALUES (1, 'a'), (2, 'b')}, or of single values without parentheses. */
  SqlNode values() {
    Lexeme first = tokens().take();
    List<SqlNode> rows = grammar.list(this::row);
    return SqlStdOperatorTable.VALUES.createCall(tokens().from(first), rows);
  }

  private SqlNode row() {
    Lexeme first = tokens().peek();
    if (first.is("row") && tokens().isSymbol(1, "(")) {
      tokens().take();
    }
    if (!tokens().isSymbol("(")) {
      SqlNode value = grammar.expressions.expression();
      return SqlStdOperatorTable.ROW.createCall(tokens().from(first), value);
    }
    int mark = tokens().mark();
    List<SqlNode> values = grammar.parenthesized(grammar.expressions::expression);
    boolean isWholeRow =
        tokens().isAtEnd()
            || tokens().isSymbol(",")
            || tokens().isSymbol(")")
            || tokens().peek().kind() == Kind.WORD
            || tokens().peek().kind() == Kind.NAME;
    if (!isWholeRow) {
      // (1 + 2) * 3: the parentheses were part of the value
      tokens().reset(mark);
      SqlNode value = grammar.expressions.expression();
      return SqlStdOperatorTable.ROW.createCall(tokens().from(first), value);
    }
    return SqlStdOperatorTable.ROW.createCall(tokens().from(first), values);
  }

  /** A query with the ORDER BY and LIMIT that follow it. */
  SqlNode orderAndLimit(SqlNode query) {
    Lexeme first = tokens().peek();
    SqlNodeList order = null;
    SqlNode offset = null;
    SqlNode fetch = null;
    if (tokens().areWords("order", "by")
        || tokens().areWords("sort", "by")
        || tokens().areWords("cluster", "by")) {
      order = orderBy();
    } else if (tokens().accept("distribute", "by")) {
      // where rows are computed is not part of a result
      grammar.list(grammar.expressions::expression);
      if (tokens().areWords("sort", "by")) {
        order = orderBy();
      }
    }
    while (true) {
      if (fetch == null && tokens().accept("limit")) {
        SqlNode number = limit();
        if (offset == null && tokens().acceptSymbol(",")) {
          offset = number;
          number = limit();
        }
        fetch = number;
        if (fetch == null) {
          continue; // LIMIT ALL
        }
      } else if (offset == null && tokens().accept("offset")) {
        offset = grammar.expressions.expression();
        tokens().acceptOne("rows", "row");
      } else if (fetch == null && tokens().isWord("fetch")) {
        fetch = fetch();
      } else {
        break;
      }
    }
    if (order == null && offset == null && fetch == null) {
      return query;
    }
    return new SqlOrderBy(
        query.getParserPosition().plus(tokens().from(first)),
        query,
        order == null ? SqlNodeList.EMPTY : order,
        offset,
        fetch);
  }

  /** The number of LIMIT; null for ALL. */
  private SqlNode limit() {
    if (tokens().accept("all")) {
      return null;
    }
    SqlNode number = grammar.expressions.expression();
    if (tokens().acceptSymbol("%") || tokens().accept("percent")) {
      return DialectOperators.PERCENT.createCall(tokens().from(number), number);
    }
    return number;
  }

  private SqlNode fetch() {
    Lexeme first = tokens().take();
    if (tokens().acceptOne("first", "next").isEmpty()) {
      throw tokens().unexpected("FIRST or NEXT");
    }
    boolean isOne = tokens().isWord("row") || tokens().isWord("rows");
    SqlNode number =
        isOne
            ? SqlLiteral.createExactNumeric("1", tokens().from(first))
            : grammar.expressions.expression();
    if (tokens().accept("percent")) {
      number = DialectOperators.PERCENT.createCall(tokens().from(number), number);
    }
    tokens().acceptOne("rows", "row");
    if (tokens().accept("with", "ties")) {
      return DialectOperators.WITH_TIES.createCall(tokens().from(first), number);
    }
    tokens().expect("only");
    return number;
  }

  /** ORDER BY with its list, or the mark of ALL as its only element. */
  SqlNodeList orderBy() {
    Lexeme first = tokens().take();
    tokens().expect("by");
    return orderList(first);
  }

  private SqlNodeList orderList(Lexeme first) {
    return new SqlNodeList(grammar.list(this::orderItem), tokens().from(first));
  }

  private SqlNode orderItem() {
    Lexeme first = tokens().peek();
    SqlNode item;
    boolean isAll = first.is("all") || (first.is('*') && !tokens().isSymbol(1, "("));
    if (isAll) {
      tokens().take();
      item = DialectOperators.all(tokens().from(first));
    } else {
      item = grammar.collations.key(grammar.expressions.expression());
    }
    OrderDefaults.Direction direction = direction();
    if (direction == OrderDefaults.Direction.DESCENDING) {
      item = SqlStdOperatorTable.DESC.createCall(tokens().from(item), item);
    }
    if (tokens().accept("nulls", "first")) {
      item = SqlStdOperatorTable.NULLS_FIRST.createCall(tokens().from(item), item);
    } else if (tokens().accept("nulls", "last")) {
      item = SqlStdOperatorTable.NULLS_LAST.createCall(tokens().from(item), item);
    } else {
      item = grammar.orderDefaults.withNulls(item, direction);
    }
    return item;
  }

  private OrderDefaults.Direction direction() {
    if (tokens().acceptOne("desc", "descending").isPresent()) {
      return OrderDefaults.Direction.DESCENDING;
    }
    boolean isAscending = tokens().acceptOne("asc", "ascending").isPresent();
    return isAscending ? OrderDefaults.Direction.ASCENDING : grammar.orderDefaults.direction();
  }
}
