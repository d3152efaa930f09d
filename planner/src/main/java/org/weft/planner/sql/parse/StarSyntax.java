package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/**
 * Stars in select lists with what they leave out, replace and rename. One with any of that is a
 * {@link DialectOperators#STAR} of: the star, the names left out, the expressions AS replaced
 * names, the names AS new names, and a condition on names (a call of LIKE or the like whose first
 * operand is {@link #NAME}) or null.
 */
public final class StarSyntax {
  /** Stands for the column's name in a condition on it. */
  public static final String NAME = "$name";

  private final Grammar grammar;

  StarSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  /** True at {@code *} and {@code t.*}. */
  boolean startsStar() {
    if (tokens().isSymbol("*")) {
      return true;
    }
    int distance = 0;
    while (tokens().isName(distance) && tokens().isSymbol(distance + 1, ".")) {
      distance += 2;
    }
    return distance > 0 && tokens().isSymbol(distance, "*");
  }

  SqlNode star() {
    Lexeme first = tokens().peek();
    SqlIdentifier star = identifier();
    List<SqlNode> excluded = new ArrayList<>();
    List<SqlNode> replaced = new ArrayList<>();
    List<SqlNode> renamed = new ArrayList<>();
    SqlNode condition = condition(null);
    boolean isPlain = condition == null;
    boolean more = true;
    while (more) {
      if (isExclude()) {
        tokens().take();
        excluded.addAll(maybeParenthesized(this::column));
        isPlain = false;
      } else if (tokens().accept("replace")) {
        replaced.addAll(maybeParenthesized(this::replacement));
        isPlain = false;
      } else if (tokens().accept("rename")) {
        renamed.addAll(maybeParenthesized(this::renaming));
        isPlain = false;
      } else {
        more = false;
      }
    }
    if (isPlain) {
      return star;
    }
    requireOnce(excluded, "EXCLUDE");
    requireOnce(
        replaced.stream().map(as -> ((SqlCall) as).<SqlNode>operand(1)).toList(), "REPLACE");
    condition = condition == null ? condition(null) : condition;
    SqlParserPos pos = tokens().from(first);
    return DialectOperators.STAR.createCall(
        pos,
        star,
        new SqlNodeList(excluded, pos),
        new SqlNodeList(replaced, pos),
        new SqlNodeList(renamed, pos),
        condition == null ? SqlLiteral.createNull(pos) : condition);
  }

  /** True for {@code * LIKE 'a%'} and its like, which may have an alias for all its columns. */
  static boolean hasCondition(SqlNode star) {
    return DialectOperators.is(star, DialectOperators.STAR)
        && ((SqlCall) star).operand(4).getKind() != SqlKind.LITERAL;
  }

  /** EXCEPT is a set operation if a query follows. */
  private boolean isExclude() {
    boolean isSetOperation =
        tokens().isWord("except")
            && (tokens().peek(1).is("select")
                || tokens().peek(1).is("all")
                || tokens().peek(1).is("distinct")
                || tokens().peek(1).is("values")
                || tokens().peek(1).is("from")
                || (tokens().isSymbol(1, "(") && tokens().peek(2).is("select")));
    return tokens().isWord("exclude") || (tokens().isWord("except") && !isSetOperation);
  }

  private SqlIdentifier identifier() {
    Lexeme first = tokens().peek();
    List<String> names = new ArrayList<>();
    List<SqlParserPos> places = new ArrayList<>();
    while (!tokens().isSymbol("*")) {
      SqlIdentifier name = tokens().name("a table's name");
      names.add(name.getSimple());
      places.add(name.getParserPosition());
      tokens().expectSymbol(".");
    }
    names.add("");
    places.add(Tokens.at(tokens().take()));
    return SqlIdentifier.star(names, tokens().from(first), places);
  }

  private SqlNode condition(SqlNode nothing) {
    boolean isCondition =
        tokens().isWord("like")
            || tokens().isWord("ilike")
            || tokens().areWords("similar", "to")
            || tokens().isWord("glob")
            || tokens().areWords("not", "like")
            || tokens().areWords("not", "ilike")
            || tokens().areWords("not", "similar");
    if (!isCondition) {
      return nothing;
    }
    return grammar.predicates.pattern(new SqlIdentifier(NAME, Tokens.at(tokens().peek())));
  }

  private List<SqlNode> maybeParenthesized(java.util.function.Supplier<SqlNode> element) {
    return tokens().isSymbol("(") ? grammar.parenthesized(element) : List.of(element.get());
  }

  private SqlNode column() {
    return grammar.from.compoundName("a column's name");
  }

  /** A column named twice in one list is a slip of the writer, which DuckDB refuses too. */
  private static void requireOnce(List<SqlNode> columns, String list) {
    Set<List<String>> seen = new HashSet<>();
    for (SqlNode column : columns) {
      List<String> names = ((SqlIdentifier) column).names;
      if (!seen.add(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList())) {
        throw WeftException.of(
                ErrorCode.INVALID_QUERY,
                "'" + String.join(".", names) + "' stands twice in the " + list + " list")
            .at(QueryParser.position(column.getParserPosition()).orElseThrow());
      }
    }
  }

  private SqlNode replacement() {
    SqlNode value = grammar.expressions.expression();
    tokens().accept("as");
    SqlIdentifier name = tokens().name("a column's name");
    return SqlStdOperatorTable.AS.createCall(tokens().from(value), value, name);
  }

  private SqlNode renaming() {
    SqlNode column = column();
    tokens().expect("as");
    SqlIdentifier name = tokens().name("a column's new name");
    return SqlStdOperatorTable.AS.createCall(tokens().from(column), column, name);
  }
}
