package org.weft.planner.sql.parse;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** Windows: OVER, the WINDOW clause, frames. */
final class WindowSyntax {
  private final Grammar grammar;

  WindowSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  /** What stands behind OVER. */
  SqlNode window() {
    return tokens().isSymbol("(") ? specification() : tokens().name("a window's name or '('");
  }

  /** {@code WINDOW w AS (…), …}. */
  SqlNodeList declarations() {
    Lexeme first = tokens().take();
    List<SqlNode> windows = grammar.list(this::declaration);
    return new SqlNodeList(windows, tokens().from(first));
  }

  private SqlNode declaration() {
    SqlIdentifier name = tokens().name("a window's name");
    tokens().expect("as");
    SqlWindow window = specification();
    window.setDeclName(name);
    return window;
  }

  /** How rows are counted by a frame. */
  private enum Unit {
    ROWS,
    RANGE,
    GROUPS
  }

  private SqlWindow specification() {
    Lexeme first = tokens().peek();
    tokens().expectSymbol("(");
    SqlIdentifier base = startsClause() ? null : tokens().name("a window's name");
    SqlNodeList partition = SqlNodeList.EMPTY;
    boolean isPartitioned =
        tokens().accept("partition", "by") || tokens().accept("distribute", "by");
    if (isPartitioned) {
      List<SqlNode> keys = grammar.list(grammar.expressions::expression);
      partition = new SqlNodeList(keys, tokens().from(first));
    }
    SqlNodeList order =
        tokens().areWords("order", "by") || tokens().areWords("sort", "by")
            ? grammar.queries.orderBy()
            : SqlNodeList.EMPTY;
    SqlParserPos at = Tokens.at(tokens().peek());
    Unit unit = unit();
    SqlNode lower = null;
    SqlNode upper = null;
    SqlLiteral exclude = SqlWindow.createExcludeNoOthers(SqlParserPos.ZERO);
    if (unit != null) {
      if (tokens().accept("between")) {
        lower = bound(unit);
        tokens().expect("and");
        upper = bound(unit);
      } else {
        lower = bound(unit);
      }
      exclude = exclusion();
    }
    tokens().expectSymbol(")");
    boolean hasOffset = hasOffset(lower) || hasOffset(upper);
    boolean mayHaveKeys = base != null || order.size() > 1;
    if (unit != null && unit != Unit.ROWS && !hasOffset && mayHaveKeys) {
      // of several keys the validator lets RANGE pass in one form only; without offsets it is
      // GROUPS
      lower = GroupsFrames.peers(lower, SqlWindow::createPreceding);
      upper =
          GroupsFrames.peers(
              upper == null ? SqlWindow.createCurrentRow(at) : upper, SqlWindow::createFollowing);
      unit = Unit.GROUPS;
      hasOffset = hasOffset(lower) || hasOffset(upper);
    }
    // GROUPS goes as ROWS with marked offsets, as RANGE if it has none
    boolean isRows = unit == Unit.ROWS || (unit == Unit.GROUPS && hasOffset);
    return SqlWindow.create(
        null,
        base,
        partition,
        order,
        SqlLiteral.createBoolean(isRows, at),
        lower,
        upper,
        null,
        exclude,
        tokens().from(first));
  }

  private static boolean hasOffset(SqlNode bound) {
    return bound != null
        && (bound.getKind() == SqlKind.PRECEDING || bound.getKind() == SqlKind.FOLLOWING);
  }

  private boolean startsClause() {
    return tokens().isSymbol(")")
        || tokens().areWords("partition", "by")
        || tokens().areWords("distribute", "by")
        || tokens().areWords("order", "by")
        || tokens().areWords("sort", "by")
        || startsFrame("rows")
        || startsFrame("range")
        || startsFrame("groups");
  }

  private boolean startsFrame(String word) {
    Lexeme next = tokens().peek(1);
    return tokens().isWord(word)
        && next.kind() != Kind.SYMBOL
        && !next.is("order")
        && !next.is("partition");
  }

  private Unit unit() {
    return tokens()
        .acceptOne("rows", "range", "groups")
        .map(word -> Unit.valueOf(word.toUpperCase(java.util.Locale.ROOT)))
        .orElse(null);
  }

  private SqlNode bound(Unit unit) {
    Lexeme first = tokens().peek();
    if (tokens().accept("current", "row")) {
      return SqlWindow.createCurrentRow(tokens().from(first));
    }
    if (tokens().accept("unbounded")) {
      if (tokens().accept("preceding")) {
        return SqlWindow.createUnboundedPreceding(tokens().from(first));
      }
      tokens().expect("following");
      return SqlWindow.createUnboundedFollowing(tokens().from(first));
    }
    SqlNode distance = grammar.expressions.symbols();
    if (unit == Unit.GROUPS) {
      distance = GroupsFrames.marked(distance);
    } else if (unit == Unit.ROWS) {
      distance = GroupsFrames.unmarked(distance);
    }
    if (tokens().accept("preceding")) {
      return SqlWindow.createPreceding(distance, tokens().from(first));
    }
    tokens().expect("following");
    return SqlWindow.createFollowing(distance, tokens().from(first));
  }

  private SqlLiteral exclusion() {
    Lexeme first = tokens().peek();
    if (!tokens().accept("exclude")) {
      return SqlWindow.createExcludeNoOthers(SqlParserPos.ZERO);
    }
    if (tokens().accept("current", "row")) {
      return SqlWindow.createExcludeCurrentRow(tokens().from(first));
    }
    if (tokens().accept("group")) {
      return SqlWindow.createExcludeGroup(tokens().from(first));
    }
    if (tokens().accept("ties")) {
      return SqlWindow.createExcludeTies(tokens().from(first));
    }
    tokens().expect("no", "others");
    return SqlWindow.createExcludeNoOthers(tokens().from(first));
  }
}
