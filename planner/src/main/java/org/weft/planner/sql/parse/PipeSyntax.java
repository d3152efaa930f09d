package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/**
 * Pipes, as in Spark and BigQuery: {@code FROM t |> WHERE x > 1 |> AGGREGATE sum(y) GROUP BY z}.
 * Each step is a query of the one before; steps share a query as long as the tables of FROM stay
 * visible that way.
 */
final class PipeSyntax {
  static final String PIPE = "|>";

  private final Grammar grammar;

  PipeSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  /** The query with all steps that follow it. */
  SqlNode piped(SqlNode query) {
    SqlNode piped = query;
    while (tokens().acceptSymbol(PIPE)) {
      piped = step(piped);
    }
    return piped;
  }

  private SqlNode step(SqlNode query) {
    Lexeme first = tokens().peek();
    if (tokens().accept("where")) {
      return filtered(open(query), grammar.expressions.expression());
    }
    if (tokens().accept("select")) {
      SqlNodeList distinct = distinct(first);
      return items(query, grammar.selects.items(), distinct);
    }
    if (tokens().accept("distinct")) {
      return items(query, List.of(star()), keyword(tokens().from(first)));
    }
    if (tokens().accept("extend")) {
      List<SqlNode> items = new ArrayList<>(List.of(star()));
      items.addAll(grammar.selects.items());
      return items(query, items, null);
    }
    if (tokens().accept("set")) {
      return items(
          query, List.of(star(List.of(), grammar.list(this::assignment), List.of())), null);
    }
    if (tokens().accept("drop")) {
      List<SqlNode> columns = grammar.list(() -> tokens().name("a column"));
      return items(query, List.of(star(columns, List.of(), List.of())), null);
    }
    if (tokens().accept("rename")) {
      return items(query, List.of(star(List.of(), List.of(), grammar.list(this::renaming))), null);
    }
    if (tokens().accept("aggregate")) {
      return aggregated(query);
    }
    if (tokens().accept("as")) {
      return all(
          SqlStdOperatorTable.AS.createCall(tokens().from(first), query, tokens().name("a name")));
    }
    if (tokens().isWord("limit") || tokens().isWord("offset") || tokens().areWords("order", "by")) {
      return limited(query);
    }
    if (tokens().isWord("union")
        || tokens().isWord("except")
        || tokens().isWord("minus")
        || tokens().isWord("intersect")) {
      return grammar.queries.setOperations(query);
    }
    if (tokens().isWord("pivot")) {
      return all(grammar.pivots.pivot(derived(query)));
    }
    if (tokens().isWord("unpivot")) {
      return all(grammar.pivots.unpivot(derived(query)));
    }
    SqlSelect open = open(query);
    SqlNode from = open.getWhere() == null ? open.getFrom() : derived(open);
    SqlNode joined = grammar.from.joined(from);
    if (joined == from) {
      throw tokens()
          .unexpected("WHERE, SELECT, EXTEND, SET, DROP, AGGREGATE, JOIN or another step");
    }
    return all(joined);
  }

  private SqlNode assignment() {
    SqlIdentifier column = tokens().name("a column");
    tokens().expectSymbol("=");
    SqlNode value = grammar.expressions.expression();
    return SqlStdOperatorTable.AS.createCall(tokens().from(column), value, column);
  }

  private SqlNode renaming() {
    SqlIdentifier column = tokens().name("a column");
    tokens().accept("as");
    SqlIdentifier name = tokens().name("a name");
    return SqlStdOperatorTable.AS.createCall(tokens().from(column), column, name);
  }

  private SqlNodeList distinct(Lexeme first) {
    if (tokens().accept("distinct")) {
      return keyword(tokens().from(first));
    }
    tokens().accept("all");
    return null;
  }

  private static SqlNodeList keyword(SqlParserPos pos) {
    return new SqlNodeList(List.of(SqlSelectKeyword.DISTINCT.symbol(pos)), pos);
  }

