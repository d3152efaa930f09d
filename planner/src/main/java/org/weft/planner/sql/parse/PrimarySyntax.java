package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** What operators are applied to: literals, names, calls, sub-queries, CASE. */
final class PrimarySyntax {
  private final Grammar grammar;
  private int parameters;

  PrimarySyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  SqlNode primary() {
    Lexeme first = tokens().peek();
    return switch (first.kind()) {
      case NUMBER, STRING, BYTES -> grammar.literals.literal();
      case NAME -> nameOrCall();
      case WORD -> word(first);
      case SYMBOL -> symbol(first);
      case HINT -> {
        tokens().take();
        yield primary();
      }
    };
  }

  private SqlNode symbol(Lexeme first) {
    switch (first.text()) {
      case "(" -> {
        return parenthesized();
      }
      case "[" -> {
        return grammar.collections.list();
      }
      case "{" -> {
        return grammar.collections.struct();
      }
      case "?" -> {
        tokens().take();
        return new SqlDynamicParam(parameters++, Tokens.at(first));
      }
      case "*" -> {
        boolean isUnpacked = tokens().peek(1).is("columns") && tokens().isSymbol(2, "(");
        if (isUnpacked) {
          tokens().take();
          return primary();
        }
        throw tokens().unexpected("a value");
      }
      case "#" -> {
        return position(first);
      }
      default -> throw tokens().unexpected("a value");
    }
  }

  /** {@code #2}: the second column of what is read. */
  private SqlNode position(Lexeme first) {
    tokens().take();
    if (tokens().peek().kind() != Kind.NUMBER) {
      throw tokens().unexpected("a column's number");
    }
    Lexeme number = tokens().take();
    return new SqlIdentifier("#" + number.text(), tokens().from(first));
  }

  private SqlNode word(Lexeme first) {
    switch (first.text().toLowerCase(Locale.ROOT)) {
      case "null" -> {
        tokens().take();
        return SqlLiteral.createNull(Tokens.at(first));
      }
      case "true" -> {
        tokens().take();
        return SqlLiteral.createBoolean(true, Tokens.at(first));
      }
      case "false" -> {
        tokens().take();
        return SqlLiteral.createBoolean(false, Tokens.at(first));
      }
      case "case" -> {
        return cases();
      }
      case "exists" -> {
        if (tokens().isSymbol(1, "(")) {
          return exists();
        }
      }
      case "interval" -> {
        if (grammar.literals.startsInterval()) {
          return grammar.literals.interval();
        }
      }
      case "array", "map", "row" -> {
        if (grammar.collections.startsConstructor()) {
          return grammar.collections.constructor();
        }
      }
      default -> {
        // a name, a call, or a literal with its type in front
      }
    }
    if (grammar.literals.startsTyped()) {
      return grammar.literals.typed();
    }
    if (ReservedWords.isReserved(first.text()) && !isReservedFunction(first)) {
      throw tokens().unexpected("a value");
    }
    return nameOrCall();
  }

  private boolean isReservedFunction(Lexeme word) {
    return word.is("like") && tokens().isSymbol(1, "(");
  }

  private SqlNode nameOrCall() {
    if (tokens().isSymbol(1, "(")) {
      return grammar.functions.call();
    }
    return name();
  }

  /** A name with parts, up to one that is called like a method. */
  private SqlNode name() {
    Lexeme first = tokens().take();
    List<String> names = new ArrayList<>(List.of(first.unquoted()));
    List<SqlParserPos> places =
        new ArrayList<>(List.of(Tokens.identifier(first).getParserPosition()));
    while (tokens().isSymbol(".") && isPart(1) && !tokens().isSymbol(2, "(")) {
      tokens().take();
      Lexeme part = tokens().take();
      names.add(part.unquoted());
      places.add(Tokens.identifier(part).getParserPosition());
    }
    SqlParserPos pos = tokens().from(first);
    if (names.size() == 1) {
      return Tokens.identifier(first);
    }
    return new SqlIdentifier(names, null, pos, places);
  }

  private boolean isPart(int distance) {
    Kind kind = tokens().peek(distance).kind();
    return kind == Kind.WORD || kind == Kind.NAME;
  }

  /** {@code .name} or {@code .function(…)} behind a value. */
  SqlNode field(SqlNode value) {
    tokens().expectSymbol(".");
    if (!isPart(0)) {
      throw tokens().unexpected("a field's name");
    }
    if (tokens().isSymbol(1, "(")) {
      return grammar.functions.method(value);
    }
    SqlIdentifier field = tokens().name("a field's name");
    return SqlStdOperatorTable.DOT.createCall(tokens().from(value), value, field);
  }

  /** A value, a row or a query in parentheses. */
  private SqlNode parenthesized() {
    Lexeme first = tokens().take();
    if (grammar.startsQuery()) {
      SqlNode query = grammar.queries.query();
      tokens().expectSymbol(")");
      return query;
    }
    if (tokens().acceptSymbol(")")) {
      return SqlStdOperatorTable.ROW.createCall(tokens().from(first), List.of());
    }
    Lexeme firstValue = tokens().peek();
    List<SqlNode> values = new ArrayList<>();
    values.add(grammar.collections.named(firstValue, grammar.expressions.expression()));
    if (values.get(0).isA(SqlKind.QUERY) && grammar.continuesQuery()) {
      values.set(0, grammar.queries.continued(values.get(0)));
    }
    while (tokens().acceptSymbol(",")) {
      Lexeme next = tokens().peek();
      values.add(grammar.collections.named(next, grammar.expressions.expression()));
    }
    boolean isNamed = values.stream().anyMatch(value -> value.getKind() == SqlKind.AS);
    if (isNamed && values.size() == 1) {
      throw tokens().unexpected("another field");
    }
    tokens().expectSymbol(")");
    if (isNamed) {
      // Spark's (1 AS a, 2 AS b)
      return CollectionSyntax.struct(values, tokens().from(first));
    }
    if (values.size() > 1) {
      return SqlStdOperatorTable.ROW.createCall(tokens().from(first), values);
    }
    SqlNode value = values.get(0);
    // the place includes the parentheses, so that a column without a name is called as written
    boolean isPlain = value instanceof SqlCall && !value.isA(SqlKind.QUERY);
    return isPlain ? value.clone(tokens().from(first)) : value;
  }

  /** Of a query; of a list and a lambda it is a function. */
  private SqlNode exists() {
    int mark = tokens().mark();
    Lexeme first = tokens().take();
    tokens().expectSymbol("(");
    if (!grammar.startsQuery() && !tokens().isSymbol("(")) {
      tokens().reset(mark);
      return grammar.functions.call();
    }
    SqlNode query = grammar.queries.query();
    tokens().expectSymbol(")");
    return SqlStdOperatorTable.EXISTS.createCall(tokens().from(first), query);
  }

  private SqlNode cases() {
    Lexeme first = tokens().take();
    SqlNode value = tokens().isWord("when") ? null : grammar.expressions.expression();
    List<SqlNode> whens = new ArrayList<>();
    List<SqlNode> thens = new ArrayList<>();
    while (tokens().accept("when")) {
      whens.add(grammar.expressions.expression());
      tokens().expect("then");
      thens.add(grammar.expressions.expression());
    }
    if (whens.isEmpty()) {
      throw tokens().unexpected("WHEN");
    }
    SqlNode otherwise = tokens().accept("else") ? grammar.expressions.expression() : null;
    tokens().expect("end");
    SqlParserPos pos = tokens().from(first);
    return SqlCase.createSwitched(
        pos, value, new SqlNodeList(whens, pos), new SqlNodeList(thens, pos), otherwise);
  }
}
