package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/**
 * Lists, structs and maps as they are written, and their elements. A struct is a call of {@code
 * named_struct('a', 1, 'b', 2)}, a slice one of {@code list_slice(list, from, to[, step])}.
 */
final class CollectionSyntax {
  private final Grammar grammar;

  CollectionSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  /** {@code [1, 2]} and {@code [x * 2 for x in list if x > 1]}. */
  SqlNode list() {
    Lexeme first = tokens().peek();
    tokens().expectSymbol("[");
    if (tokens().acceptSymbol("]")) {
      return list(first, List.of());
    }
    SqlNode element = grammar.expressions.expression();
    if (tokens().isWord("for") && tokens().isName(1)) {
      return comprehension(first, element);
    }
    List<SqlNode> elements = new ArrayList<>(List.of(element));
    while (tokens().acceptSymbol(",") && !tokens().isSymbol("]")) {
      elements.add(grammar.expressions.expression());
    }
    tokens().expectSymbol("]");
    return list(first, elements);
  }

  private SqlNode list(Lexeme first, List<SqlNode> elements) {
    return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(tokens().from(first), elements);
  }

  private SqlNode comprehension(Lexeme first, SqlNode element) {
    tokens().take();
    List<SqlIdentifier> names = new ArrayList<>();
    do {
      names.add(tokens().name("a name"));
    } while (tokens().acceptSymbol(","));
    tokens().expect("in");
    SqlNode list = grammar.expressions.expression();
    SqlNode condition = tokens().accept("if") ? grammar.expressions.expression() : null;
    tokens().expectSymbol("]");
    SqlParserPos pos = tokens().from(first);
    SqlNodeList parameters = new SqlNodeList(names, pos);
    if (condition != null && names.size() > 1) {
      return numbered(pos, list, new SqlLambda(pos, parameters, element), condition);
    }
    if (condition != null) {
      list = NamedCalls.of("list_filter", pos, list, new SqlLambda(pos, parameters, condition));
    }
    return NamedCalls.of("list_transform", pos, list, new SqlLambda(pos, parameters, element));
  }

  /**
   * With a condition and positions, which are those in the whole list: structs of the wanted
   * elements, nulls for the others, which then go.
   */
  private static SqlNode numbered(
      SqlParserPos pos, SqlNode list, SqlLambda element, SqlNode condition) {
    SqlIdentifier kept = new SqlIdentifier("kept", pos);
    SqlNodeList parameters = new SqlNodeList(List.of(kept), pos);
    SqlNode struct =
        NamedCalls.of(
            "named_struct", pos, SqlLiteral.createCharString("v", pos), element.getExpression());
    SqlNode wanted =
        SqlCase.createSwitched(
            pos,
            null,
            new SqlNodeList(List.of(condition), pos),
            new SqlNodeList(List.of(struct), pos),
            null);
    SqlNode structs =
        NamedCalls.of(
            "list_transform", pos, list, new SqlLambda(pos, element.getParameters(), wanted));
    SqlNode isKept = SqlStdOperatorTable.IS_NOT_NULL.createCall(pos, kept);
    SqlNode filtered =
        NamedCalls.of("list_filter", pos, structs, new SqlLambda(pos, parameters, isKept));
    SqlNode value = new SqlIdentifier(List.of("kept", "v"), pos);
    return NamedCalls.of("list_transform", pos, filtered, new SqlLambda(pos, parameters, value));
  }

  /** {@code {'a': 1, b: 2}}. */
  SqlNode struct() {
    Lexeme first = tokens().peek();
    tokens().expectSymbol("{");
    List<SqlNode> operands = new ArrayList<>();
    while (!tokens().isSymbol("}")) {
      Lexeme name = tokens().take();
      boolean isName =
          name.kind() == Kind.STRING || name.kind() == Kind.WORD || name.kind() == Kind.NAME;
      if (!isName) {
        throw tokens().unexpected("a field's name");
      }
      operands.add(SqlLiteral.createCharString(name.unquoted(), Tokens.at(name)));
      tokens().expectSymbol(":");
      operands.add(grammar.expressions.expression());
      if (!tokens().acceptSymbol(",")) {
        break;
      }
    }
    tokens().expectSymbol("}");
    return NamedCalls.of("named_struct", tokens().from(first), operands.toArray(SqlNode[]::new));
  }

  /**
   * True at {@code ARRAY[}, {@code ARRAY(SELECT}, {@code MAP[}, {@code MAP &#123;} and {@code
   * ROW(}.
   */
  boolean startsConstructor() {
    Lexeme word = tokens().peek();
    if (word.is("row")) {
      return tokens().isSymbol(1, "(");
    }
    if (word.is("map")) {
      return tokens().isSymbol(1, "[") || tokens().isSymbol(1, "{");
    }
    boolean isQuery =
        tokens().isSymbol(1, "(")
            && (tokens().peek(2).is("select")
                || tokens().peek(2).is("with")
                || tokens().peek(2).is("from"));
    return tokens().isSymbol(1, "[") || isQuery;
  }

  /**
   * Spark's functions {@code array(…)}, {@code struct(…)}, {@code map(key, value, …)} and {@code
   * elt(n, …)}.
   *
   * @return null for another function, and for a map of two lists
   */
  static SqlNode called(String function, List<SqlNode> operands, SqlParserPos pos) {
    return switch (function) {
      case "array", "make_array", "make_list", "array_construct" ->
          SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(pos, operands);
      case "struct" -> struct(operands, pos);
      case "map", "make_map" ->
          areLists(operands)
              ? null
              : SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR.createCall(pos, operands);
      case "elt" -> operands.size() < 2 ? null : chosen(operands, pos);
      default -> null;
    };
  }

