package org.weft.planner.sql.parse;

import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Statement;

/** Parses queries. */
public final class QueryParser {
  private QueryParser() {}

  /**
   * The tree of a query. Positions in it count from the start of the query's own text.
   *
   * @param defaults what ORDER BY means where it does not say so
   * @throws WeftException SYNTAX with the position in the whole text
   */
  public static SqlNode parse(Statement.Query query, OrderDefaults defaults) {
    try {
      Tokens tokens = new Tokens(query.text());
      Grammar grammar = new Grammar(tokens, defaults);
      SqlNode tree = grammar.queries.query();
      while (tokens.acceptSymbol(";")) {
        // more of them than needed
      }
      if (!tokens.isAtEnd()) {
        throw tokens.unexpected("the end of the query");
      }
      grammar.collations.requireNone();
      return tree;
    } catch (WeftException e) {
      throw e.at(e.position().flatMap(query::find).orElse(query.position()));
    } catch (StackOverflowError e) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "the query is nested too deeply", e)
          .at(query.position())
          .hint("split it with WITH or views");
    }
  }

  /** The place of a node of the tree, if it has one. */
  public static Optional<TextPosition> position(SqlParserPos pos) {
    return pos == null || pos.getLineNum() < 1 || pos.getColumnNum() < 1
        ? Optional.empty()
        : Optional.of(new TextPosition(pos.getLineNum(), pos.getColumnNum()));
  }
}
