package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** IS, comparisons, BETWEEN, IN, LIKE and its relatives. */
final class PredicateSyntax {
  private final Grammar grammar;

  PredicateSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  SqlNode predicate() {
    SqlNode value = comparison();
    while (true) {
      if (tokens().accept("is")) {
        value = is(value);
      } else if (tokens().accept("isnull")) {
        value = SqlStdOperatorTable.IS_NULL.createCall(tokens().from(value), value);
      } else if (tokens().accept("notnull") || tokens().accept("not", "null")) {
        value = SqlStdOperatorTable.IS_NOT_NULL.createCall(tokens().from(value), value);
      } else {
        return value;
      }
    }
  }

  private SqlNode is(SqlNode value) {
    boolean not = tokens().accept("not");
    if (tokens().accept("distinct", "from")) {
      SqlNode other = comparison();
      return grammar.expressions.binary(
          not ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM : SqlStdOperatorTable.IS_DISTINCT_FROM,
          value,
          other);
    }
    SqlOperator operator;
    if (tokens().accept("null")) {
      operator = not ? SqlStdOperatorTable.IS_NOT_NULL : SqlStdOperatorTable.IS_NULL;
    } else if (tokens().accept("true")) {
      operator = not ? SqlStdOperatorTable.IS_NOT_TRUE : SqlStdOperatorTable.IS_TRUE;
    } else if (tokens().accept("false")) {
      operator = not ? SqlStdOperatorTable.IS_NOT_FALSE : SqlStdOperatorTable.IS_FALSE;
    } else if (tokens().accept("unknown")) {
      operator = not ? SqlStdOperatorTable.IS_NOT_UNKNOWN : SqlStdOperatorTable.IS_UNKNOWN;
    } else {
      throw tokens().unexpected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
    }
    return operator.createCall(tokens().from(value), value);
  }

  private SqlNode comparison() {
    SqlNode left = range();
    while (true) {
      SqlBinaryOperator operator = comparisonOperator();
      if (operator == null) {
        return left;
      }
      tokens().take();
      Optional<String> quantifier =
          tokens().isSymbol(1, "(") ? tokens().acceptOne("any", "some", "all") : Optional.empty();
      left =
          quantifier.isPresent()
              ? quantified(operator.getKind(), quantifier.get().equals("all"), left)
              : grammar.expressions.binary(operator, left, range());
    }
  }

  /** A value, or its comparison with another; what may stand in front of IN. */
  SqlNode perhapsCompared(SqlNode left) {
    SqlBinaryOperator operator = comparisonOperator();
    if (operator == null) {
      return left;
    }
    tokens().take();
    return grammar.expressions.binary(operator, left, grammar.expressions.symbols());
  }

  private SqlBinaryOperator comparisonOperator() {
    if (tokens().peek().kind() != Lexer.Kind.SYMBOL) {
      return null;
    }
    return switch (tokens().peek().text()) {
      case "=", "==" -> SqlStdOperatorTable.EQUALS;
      case "<>", "!=" -> SqlStdOperatorTable.NOT_EQUALS;
      case "<" -> SqlStdOperatorTable.LESS_THAN;
      case "<=" -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case ">" -> SqlStdOperatorTable.GREATER_THAN;
      case ">=" -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
      case "<=>" -> SqlStdOperatorTable.IS_NOT_DISTINCT_FROM;
      default -> null;
    };
  }

  /** {@code x = ANY (query)}; of a list it is a question to the list. */
  private SqlNode quantified(SqlKind kind, boolean all, SqlNode left) {
    List<SqlNode> values = queryOrList();
    boolean isQuery = values.size() == 1 && values.get(0).isA(SqlKind.QUERY);
    SqlParserPos pos = tokens().from(left);
    if (!isQuery && values.size() == 1) {
      String function = all ? "all_match" : "any_match";
      return kind == SqlKind.EQUALS && !all && !InnerQueries.areIn(values.get(0))
          ? contains(values.get(0), left, pos)
          : NamedCalls.of(function, pos, values.get(0), comparing(kind, left, pos));
    }
    SqlOperator operator = all ? SqlStdOperatorTable.all(kind) : SqlStdOperatorTable.some(kind);
    return operator.createCall(pos, left, isQuery ? values.get(0) : new SqlNodeList(values, pos));
  }

