package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNodeList;

/** The parts of the grammar, which call each other, over the tokens of one query. */
final class Grammar {
  final Tokens tokens;
  final OrderDefaults orderDefaults;
  final QuerySyntax queries = new QuerySyntax(this);
  final SelectSyntax selects = new SelectSyntax(this);
  final StarSyntax stars = new StarSyntax(this);
  final FromSyntax from = new FromSyntax(this);
  final ListingSyntax listings = new ListingSyntax(this);
  final PipeSyntax pipes = new PipeSyntax(this);
  final PivotSyntax pivots = new PivotSyntax(this);
  final ExpressionSyntax expressions = new ExpressionSyntax(this);
  final PredicateSyntax predicates = new PredicateSyntax(this);
  final PrimarySyntax primaries = new PrimarySyntax(this);
  final CollectionSyntax collections = new CollectionSyntax(this);
  final FunctionSyntax functions = new FunctionSyntax(this);
  final LiteralSyntax literals = new LiteralSyntax(this);
  final TypeSyntax types = new TypeSyntax(this);
  final WindowSyntax windows = new WindowSyntax(this);
  final Collations collations = new Collations();

  Grammar(Tokens tokens) {
    this(tokens, OrderDefaults.STANDARD);
  }

  Grammar(Tokens tokens, OrderDefaults orderDefaults) {
    this.tokens = tokens;
    this.orderDefaults = orderDefaults;
  }

  /** A list of things with commas between them and perhaps one behind. */
  <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    do {
      if (!list.isEmpty() && endsList()) {
        break;
      }
      list.add(element.get());
    } while (tokens.acceptSymbol(","));
    return list;
  }

  /** True where a comma was one too many. */
  private boolean endsList() {
    return tokens.isAtEnd()
        || tokens.isSymbol(")")
        || tokens.isSymbol("]")
        || tokens.isSymbol("}")
        || tokens.isSymbol(";")
        || tokens.isWord("from")
        || tokens.areWords("order", "by");
  }

  /** A list in parentheses, perhaps empty. */
  <T> List<T> parenthesized(Supplier<T> element) {
    tokens.expectSymbol("(");
    List<T> list = tokens.isSymbol(")") ? List.of() : list(element);
    tokens.expectSymbol(")");
    return list;
  }

  /** Names in parentheses. */
  SqlNodeList names(String what) {
    Lexer.Lexeme first = tokens.peek();
    List<SqlIdentifier> names = parenthesized(() -> tokens.name(what));
    return new SqlNodeList(names, tokens.from(first));
  }

  /** True if a query without parentheses starts here. */
  boolean startsQuery() {
    return tokens.isWord("select")
        || tokens.isWord("with")
        || (tokens.isWord("values") && startsRow(tokens.peek(1)))
        || (tokens.isWord("from") && (tokens.isName(1) || startsSource(1)))
        || (tokens.isWord("table") && tokens.isName(1))
        || (PivotSyntax.isVerb(tokens.peek()) && startsPivot(1));
  }

  /** True where a query in parentheses goes on: with a set operation, its order or its limit. */
  boolean continuesQuery() {
    return tokens.isWord("union")
        || tokens.isWord("except")
        || tokens.isWord("minus")
        || tokens.isWord("intersect")
        || tokens.areWords("order", "by")
        || tokens.isWord("limit")
        || tokens.isWord("offset")
        || tokens.isWord("fetch")
        || tokens.isSymbol(PipeSyntax.PIPE);
  }

  /** True for what can only be a row behind VALUES, which may be a column's name too. */
  private static boolean startsRow(Lexer.Lexeme next) {
    return next.is('(')
        || next.kind() == Lexer.Kind.NUMBER
        || next.kind() == Lexer.Kind.STRING
        || next.is("row")
        || next.is("array")
        || next.is("null");
  }

  private boolean startsSource(int distance) {
    return tokens.peek(distance).kind() == Lexer.Kind.STRING || tokens.isSymbol(distance, "(");
  }

  private boolean startsPivot(int distance) {
    return tokens.isName(distance) || tokens.isSymbol(distance, "(");
  }
}
