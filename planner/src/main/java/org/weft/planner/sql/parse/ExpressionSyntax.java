package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/**
 * Operators, from those that bind least to those that bind most:
 *
 * <pre>
 * OR  AND  NOT  IS  comparisons  BETWEEN IN LIKE  || &amp; | &lt;&lt; &gt;&gt; -&gt; and other symbols
 * + -  * / // % DIV  ^ **  unary + - ~  AT TIME ZONE  :: [] .
 * </pre>
 */
final class ExpressionSyntax {
  private final Grammar grammar;

  ExpressionSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  SqlNode expression() {
    tokens().enter();
    SqlNode expression = disjunction();
    tokens().leave();
    return expression;
  }

  private SqlNode disjunction() {
    SqlNode first = conjunction();
    if (!tokens().isWord("or")) {
      return first;
    }
    List<SqlNode> terms = new ArrayList<>(List.of(first));
    while (tokens().accept("or")) {
      terms.add(conjunction());
    }
    return balanced(SqlStdOperatorTable.OR, terms);
  }

  private SqlNode conjunction() {
    SqlNode first = negation();
    if (!tokens().isWord("and")) {
      return first;
    }
    List<SqlNode> terms = new ArrayList<>(List.of(first));
    while (tokens().accept("and")) {
      terms.add(negation());
    }
    return balanced(SqlStdOperatorTable.AND, terms);
  }

  /** Thousands of terms as a tree of little height: whoever walks it goes less deep. */
  static SqlNode balanced(SqlOperator operator, List<SqlNode> terms) {
    if (terms.size() == 1) {
      return terms.get(0);
    }
    int middle = (terms.size() + 1) >>> 1;
    SqlNode left = balanced(operator, terms.subList(0, middle));
    SqlNode right = balanced(operator, terms.subList(middle, terms.size()));
    return operator.createCall(
        left.getParserPosition().plus(right.getParserPosition()), left, right);
  }

  private SqlNode negation() {
    Lexeme first = tokens().peek();
    if (tokens().accept("not") || (first.is('!') && tokens().acceptSymbol("!"))) {
      tokens().enter();
      SqlNode inner = negation();
      tokens().leave();
      return SqlStdOperatorTable.NOT.createCall(tokens().from(first), inner);
    }
    return grammar.predicates.predicate();
  }

  /** Operators that are spelt with symbols and bind less than {@code +}. */
  SqlNode symbols() {
    SqlNode left = sum();
    while (tokens().peek().kind() == Kind.SYMBOL) {
      String symbol = tokens().peek().text();
      if (symbol.equals("||")) {
        tokens().take();
        left = binary(SqlStdOperatorTable.CONCAT, left, sum());
        continue;
      }
      String function = function(symbol);
      if (function == null) {
        break;
      }
      tokens().take();
      SqlNode right = sum();
      SqlNode first = symbol.equals("<@") ? right : left;
      SqlNode second = symbol.equals("<@") ? left : right;
      SqlParserPos pos = tokens().from(left);
      SqlNode json = JsonSyntax.special(function, List.of(first, second), pos);
      left = json != null ? json : NamedCalls.of(function, pos, first, second);
    }
    return left;
  }

  /** The function behind an operator; null if it is none of this level. */
  private static String function(String symbol) {
    return switch (symbol) {
      case "&" -> "bitwise_and";
      case "|" -> "bitwise_or";
      case "<<" -> "shift_left";
      case ">>" -> "shift_right";
      case "->" -> "json_extract";
      case "->>" -> "json_extract_string";
      case "^@" -> "starts_with";
      case "<->" -> "list_distance";
      case "@>" -> "list_has_all";
      case "<@" -> "list_has_all"; // its arguments the other way round
      case "&&" -> "list_has_any";
      default -> null;
    };
  }

  SqlNode sum() {
    SqlNode left = product();
    while (true) {
      if (tokens().acceptSymbol("+")) {
        left = binary(SqlStdOperatorTable.PLUS, left, product());
      } else if (tokens().acceptSymbol("-")) {
        left = binary(SqlStdOperatorTable.MINUS, left, product());
      } else {
        return left;
      }
    }
  }

  private SqlNode product() {
    SqlNode left = power();
    while (true) {
      if (tokens().acceptSymbol("*")) {
        left = binary(SqlStdOperatorTable.MULTIPLY, left, power());
      } else if (tokens().acceptSymbol("/")) {
        left = binary(SqlStdOperatorTable.DIVIDE, left, power());
      } else if (tokens().isSymbol("%") && !endsLimit()) {
        tokens().take();
        left = binary(SqlStdOperatorTable.PERCENT_REMAINDER, left, power());
      } else if (tokens().acceptSymbol("//") || tokens().accept("div")) {
        SqlNode right = power();
        left = NamedCalls.of("div", tokens().from(left), left, right);
      } else {
        return left;
      }
    }
  }