  /**
   * True if the list has the value, else null if it has a null: an element that is neither like
   * itself nor unlike. The value is in no lambda, so it may be an aggregate.
   */
  private static SqlNode contains(SqlNode list, SqlNode value, SqlParserPos pos) {
    SqlNode element = DialectOperators.hidden("element");
    return SqlStdOperatorTable.OR.createCall(
        pos,
        NamedCalls.of("list_contains", pos, list, value),
        NamedCalls.of("any_match", pos, list, comparing(SqlKind.NOT_EQUALS, element, pos)));
  }

  /** {@code element -> left <comparison> element}. */
  private static SqlNode comparing(SqlKind kind, SqlNode left, SqlParserPos pos) {
    org.apache.calcite.sql.SqlIdentifier element = DialectOperators.hidden("element");
    SqlOperator operator = RexUtil.op(kind);
    return new org.apache.calcite.sql.SqlLambda(
        pos, new SqlNodeList(List.of(element), pos), operator.createCall(pos, left, element));
  }

  private SqlNode range() {
    SqlNode left = grammar.expressions.symbols();
    while (true) {
      boolean not = tokens().isWord("not");
      Lexeme word = tokens().peek(not ? 1 : 0);
      if (word.is("between")) {
        left = between(not, left);
      } else if (word.is("in")) {
        left = in(not, left);
      } else if (isPattern(word)) {
        left = pattern(left);
      } else {
        return left;
      }
    }
  }

  private SqlNode between(boolean not, SqlNode value) {
    if (not) {
      tokens().take();
    }
    tokens().take();
    boolean symmetric = tokens().accept("symmetric");
    tokens().accept("asymmetric");
    SqlNode low = grammar.expressions.symbols();
    tokens().expect("and");
    SqlNode high = grammar.expressions.symbols();
    SqlOperator operator;
    if (symmetric) {
      operator =
          not ? SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN : SqlStdOperatorTable.SYMMETRIC_BETWEEN;
    } else {
      operator = not ? SqlStdOperatorTable.NOT_BETWEEN : SqlStdOperatorTable.BETWEEN;
    }
    return operator.createCall(
        tokens().from(value), grammar.collations.compared(List.of(value, low, high)));
  }

  private SqlNode in(boolean not, SqlNode value) {
    if (not) {
      tokens().take();
    }
    tokens().take();
    SqlOperator operator = not ? SqlStdOperatorTable.NOT_IN : SqlStdOperatorTable.IN;
    if (!tokens().isSymbol("(")) {
      // 1 IN [1, 2], x IN list
      SqlNode list = grammar.expressions.postfix();
      SqlNode contains = NamedCalls.of("list_contains", tokens().from(value), list, value);
      return not ? SqlStdOperatorTable.NOT.createCall(tokens().from(value), contains) : contains;
    }
    Lexeme first = tokens().peek();
    List<SqlNode> values = queryOrList();
    boolean isQuery = values.size() == 1 && values.get(0).isA(SqlKind.QUERY);
    if (isQuery) {
      return operator.createCall(tokens().from(value), value, values.get(0));
    }
    List<SqlNode> all = new ArrayList<>(List.of(value));
    all.addAll(values);
    List<SqlNode> compared = grammar.collations.compared(all);
    SqlNodeList list = new SqlNodeList(compared.subList(1, compared.size()), tokens().from(first));
    return operator.createCall(tokens().from(value), compared.get(0), list);
  }

  /** A query or expressions, in parentheses. */
  private List<SqlNode> queryOrList() {
    tokens().expectSymbol("(");
    List<SqlNode> values =
        grammar.startsQuery() ? List.of(grammar.queries.query()) : grammar.list(this::element);
    if (values.size() == 1 && values.get(0).isA(SqlKind.QUERY) && grammar.continuesQuery()) {
      values = List.of(grammar.queries.continued(values.get(0)));
    }
    tokens().expectSymbol(")");
    return values;
  }

  private SqlNode element() {
    boolean isUnpacked = tokens().isSymbol("*") && tokens().peek(1).is("columns");
    return isUnpacked ? grammar.functions.unpacked() : grammar.expressions.expression();
  }

