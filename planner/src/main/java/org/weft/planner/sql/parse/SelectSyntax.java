package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** SELECT with its clauses, in the usual order or with FROM first. */
final class SelectSyntax {
  private final Grammar grammar;

  SelectSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  /** The clauses read so far. */
  private static final class Clauses {
    private SqlNodeList hints;
    private SqlNodeList keywords;
    private SqlNodeList distinctOn;
    private SqlNodeList items;
    private SqlNode from;
    private SqlNode where;
    private SqlNodeList group;
    private SqlNode having;
    private SqlNodeList windows;
    private SqlNode qualify;
    private SampleClause sample;
  }

  SqlNode select() {
    Lexeme first = tokens().peek();
    Clauses clauses = new Clauses();
    if (tokens().accept("from")) {
      clauses.from = grammar.from.tables();
      // Hive puts WHERE and others in front of SELECT
      rest(clauses);
      if (tokens().accept("select")) {
        head(clauses);
      } else {
        SqlParserPos pos = tokens().from(first);
        clauses.items = new SqlNodeList(List.of(SqlIdentifier.star(pos)), pos);
      }
    } else {
      tokens().expect("select");
      head(clauses);
      if (tokens().accept("from")) {
        clauses.from = grammar.from.tables();
      }
    }
    rest(clauses);
    SqlSelect select =
        new SqlSelect(
            tokens().from(first),
            clauses.keywords,
            clauses.items,
            clauses.from,
            clauses.where,
            clauses.group,
            clauses.having,
            clauses.windows,
            clauses.qualify,
            null,
            null,
            null,
            clauses.hints);
    return clauses.distinctOn == null && clauses.sample == null
        ? select
        : new DialectSelect(select, clauses.distinctOn, clauses.sample);
  }

  /** What stands behind SELECT, to the end of the list of items. */
  private void head(Clauses clauses) {
    if (tokens().peek().kind() == Kind.HINT) {
      clauses.hints = Hints.of(tokens().take());
    }
    Lexeme first = tokens().peek();
    if (tokens().accept("distinct")) {
      if (tokens().accept("on")) {
        List<SqlNode> keys = grammar.parenthesized(grammar.expressions::expression);
        clauses.distinctOn = new SqlNodeList(keys, tokens().from(first));
      } else {
        SqlParserPos pos = tokens().from(first);
        clauses.keywords = new SqlNodeList(List.of(SqlSelectKeyword.DISTINCT.symbol(pos)), pos);
      }
    } else {
      tokens().accept("all");
    }
    Lexeme firstItem = tokens().peek();
    clauses.items = new SqlNodeList(items(), tokens().from(firstItem));
  }

  /** Items with commas between them. */
  List<SqlNode> items() {
    return grammar.list(this::item);
  }

  private SqlNode item() {
    Lexeme first = tokens().peek();
    boolean isNamedInFront =
        tokens().isName(0) && tokens().isSymbol(1, ":") && !tokens().isSymbol(2, ":");
    if (isNamedInFront) {
      SqlIdentifier alias = tokens().name("a name");
      tokens().take();
      SqlNode value = grammar.expressions.expression();
      return SqlStdOperatorTable.AS.createCall(tokens().from(first), value, alias);
    }
    if (grammar.stars.startsStar()) {
      SqlNode star = grammar.stars.star();
      SqlIdentifier pattern = StarSyntax.hasCondition(star) ? alias() : null;
      return pattern == null
          ? star
          : SqlStdOperatorTable.AS.createCall(tokens().from(first), star, pattern);
    }
    SqlNode value = whole(grammar.expressions.expression(), tokens().from(first));
    if (tokens().isWord("as") && tokens().isSymbol(1, "(")) {
      tokens().take();
      List<SqlNode> operands = new ArrayList<>(List.of(value));
      operands.addAll(grammar.parenthesized(() -> tokens().name("a column's name")));
      return SqlStdOperatorTable.AS.createCall(tokens().from(first), operands);
    }
    SqlIdentifier alias = alias();
    return alias == null
        ? value
        : SqlStdOperatorTable.AS.createCall(tokens().from(first), value, alias);
  }

  /**
   * A call begins where its item does: the place of {@code (a)::INT}, of which its name is made,
   * would be that of what lies behind the parenthesis.
   */
  private static SqlNode whole(SqlNode value, SqlParserPos item) {
    SqlParserPos pos = value.getParserPosition();
    boolean endsWithItem =
        pos.getEndLineNum() == item.getEndLineNum()
            && pos.getEndColumnNum() == item.getEndColumnNum();
    boolean beginsWithItem =
        pos.getLineNum() == item.getLineNum() && pos.getColumnNum() == item.getColumnNum();
    return value instanceof SqlBasicCall && endsWithItem && !beginsWithItem
        ? value.clone(item)
        : value;
  }

  /** {@code AS name}, a name alone, or nothing. */
  private SqlIdentifier alias() {
    Lexeme next = tokens().peek();
    if (tokens().accept("as")) {
      if (tokens().peek().kind() == Kind.STRING) {
        return Tokens.identifier(tokens().take());
      }
      return tokens().name("a name");
    }
    boolean isAlias =
        next.kind() == Kind.NAME
            || next.kind() == Kind.STRING
            || (next.kind() == Kind.WORD && ReservedWords.isBareAlias(next.text()));
    return isAlias ? Tokens.identifier(tokens().take()) : null;
  }