  /** {@code elt(n, a, b)} is the n-th of the others. */
  private static SqlNode chosen(List<SqlNode> operands, SqlParserPos pos) {
    SqlNodeList places = new SqlNodeList(pos);
    for (int i = 1; i < operands.size(); i++) {
      places.add(SqlLiteral.createExactNumeric(String.valueOf(i), pos));
    }
    SqlNodeList values = new SqlNodeList(operands.subList(1, operands.size()), pos);
    return SqlCase.createSwitched(pos, operands.get(0), places, values, null);
  }

  /** True for the arguments of DuckDB's map, which takes all keys and all values. */
  private static boolean areLists(List<SqlNode> operands) {
    return operands.isEmpty()
        || (operands.size() == 2 && operands.stream().noneMatch(CollectionSyntax::isOne));
  }

  /** A value that is written out and no list. */
  private static boolean isOne(SqlNode value) {
    boolean isNull = value instanceof SqlLiteral literal && literal.getValue() == null;
    boolean isStruct =
        value instanceof SqlCall call && call.getOperator().getName().equals("named_struct");
    return (value instanceof SqlLiteral && !isNull) || isStruct;
  }

  /** Fields with the names they have, or such as {@code col1} by their place. */
  static SqlNode struct(List<SqlNode> values, SqlParserPos pos) {
    List<SqlNode> operands = new ArrayList<>();
    for (SqlNode value : values) {
      SqlNode field = value;
      String name = "col" + (operands.size() / 2 + 1);
      if (value.getKind() == SqlKind.AS) {
        field = ((SqlCall) value).operand(0);
        name = ((SqlIdentifier) ((SqlCall) value).operand(1)).getSimple();
      } else if (value instanceof SqlIdentifier column && !column.isStar()) {
        name = column.names.get(column.names.size() - 1);
      }
      operands.add(SqlLiteral.createCharString(name, value.getParserPosition()));
      operands.add(field);
    }
    return NamedCalls.of("named_struct", pos, operands);
  }

  /** A field of a struct with the name that may follow. */
  SqlNode named(Lexeme first, SqlNode value) {
    return tokens().accept("as")
        ? SqlStdOperatorTable.AS.createCall(
            tokens().from(first), value, tokens().name("a field's name"))
        : value;
  }

  SqlNode constructor() {
    Lexeme word = tokens().take();
    if (word.is("row")) {
      List<SqlNode> values = grammar.parenthesized(grammar.expressions::expression);
      return SqlStdOperatorTable.ROW.createCall(tokens().from(word), values);
    }
    if (word.is("map")) {
      return map(word);
    }
    if (tokens().acceptSymbol("(")) {
      SqlNode query = grammar.queries.query();
      tokens().expectSymbol(")");
      return SqlStdOperatorTable.ARRAY_QUERY.createCall(tokens().from(word), query);
    }
    SqlNode list = list();
    return list.clone(tokens().from(word));
  }

  private SqlNode map(Lexeme word) {
    List<SqlNode> operands = new ArrayList<>();
    boolean isStandard = tokens().acceptSymbol("[");
    if (!isStandard) {
      tokens().expectSymbol("{");
    }
    String end = isStandard ? "]" : "}";
    while (!tokens().isSymbol(end)) {
      operands.add(grammar.expressions.expression());
      tokens().expectSymbol(isStandard ? "," : ":");
      operands.add(grammar.expressions.expression());
      if (!tokens().acceptSymbol(",")) {
        break;
      }
    }
    tokens().expectSymbol(end);
    return SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR.createCall(tokens().from(word), operands);
  }

  /** {@code [i]}, {@code [from:to]} or {@code [from:to:step]} behind a value. */
  SqlNode element(SqlNode value) {
    tokens().expectSymbol("[");
    SqlNode from = bound();
    if (from != null && tokens().acceptSymbol("]")) {
      boolean isOne =
          value instanceof SqlCall call
              && (call.operandCount() < 2
                  || call.operand(1).getKind() != SqlKind.ARRAY_VALUE_CONSTRUCTOR);
      if (isOne && JsonSyntax.isJson(value)) {
        return NamedCalls.of("json_extract", tokens().from(value), value, from);
      }
      return SqlStdOperatorTable.ITEM.createCall(tokens().from(value), value, from);
    }
    tokens().expectSymbol(":");
    SqlNode to = bound();
    SqlNode step = tokens().acceptSymbol(":") ? grammar.expressions.expression() : null;
    tokens().expectSymbol("]");
    List<SqlNode> operands = new ArrayList<>();
    operands.add(value);
    boolean isBackwards =
        step instanceof SqlNumericLiteral number && number.bigDecimalValue().signum() < 0;
    operands.add(from == null ? end(isBackwards ? End.LAST : End.FIRST, value) : from);
    operands.add(to == null ? end(isBackwards ? End.FIRST : End.LAST, value) : to);
    if (step != null) {
      operands.add(step);
    }
    return NamedCalls.of("list_slice", tokens().from(value), operands.toArray(SqlNode[]::new));
  }

  /** What a bound that is left out stands for. */
  private enum End {
    FIRST,
    LAST
  }

  private static SqlNode end(End end, SqlNode value) {
    SqlParserPos pos = value.getParserPosition();
    return SqlLiteral.createExactNumeric(
        end == End.FIRST ? "1" : String.valueOf(Long.MAX_VALUE), pos);
  }

  /** A bound of a slice; nothing if it is left out, or a minus stands for it. */
  private SqlNode bound() {
    if (tokens().isSymbol(":") || tokens().isSymbol("]")) {
      return null;
    }
    boolean isMinus =
        tokens().isSymbol("-") && (tokens().isSymbol(1, ":") || tokens().isSymbol(1, "]"));
    if (isMinus) {
      tokens().take();
      return null;
    }
    return grammar.expressions.expression();
  }
}