  private static boolean isPattern(Lexeme word) {
    if (word.kind() == Lexer.Kind.SYMBOL) {
      return switch (word.text()) {
        case "~", "!~", "~*", "!~*", "~~", "!~~", "~~*", "!~~*", "~~~" -> true;
        default -> false;
      };
    }
    return word.is("like")
        || word.is("ilike")
        || word.is("similar")
        || word.is("rlike")
        || word.is("regexp")
        || word.is("glob");
  }

  /** LIKE and its relatives, with what is compared read already. */
  SqlNode pattern(SqlNode value) {
    boolean not = tokens().accept("not");
    Lexeme operator = tokens().take();
    return switch (operator.text().toLowerCase(java.util.Locale.ROOT)) {
      case "like", "~~" -> like(not, value, SqlStdOperatorTable.LIKE);
      case "!~~" -> like(true, value, SqlStdOperatorTable.LIKE);
      case "ilike", "~~*" -> like(not, value, SqlLibraryOperators.ILIKE);
      case "!~~*" -> like(true, value, SqlLibraryOperators.ILIKE);
      case "similar" -> {
        tokens().expect("to");
        yield matches(not, value, "regexp_full_match");
      }
      case "rlike", "regexp" -> matches(not, value, "regexp_matches");
      case "~" -> matches(false, value, "regexp_full_match");
      case "!~" -> matches(true, value, "regexp_full_match");
      case "~*" -> matchesAnyCase(false, value);
      case "!~*" -> matchesAnyCase(true, value);
      default -> matches(not, value, "glob"); // GLOB and ~~~
    };
  }

  private SqlNode like(boolean not, SqlNode value, SqlOperator operator) {
    Optional<String> quantifier =
        tokens().isSymbol(1, "(") ? tokens().acceptOne("any", "some", "all") : Optional.empty();
    if (quantifier.isPresent()) {
      List<SqlNode> terms = new ArrayList<>();
      for (SqlNode pattern : grammar.parenthesized(grammar.expressions::expression)) {
        terms.add(like(not, operator, List.of(value, pattern)));
      }
      boolean all = quantifier.get().equals("all");
      return ExpressionSyntax.balanced(
          all ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR, terms);
    }
    List<SqlNode> operands = new ArrayList<>(List.of(value, grammar.expressions.symbols()));
    if (tokens().accept("escape")) {
      SqlNode escape = grammar.expressions.postfix();
      operands.add(escape);
      boolean isNone =
          escape instanceof SqlCharStringLiteral literal
              && "".equals(literal.getValueAs(String.class));
      if (isNone) {
        // Calcite takes only characters
        String function = operator == SqlStdOperatorTable.LIKE ? "like_escape" : "ilike_escape";
        SqlNode match = NamedCalls.of(function, tokens().from(value), operands);
        return not ? SqlStdOperatorTable.NOT.createCall(tokens().from(value), match) : match;
      }
    }
    return like(not, operator, operands);
  }

  private SqlNode like(boolean not, SqlOperator operator, List<SqlNode> operands) {
    SqlOperator used = operator;
    if (not) {
      used =
          operator == SqlStdOperatorTable.LIKE
              ? SqlStdOperatorTable.NOT_LIKE
              : SqlLibraryOperators.NOT_ILIKE;
    }
    return used.createCall(tokens().from(operands.get(0)), operands);
  }

  private SqlNode matches(boolean not, SqlNode value, String function) {
    SqlNode pattern = grammar.expressions.symbols();
    SqlNode match = NamedCalls.of(function, tokens().from(value), value, pattern);
    return not ? SqlStdOperatorTable.NOT.createCall(tokens().from(value), match) : match;
  }

  private SqlNode matchesAnyCase(boolean not, SqlNode value) {
    SqlNode pattern = grammar.expressions.symbols();
    SqlParserPos pos = tokens().from(value);
    SqlNode match =
        NamedCalls.of(
            "regexp_full_match",
            pos,
            value,
            pattern,
            org.apache.calcite.sql.SqlLiteral.createCharString("i", pos));
    return not ? SqlStdOperatorTable.NOT.createCall(pos, match) : match;
  }
}