  /** {@code AGGREGATE items [GROUP [AND ORDER] BY keys]}: the keys come first. */
  private SqlNode aggregated(SqlNode query) {
    boolean hasNone = tokens().isWord("group");
    List<SqlNode> aggregates = hasNone ? List.of() : grammar.selects.items();
    List<SqlNode> keys = List.of();
    boolean isOrdered = false;
    if (tokens().accept("group")) {
      isOrdered = tokens().accept("and", "order");
      tokens().expect("by");
      keys = grammar.selects.items();
    }
    SqlParserPos pos = query.getParserPosition();
    List<SqlNode> places = new ArrayList<>();
    for (int i = 1; i <= keys.size(); i++) {
      places.add(SqlLiteral.createExactNumeric(Integer.toString(i), pos));
    }
    List<SqlNode> items = new ArrayList<>(keys);
    items.addAll(aggregates);
    SqlSelect select = items(query, items, null);
    if (!places.isEmpty()) {
      select.setGroupBy(new SqlNodeList(places, pos));
    }
    return isOrdered
        ? new SqlOrderBy(pos, select, new SqlNodeList(places, pos), null, null)
        : select;
  }

  /** ORDER BY, then LIMIT, are of one query. */
  private SqlNode limited(SqlNode query) {
    boolean isOrder = tokens().isWord("order");
    if (query instanceof SqlOrderBy ordered) {
      boolean goesOn = !isOrder && ordered.fetch == null && ordered.offset == null;
      if (goesOn) {
        SqlOrderBy limit = (SqlOrderBy) grammar.queries.orderAndLimit(ordered.query);
        return new SqlOrderBy(
            ordered.getParserPosition(),
            ordered.query,
            ordered.orderList,
            limit.offset,
            limit.fetch);
      }
      return grammar.queries.orderAndLimit(all(derived(query)));
    }
    return grammar.queries.orderAndLimit(query);
  }

  private SqlSelect items(SqlNode query, List<SqlNode> items, SqlNodeList keywords) {
    SqlSelect open = open(query);
    SqlParserPos pos = open.getParserPosition();
    SqlSelect select = Selects.of(pos, new SqlNodeList(items, pos), open.getFrom());
    select.setWhere(open.getWhere());
    if (keywords != null) {
      select.setOperand(0, keywords);
    }
    return select;
  }

  private static SqlNode filtered(SqlSelect select, SqlNode condition) {
    SqlNode where = select.getWhere();
    select.setWhere(
        where == null
            ? condition
            : SqlStdOperatorTable.AND.createCall(condition.getParserPosition(), where, condition));
    return select;
  }

  /** The query as one of everything from its tables, with a condition at most. */
  private SqlSelect open(SqlNode query) {
    boolean isOpen =
        query instanceof SqlSelect select
            && !(query instanceof DialectSelect)
            && select.getFrom() != null
            && select.getSelectList().size() == 1
            && select.getSelectList().get(0) instanceof SqlIdentifier star
            && star.isStar()
            && star.names.size() == 1
            && !select.isDistinct()
            && select.getGroup() == null
            && select.getHaving() == null
            && select.getQualify() == null
            && select.getWindowList().size() == 0;
    return isOpen ? (SqlSelect) query : all(derived(query));
  }

  private static SqlSelect all(SqlNode from) {
    SqlParserPos pos = from.getParserPosition();
    return Selects.of(pos, new SqlNodeList(List.of(star()), pos), from);
  }

  /** The query as a table, with the name of the only one it is of. */
  private static SqlNode derived(SqlNode query) {
    SqlNode inner = query instanceof SqlOrderBy ordered ? ordered.query : query;
    SqlNode from = inner instanceof SqlSelect select ? select.getFrom() : null;
    SqlIdentifier name = DialectOperators.hidden("pipe");
    if (from instanceof SqlIdentifier table) {
      name = new SqlIdentifier(table.names.get(table.names.size() - 1), table.getParserPosition());
    } else if (from != null && from.getKind() == SqlKind.AS) {
      name = ((SqlCall) from).operand(1);
    }
    return SqlStdOperatorTable.AS.createCall(query.getParserPosition(), query, name);
  }

  private static SqlIdentifier star() {
    return SqlIdentifier.star(SqlParserPos.ZERO);
  }

  private static SqlNode star(
      List<? extends SqlNode> excluded, List<SqlNode> replaced, List<SqlNode> renamed) {
    SqlParserPos pos = SqlParserPos.ZERO;
    return DialectOperators.STAR.createCall(
        pos,
        star(),
        new SqlNodeList(excluded, pos),
        new SqlNodeList(replaced, pos),
        new SqlNodeList(renamed, pos),
        SqlLiteral.createNull(pos));
  }
}
