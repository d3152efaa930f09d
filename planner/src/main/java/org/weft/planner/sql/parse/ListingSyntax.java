package org.weft.planner.sql.parse;

import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** DESCRIBE and SHOW as tables: what stands in parentheses in FROM, as in DuckDB. */
final class ListingSyntax {
  private final Grammar grammar;

  ListingSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  /** True if a listing starts here, which the words could be names of tables as well. */
  boolean starts() {
    boolean isDescribe = tokens().isWord("describe") || tokens().isWord("desc");
    boolean isShow = tokens().isWord("show");
    if (!isDescribe && !isShow) {
      return false;
    }
    Lexeme next = tokens().peek(1);
    boolean isQuery = next.is("select") || next.is("with") || next.is("from") || next.is("values");
    boolean isClosed = tokens().isSymbol(2, ")") || tokens().isSymbol(2, ".");
    boolean isName = (tokens().isName(1) || next.kind() == Lexer.Kind.STRING) && isClosed;
    return isName || (isDescribe && (isQuery || next.is('(') || next.is("table")));
  }

  /** The listing, without the parentheses around it. */
  SqlNode listing() {
    Lexeme first = tokens().take();
    if (first.is("show") && tokens().isWord("tables") && tokens().isSymbol(1, ")")) {
      tokens().take();
      return new ListedTable(tokens().from(first), List.of());
    }
    if (tokens().isWord("table")) {
      tokens().take();
    } else if (grammar.startsQuery() || tokens().isSymbol("(")) {
      SqlNode query = grammar.queries.query();
      return new ListedTable(tokens().from(first), List.of(query));
    }
    SqlNode name = grammar.from.tableName();
    return new ListedTable(tokens().from(first), List.of(name));
  }
}