  /** The clauses behind FROM. */
  private void rest(Clauses clauses) {
    while (true) {
      if (clauses.where == null && tokens().accept("where")) {
        clauses.where = grammar.expressions.expression();
      } else if (clauses.group == null && tokens().areWords("group", "by")) {
        clauses.group = groupBy();
      } else if (clauses.having == null && tokens().accept("having")) {
        clauses.having = grammar.expressions.expression();
      } else if (clauses.windows == null && isWindowClause()) {
        clauses.windows = grammar.windows.declarations();
      } else if (clauses.qualify == null && tokens().accept("qualify")) {
        clauses.qualify = grammar.expressions.expression();
      } else if (clauses.sample == null && tokens().accept("using", "sample")) {
        clauses.sample = grammar.from.sampleSize();
      } else {
        return;
      }
    }
  }

  private boolean isWindowClause() {
    return tokens().isWord("window") && tokens().isName(1) && tokens().peek(2).is("as");
  }

  private SqlNodeList groupBy() {
    Lexeme first = tokens().take();
    tokens().expect("by");
    Lexeme next = tokens().peek();
    if ((next.is("all") || next.is('*')) && !tokens().isSymbol(1, "(")) {
      tokens().take();
      SqlParserPos pos = tokens().from(first);
      return new SqlNodeList(List.of(DialectOperators.all(pos)), pos);
    }
    tokens().accept("distinct"); // equal grouping sets give equal rows; the default here
    List<SqlNode> elements = new ArrayList<>(grammar.list(this::groupingElement));
    // GROUP BY a, b WITH ROLLUP
    if (tokens().accept("with", "rollup")) {
      SqlParserPos pos = tokens().from(first);
      elements = List.of(RepeatedKeys.rollup(elements, pos));
    } else if (tokens().accept("with", "cube")) {
      SqlParserPos pos = tokens().from(first);
      elements = List.of(RepeatedKeys.cube(elements, pos));
    } else if (tokens().areWords("grouping", "sets")) {
      SqlParserPos pos = tokens().from(first);
      SqlNode sets = groupingElement();
      elements =
          List.of(
              DialectOperators.LISTED_SETS.createCall(pos, new SqlNodeList(elements, pos), sets));
    }
    return new SqlNodeList(elements, tokens().from(first));
  }

  private SqlNode groupingElement() {
    Lexeme first = tokens().peek();
    if (tokens().accept("grouping", "sets")) {
      List<SqlNode> sets = new ArrayList<>();
      for (SqlNode element : grammar.parenthesized(this::groupingElement)) {
        if (element.getKind() == SqlKind.GROUPING_SETS) { // sets among sets are just more of them
          sets.addAll(((SqlCall) element).getOperandList());
        } else {
          sets.add(element);
        }
      }
      return SqlStdOperatorTable.GROUPING_SETS.createCall(tokens().from(first), sets);
    }
    if (first.is("rollup") && tokens().isSymbol(1, "(")) {
      tokens().take();
      List<SqlNode> keys = grammar.parenthesized(grammar.expressions::expression);
      return RepeatedKeys.rollup(keys, tokens().from(first));
    }
    if (first.is("cube") && tokens().isSymbol(1, "(")) {
      tokens().take();
      List<SqlNode> keys = grammar.parenthesized(grammar.expressions::expression);
      return RepeatedKeys.cube(keys, tokens().from(first));
    }
    if (first.is('(') && tokens().isSymbol(1, ")")) {
      tokens().take();
      tokens().take();
      return new SqlNodeList(tokens().from(first));
    }
    return grammar.expressions.expression();
  }

  /** Hints: {@code BROADCAST(t), MERGE(a, b)}. */
  private static final class Hints {
    private Hints() {}

    static SqlNodeList of(Lexeme hint) {
      SqlParserPos pos = Tokens.at(hint);
      List<SqlNode> hints = new ArrayList<>();
      Tokens inner = new Tokens(hint.unquoted());
      while (!inner.isAtEnd()) {
        if (inner.peek().kind() != Kind.WORD) {
          inner.take(); // separators, and what nobody understands: a hint is no order
          continue;
        }
        SqlIdentifier name = new SqlIdentifier(inner.take().text(), pos);
        List<SqlNode> arguments = new ArrayList<>();
        if (inner.acceptSymbol("(")) {
          while (!inner.isAtEnd() && !inner.acceptSymbol(")")) {
            Lexeme argument = inner.take();
            if (argument.kind() != Kind.SYMBOL) {
              arguments.add(new SqlIdentifier(argument.unquoted(), pos));
            }
          }
        }
        hints.add(
            new SqlHint(
                pos,
                name,
                new SqlNodeList(arguments, pos),
                arguments.isEmpty()
                    ? SqlHint.HintOptionFormat.EMPTY
                    : SqlHint.HintOptionFormat.ID_LIST));
      }
      return new SqlNodeList(hints, pos);
    }
  }
}