  /** {@code LIMIT 10%}: nothing follows that could be divided by. */
  private boolean endsLimit() {
    Lexeme next = tokens().peek(1);
    return next.text().isEmpty()
        || next.is(')')
        || next.is(';')
        || next.is("offset")
        || next.is("order");
  }

  private SqlNode power() {
    SqlNode left = unary();
    while (tokens().isSymbol("^") || tokens().isSymbol("**")) {
      tokens().take();
      SqlNode right = unary();
      left = NamedCalls.of("power", tokens().from(left), left, right);
    }
    return left;
  }

  private SqlNode unary() {
    Lexeme first = tokens().peek();
    if (first.kind() != Kind.SYMBOL) {
      return atTimeZone();
    }
    switch (first.text()) {
      case "-" -> {
        tokens().take();
        return negative(first, deeper());
      }
      case "+" -> {
        tokens().take();
        SqlNode operand = deeper();
        return operand instanceof SqlLiteral
            ? operand
            : SqlStdOperatorTable.UNARY_PLUS.createCall(tokens().from(first), operand);
      }
      case "~" -> {
        tokens().take();
        return NamedCalls.of("bitwise_not", tokens().from(first), deeper());
      }
      case "@" -> {
        tokens().take();
        return NamedCalls.of("abs", tokens().from(first), deeper());
      }
      default -> {
        return atTimeZone();
      }
    }
  }

  private SqlNode deeper() {
    tokens().enter();
    SqlNode operand = unary();
    tokens().leave();
    return operand;
  }

  private SqlNode negative(Lexeme first, SqlNode operand) {
    SqlParserPos pos = tokens().from(first);
    if (operand instanceof SqlNumericLiteral number && number.bigDecimalValue().signum() >= 0) {
      return SqlLiteral.createNegative(number, pos);
    }
    // -128::TINYINT: the cast binds more, but nobody means it to overflow; nor that of -128Y
    boolean isCastOfNumber =
        operand instanceof SqlCall call
            && (call.getOperator() == SqlLibraryOperators.INFIX_CAST || isSuffixed(call))
            && call.operand(0) instanceof SqlNumericLiteral;
    if (isCastOfNumber) {
      SqlCall cast = (SqlCall) operand;
      SqlNumericLiteral number = cast.operand(0);
      return cast.getOperator()
          .createCall(pos, SqlLiteral.createNegative(number, pos), cast.operand(1));
    }
    return IntervalLiterals.read(operand)
        .map(span -> IntervalLiterals.negative(span, pos))
        .orElseGet(() -> SqlStdOperatorTable.UNARY_MINUS.createCall(pos, operand));
  }

  /** A number with its type behind it, such as 12L, is a cast at its own place. */
  private static boolean isSuffixed(SqlCall call) {
    return call.getOperator() == SqlStdOperatorTable.CAST
        && call.operand(0).getParserPosition().equals(call.getParserPosition());
  }

  private SqlNode atTimeZone() {
    SqlNode value = postfix();
    while (tokens().accept("at", "time", "zone")) {
      SqlNode zone = postfix();
      value = NamedCalls.of("timezone", tokens().from(value), zone, value);
    }
    while (tokens().isWord("collate") && tokens().isName(1)) {
      tokens().take();
      value = grammar.collations.marked(value, grammar.from.compoundName("a collation"));
    }
    return value;
  }

  /** A value with casts, elements and fields behind it. */
  SqlNode postfix() {
    SqlNode value = grammar.primaries.primary();
    while (true) {
      if (tokens().isSymbol("::") && isJson(1)) {
        tokens().take();
        tokens().take();
        value = JsonSyntax.cast(SqlLibraryOperators.INFIX_CAST, value, tokens().from(value));
      } else if (tokens().acceptSymbol("::")) {
        CheckedTypes.Written type = grammar.types.written();
        value =
            CheckedTypes.cast(SqlLibraryOperators.INFIX_CAST, value, type, tokens().from(value));
      } else if (tokens().isSymbol("[")) {
        value = grammar.collections.element(value);
      } else if (tokens().isSymbol(".") && !tokens().isSymbol(1, "*")) {
        value = grammar.primaries.field(value);
      } else if (tokens().isSymbol("!")) {
        tokens().take();
        value = NamedCalls.of("factorial", tokens().from(value), value);
      } else {
        return value;
      }
    }
  }

  /** True for the type JSON, not for a list of it. */
  boolean isJson(int distance) {
    return tokens().peek(distance).is("json") && !tokens().isSymbol(distance + 1, "[");
  }

  SqlNode binary(SqlOperator operator, SqlNode left, SqlNode right) {
    boolean compares =
        SqlKind.COMPARISON.contains(operator.getKind())
            || operator.getKind() == SqlKind.IS_DISTINCT_FROM
            || operator.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
    List<SqlNode> operands = List.of(left, right);
    return operator.createCall(
        tokens().from(left), compares ? grammar.collations.compared(operands) : operands);
  }
}
