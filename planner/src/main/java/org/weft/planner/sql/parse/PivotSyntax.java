package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** PIVOT and UNPIVOT, as clauses behind a table and as statements. */
final class PivotSyntax {
  private final Grammar grammar;

  PivotSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  /** True for what a statement of this kind starts with. */
  static boolean isVerb(Lexeme first) {
    return first.is("pivot")
        || first.is("unpivot")
        || first.is("pivot_wider")
        || first.is("pivot_longer");
  }

  /** {@code PIVOT t ON x USING sum(y) GROUP BY z} and {@code UNPIVOT t ON a, b INTO …}. */
  SqlNode statement() {
    Lexeme first = tokens().take();
    SqlNode table = grammar.from.joinedTable();
    if (first.is("unpivot") || first.is("pivot_longer")) {
      return unpivotStatement(first, table);
    }
    List<PivotTable.Axis> axes = List.of();
    if (tokens().accept("on")) {
      axes = grammar.list(this::freeAxis);
    }
    List<SqlNode> aggregates = tokens().accept("using") ? grammar.list(this::aggregate) : List.of();
    Optional<SqlNodeList> keys = groupBy();
    return new PivotTable(tokens().from(first), table, aggregates, axes, keys);
  }

  private Optional<SqlNodeList> groupBy() {
    Lexeme first = tokens().peek();
    if (!tokens().accept("group", "by")) {
      return Optional.empty();
    }
    List<SqlNode> keys = grammar.list(grammar.expressions::expression);
    return Optional.of(new SqlNodeList(keys, tokens().from(first)));
  }

  /** An expression, with the values that become columns or without: then all there are. */
  private PivotTable.Axis freeAxis() {
    SqlNode expression = grammar.predicates.perhapsCompared(grammar.expressions.symbols());
    if (!tokens().accept("in")) {
      return new PivotTable.Axis(expression, Optional.empty());
    }
    return new PivotTable.Axis(expression, Optional.of(values()));
  }

  private List<SqlNode> values() {
    if (!tokens().isSymbol("(")) {
      return List.of(grammar.expressions.postfix());
    }
    if (tokens().isSymbol(1, ")")) {
      tokens().take();
      throw tokens().unexpected("a value");
    }
    return grammar.parenthesized(this::value);
  }

  /** A value, perhaps with the name of its column. */
  private SqlNode value() {
    SqlNode value =
        grammar.startsQuery() ? grammar.queries.query() : grammar.expressions.expression();
    return named(value);
  }

  private SqlNode named(SqlNode value) {
    boolean isNamed = tokens().accept("as") || (tokens().isName(0) && !tokens().isWord("for"));
    if (!isNamed) {
      return value;
    }
    SqlIdentifier name = tokens().name("a column's name");
    return SqlStdOperatorTable.AS.createCall(tokens().from(value), value, name);
  }

  private SqlNode aggregate() {
    SqlNode aggregate = grammar.expressions.expression();
    boolean isNamed =
        tokens().accept("as")
            || (tokens().isName(0)
                && !tokens().isWord("for")
                && ReservedWords.isBareAlias(tokens().peek().text()));
    if (!isNamed) {
      return aggregate;
    }
    SqlIdentifier name = tokens().name("a column's name");
    return SqlStdOperatorTable.AS.createCall(tokens().from(aggregate), aggregate, name);
  }

  /** {@code t PIVOT (sum(x) FOR y IN (1, 2) [FOR] z IN (…) [GROUP BY …])}. */
  SqlNode pivot(SqlNode table) {
    Lexeme first = tokens().take();
    tokens().expectSymbol("(");
    List<SqlNode> aggregates = grammar.list(this::aggregate);
    tokens().expect("for");
    List<PivotTable.Axis> axes = new ArrayList<>();
    do {
      SqlNode expression = grammar.expressions.symbols();
      tokens().expect("in");
      boolean isAny =
          tokens().isSymbol("(") && tokens().peek(1).is("any") && tokens().isSymbol(2, ")");
      if (isAny) {
        tokens().take();
        tokens().take();
        tokens().take();
        axes.add(new PivotTable.Axis(expression, Optional.empty()));
      } else {
        axes.add(new PivotTable.Axis(expression, Optional.of(values())));
      }
      tokens().accept("for");
    } while (!tokens().isSymbol(")") && !tokens().areWords("group", "by"));
    Optional<SqlNodeList> keys = groupBy();
    tokens().expectSymbol(")");
    return new PivotTable(tokens().from(first), table, aggregates, axes, keys);
  }

  boolean startsUnpivot() {
    return tokens().isWord("unpivot")
        && (tokens().isSymbol(1, "(")
            || tokens().peek(1).is("include")
            || tokens().peek(1).is("exclude"));
  }

  /** {@code t UNPIVOT [INCLUDE NULLS] (value FOR name IN (a, b AS 'x', …))}. */
  SqlNode unpivot(SqlNode table) {
    Lexeme first = tokens().take();
    boolean keepsNulls = tokens().accept("include", "nulls");
    if (!keepsNulls) {
      tokens().accept("exclude", "nulls");
    }
    tokens().expectSymbol("(");
    List<SqlIdentifier> values = names();
    tokens().expect("for");
    SqlIdentifier name = tokens().name("a column's name");
    tokens().expect("in");
    List<UnpivotTable.Group> groups =
        tokens().isSymbol("(") ? grammar.parenthesized(this::group) : List.of(group());
    tokens().expectSymbol(")");
    SqlParserPos pos = tokens().from(first);
    return new UnpivotTable(pos, table, values, name, groups, UnpivotTable.Nulls.of(keepsNulls));
  }

  private List<SqlIdentifier> names() {
    return tokens().isSymbol("(")
        ? grammar.parenthesized(() -> tokens().name("a column's name"))
        : List.of(tokens().name("a column's name"));
  }

  private UnpivotTable.Group group() {
    List<SqlNode> columns =
        tokens().isSymbol("(") ? grammar.parenthesized(this::column) : List.of(column());
    Optional<SqlNode> label = Optional.empty();
    boolean isNamed = tokens().isName(0) && !tokens().isWord("into");
    if (tokens().accept("as") || isNamed) {
      label =
          Optional.of(
              tokens().isName(0)
                  ? org.apache.calcite.sql.SqlLiteral.createCharString(
                      tokens().peek().unquoted(), Tokens.at(tokens().take()))
                  : grammar.expressions.expression());
    }
    return new UnpivotTable.Group(columns, label);
  }

  private SqlNode column() {
    if (grammar.stars.startsStar()) {
      return grammar.stars.star();
    }
    return grammar.expressions.symbols();
  }

  /** {@code ON a, b, (c, d) [INTO NAME n VALUE v, w]}. */
  private SqlNode unpivotStatement(Lexeme first, SqlNode table) {
    boolean keepsNulls = tokens().accept("include", "nulls");
    tokens().expect("on");
    List<UnpivotTable.Group> groups = grammar.list(this::group);
    SqlIdentifier name = new SqlIdentifier("name", SqlParserPos.ZERO);
    List<SqlIdentifier> values = List.of(new SqlIdentifier("value", SqlParserPos.ZERO));
    if (tokens().accept("into")) {
      tokens().expect("name");
      name = tokens().name("a column's name");
      if (tokens().acceptOne("value", "values").isPresent()) {
        values = grammar.list(() -> tokens().name("a column's name"));
      }
    }
    SqlParserPos pos = tokens().from(first);
    return new UnpivotTable(pos, table, values, name, groups, UnpivotTable.Nulls.of(keepsNulls));
  }
}
