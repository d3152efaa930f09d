package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.IntervalUnit;
import org.weft.planner.function.LambdaFunctions;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/**
 * Calls of functions: arguments, those with a syntax of their own, and what may follow a call of an
 * aggregate. ORDER BY among the arguments becomes WITHIN GROUP.
 */
final class FunctionSyntax {
  /** Functions whose first argument may be a unit of time without quotes. */
  private static final Set<String> UNIT_FIRST =
      Set.of(
          "dateadd",
          "datediff",
          "date_add",
          "date_diff",
          "datesub",
          "date_sub",
          "timestampadd",
          "timeadd",
          "timestampdiff",
          "date_part",
          "datepart",
          "date_trunc",
          "datetrunc",
          "trunc");

  private static final Set<String> UNITS =
      Set.of(
          "year",
          "years",
          "quarter",
          "quarters",
          "month",
          "months",
          "week",
          "weeks",
          "day",
          "days",
          "hour",
          "hours",
          "minute",
          "minutes",
          "second",
          "seconds",
          "millisecond",
          "milliseconds",
          "microsecond",
          "microseconds",
          "dayofyear",
          "doy",
          "dayofweek",
          "dow",
          "isodow",
          "decade",
          "century",
          "millennium",
          "epoch");

  /** A function of names, whose lambdas are no functions of elements. */
  private static final String COLUMNS = "columns";

  /** Types that Spark and PostgreSQL cast to by a call; decimal is what DECIMAL is in a cast. */
  private static final Set<String> CAST_CALLS =
      Set.of(
          "boolean",
          "bool",
          "tinyint",
          "smallint",
          "int2",
          "int",
          "int4",
          "integer",
          "bigint",
          "int8",
          "decimal",
          "numeric",
          "float",
          "float4",
          "real",
          "double",
          "float8",
          "string",
          "text",
          "varchar",
          "time",
          "timestamp",
          "timestamptz",
          "timestamp_ntz",
          "timestamp_ltz",
          "binary");

  /** DataFusion's casts to types that are said in Arrow's words. */
  private static final Map<String, SqlFunction> ARROW_CASTS =
      Map.of(
          "arrow_cast", SqlStdOperatorTable.CAST,
          "arrow_try_cast", SqlLibraryOperators.TRY_CAST);

  private final Grammar grammar;

  FunctionSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  SqlNode call() {
    Lexeme first = tokens().peek();
    if (first.kind() == Kind.WORD) {
      SqlNode special = special(first.text().toLowerCase(Locale.ROOT));
      if (special != null) {
        return special;
      }
    }
    SqlIdentifier name = Tokens.identifier(tokens().take());
    return rest(first, name, new ArrayList<>());
  }

  /** {@code value.function(…)} with the value and the point read: it is the first argument. */
  SqlNode method(SqlNode value) {
    Lexeme first = tokens().peek();
    SqlIdentifier name = Tokens.identifier(tokens().take());
    SqlNode call = rest(first, name, new ArrayList<>(List.of(value)));
    return call.clone(tokens().from(value));
  }

  private SqlNode rest(Lexeme first, SqlIdentifier name, List<SqlNode> operands) {
    tokens().expectSymbol("(");
    SqlLiteral quantifier = null;
    Lexeme word = tokens().peek();
    if (tokens().accept("distinct")) {
      quantifier = SqlSelectKeyword.DISTINCT.symbol(Tokens.at(word));
    } else if (word.is("all") && !tokens().isSymbol(1, "(")) {
      tokens().take();
      quantifier = SqlSelectKeyword.ALL.symbol(Tokens.at(word));
    }
    SqlNodeList order = null;
    boolean ignoresNulls = false;
    boolean respectsNulls = false;
    if (!endsArguments()) {
      operands.addAll(grammar.list(() -> argument(name.getSimple(), operands.size())));
    }
    while (!tokens().isSymbol(")")) {
      if (tokens().areWords("order", "by")) {
        order = grammar.queries.orderBy();
      } else if (tokens().accept("ignore", "nulls")) {
        ignoresNulls = true;
      } else if (tokens().accept("respect", "nulls")) {
        respectsNulls = true;
      } else if (tokens().accept("separator")) {
        operands.add(grammar.expressions.expression());
      } else {
        throw tokens().unexpected("',' or ')'");
      }
    }
    tokens().expectSymbol(")");
    SqlParserPos pos = tokens().from(first);
    String function = name.getSimple().toLowerCase(Locale.ROOT);
    ArgumentCounts.check(function, operands.size(), first.position());
    if (quantifier == null && order == null) {
      SqlNode nested = CollectionSyntax.called(function, operands, pos);
      if (nested != null) {
        return nested;
      }
    }
    SqlNode json = JsonSyntax.special(function, operands, pos);
    if (json != null) {
      return json;
    }
    SqlNode csv = CsvSyntax.special(function, operands, pos);
    if (csv != null) {
      return csv;
    }
    boolean isCast =
        first.kind() == Kind.WORD
            && operands.size() == 1
            && quantifier == null
            && CAST_CALLS.contains(function);
    if (isCast) {
      SqlNode type = grammar.types.simple(function, Tokens.at(first)).orElseThrow();
      return SqlStdOperatorTable.CAST.createCall(pos, operands.get(0), type);
    }
    SqlFunction arrowCast = ARROW_CASTS.get(function);
    if (arrowCast != null && operands.size() == 2) {
      return arrowCast.createCall(pos, operands.get(0), arrowType(first, operands.get(1)));
    }
    if (function.equals("trim")) {
      SqlNode characters =
          operands.size() == 2 ? operands.get(1) : SqlLiteral.createCharString(" ", pos);
      return SqlStdOperatorTable.TRIM.createCall(
          pos, SqlTrimFunction.Flag.BOTH.symbol(pos), characters, operands.get(0));
    }
    boolean keepsDigits =
        operands.size() == 2
            && (function.equals("ceil") || function.equals("ceiling") || function.equals("floor"));
    if (keepsDigits) {
      name.setNames(List.of(function.equals("floor") ? "floor_to" : "ceil_to"), null);
    }
    if (function.equals("extract") && operands.size() == 2) {
      name.setNames(List.of("date_part"), null);
    }
    if (function.equals("date_add") && operands.size() == 3) {
      name.setNames(List.of("dateadd"), null); // Spark's other name of it
    }
    List<SqlNode> given = JsonSyntax.operands(function, operands);
    SqlCall call = NamedCalls.of(name, quantifier, pos, named(name, given));
    if (order != null) {
      call = SqlStdOperatorTable.WITHIN_GROUP.createCall(pos, call, order);
    }
    if (ignoresNulls) {
      call = SqlStdOperatorTable.IGNORE_NULLS.createCall(pos, call);
    } else if (respectsNulls) {
      call = SqlStdOperatorTable.RESPECT_NULLS.createCall(pos, call);
    }
    return suffixes(first, call);
  }

  private static SqlNode arrowType(Lexeme function, SqlNode type) {
    String text =
        type instanceof SqlCharStringLiteral literal ? literal.getValueAs(String.class) : "";
    return ArrowTypeText.read(text, type.getParserPosition())
        .orElseThrow(
            () ->
                WeftException.of(
                        ErrorCode.TYPE_MISMATCH,
                        "the second argument of " + function.text() + " says no type there is")
                    .at(function.position())
                    .hint("write it as Arrow does, such as 'Int64' or 'List(Utf8)'"));
  }

  private boolean endsArguments() {
    return tokens().isSymbol(")") || tokens().areWords("order", "by");
  }

  /** {@code struct_pack(a := 1)} is {@code named_struct('a', 1)}. */
  private static List<SqlNode> named(SqlIdentifier function, List<SqlNode> operands) {
    String name = function.getSimple().toLowerCase(Locale.ROOT);
    boolean changesStruct = name.equals("struct_insert") || name.equals("struct_update");
    if (changesStruct && operands.size() > 1) {
      List<SqlNode> rest = operands.subList(1, operands.size());
      SqlParserPos pos = rest.get(0).getParserPosition();
      SqlNode added = NamedCalls.of("named_struct", pos, pairs(rest).toArray(SqlNode[]::new));
      return List.of(operands.get(0), added);
    }
    boolean areSubscripts =
        name.equals("generate_subscripts")
            && operands.size() == 2
            && operands.get(1) instanceof SqlNumericLiteral dimension
            && dimension.toString().equals("1");
    if (areSubscripts) {
      // the numbers of the elements, as rows
      function.setNames(List.of("unnest"), null);
      SqlParserPos pos = function.getParserPosition();
      SqlNode length = NamedCalls.of("length", pos, operands.get(0));
      return List.of(NamedCalls.of("generate_series", pos, operands.get(1), length));
    }
    if (name.equals("regexp_split_to_table")) {
      SqlParserPos pos = function.getParserPosition();
      function.setNames(List.of("unnest"), null);
      return List.of(NamedCalls.of("regexp_split_to_array", pos, operands));
    }
    if (name.equals("list_pack")) {
      function.setNames(List.of("list_value"), null);
    }
    if (!name.equals("struct_pack")) {
      return operands;
    }
    function.setNames(List.of("named_struct"), null);
    return pairs(operands);
  }

  /** {@code a := 1} as {@code 'a', 1}. */
  private static List<SqlNode> pairs(List<SqlNode> operands) {
    List<SqlNode> pairs = new ArrayList<>();
    for (SqlNode operand : operands) {
      boolean isNamed = operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT;
      SqlNode value = isNamed ? ((SqlCall) operand).operand(0) : operand;
      SqlIdentifier field = null;
      if (isNamed) {
        field = ((SqlCall) operand).operand(1);
      } else if (operand instanceof SqlIdentifier column) {
        field = column;
      }
      if (field != null) {
        String text = field.names.get(field.names.size() - 1);
        pairs.add(SqlLiteral.createCharString(text, operand.getParserPosition()));
      }
      pairs.add(value);
    }
    return pairs;
  }

  /** What follows the parentheses: WITHIN GROUP, IGNORE NULLS, FILTER, OVER. */
  private SqlNode suffixes(Lexeme first, SqlCall called) {
    SqlCall call = called;
    while (true) {
      if (tokens().accept("within", "group")) {
        tokens().expectSymbol("(");
        SqlNodeList order = grammar.queries.orderBy();
        tokens().expectSymbol(")");
        call = SqlStdOperatorTable.WITHIN_GROUP.createCall(tokens().from(first), call, order);
      } else if (tokens().accept("ignore", "nulls")) {
        call = SqlStdOperatorTable.IGNORE_NULLS.createCall(tokens().from(first), call);
      } else if (tokens().accept("respect", "nulls")) {
        call = SqlStdOperatorTable.RESPECT_NULLS.createCall(tokens().from(first), call);
      } else if (tokens().isWord("filter") && tokens().isSymbol(1, "(")) {
        tokens().take();
        tokens().take();
        tokens().accept("where");
        SqlNode condition = grammar.expressions.expression();
        tokens().expectSymbol(")");
        call = SqlStdOperatorTable.FILTER.createCall(tokens().from(first), call, condition);
      } else if (tokens().accept("over")) {
        SqlNode window = grammar.windows.window();
        call = SqlStdOperatorTable.OVER.createCall(tokens().from(first), call, window);
      } else {
        return call;
      }
    }
  }

  /** {@code *COLUMNS(…)}. */
  SqlNode unpacked() {
    Lexeme first = tokens().take();
    SqlNode columns = grammar.primaries.primary();
    return DialectOperators.UNPACKED.createCall(tokens().from(first), columns);
  }

  /** One argument: a value, a lambda, a named value, a star or a query. */
  private SqlNode argument(String function, int ordinal) {
    Lexeme first = tokens().peek();
    if (first.is('*') && !tokens().peek(1).is("columns")) {
      return grammar.stars.star();
    }
    if (first.is('*')) {
      return unpacked();
    }
    if (grammar.startsQuery()) {
      return grammar.queries.query();
    }
    if (startsLambda(function)) {
      return lambda();
    }
    if (tokens().isName(0) && (tokens().isSymbol(1, "=>") || tokens().isSymbol(1, ":="))) {
      SqlIdentifier name = tokens().name("a name");
      tokens().take();
      SqlNode value = startsLambda(function) ? lambda() : grammar.expressions.expression();
      return SqlStdOperatorTable.ARGUMENT_ASSIGNMENT.createCall(tokens().from(first), value, name);
    }
    if (grammar.stars.startsStar()) {
      return grammar.stars.star();
    }
    boolean isUnit =
        ordinal == 0
            && first.kind() == Kind.WORD
            && tokens().isSymbol(1, ",")
            && UNIT_FIRST.contains(function.toLowerCase(Locale.ROOT))
            && UNITS.contains(first.text().toLowerCase(Locale.ROOT));
    if (isUnit) {
      tokens().take();
      return SqlLiteral.createCharString(first.text().toLowerCase(Locale.ROOT), Tokens.at(first));
    }
    SqlNode value = grammar.expressions.expression();
    if (value.isA(SqlKind.QUERY) && grammar.continuesQuery() && !tokens().areWords("order", "by")) {
      return grammar.queries.continued(value);
    }
    return function.equalsIgnoreCase("struct") ? grammar.collections.named(first, value) : value;
  }

  /**
   * {@code x -> …}, {@code (x, y) -> …} or {@code lambda x, y: …}; not {@code json -> 'path'},
   * which is told from the first by the function.
   */
  private boolean startsLambda(String function) {
    if (tokens().isWord("lambda") && tokens().isName(1)) {
      return true;
    }
    if (tokens().isName(0) && tokens().isSymbol(1, "->")) {
      return function.equals(COLUMNS) || LambdaFunctions.meaning(function).isPresent();
    }
    if (!tokens().isSymbol("(")) {
      return false;
    }
    int distance = 1;
    while (tokens().isName(distance)) {
      distance++;
      if (tokens().isSymbol(distance, ",")) {
        distance++;
      }
    }
    return tokens().isSymbol(distance, ")") && tokens().isSymbol(distance + 1, "->");
  }

  private SqlNode lambda() {
    Lexeme first = tokens().peek();
    List<SqlIdentifier> parameters = new ArrayList<>();
    if (tokens().accept("lambda")) {
      do {
        parameters.add(tokens().name("a parameter"));
      } while (tokens().acceptSymbol(","));
      tokens().expectSymbol(":");
    } else {
      if (tokens().isSymbol("(")) {
        parameters.addAll(grammar.parenthesized(() -> tokens().name("a parameter")));
      } else {
        parameters.add(tokens().name("a parameter"));
      }
      tokens().expectSymbol("->");
    }
    SqlNode body = grammar.expressions.expression();
    SqlParserPos pos = tokens().from(first);
    return new SqlLambda(pos, new SqlNodeList(parameters, pos), body);
  }

  /** A call with a syntax of its own; null if the word has none, or is used without it. */
  private SqlNode special(String word) {
    return switch (word) {
      case "cast" -> cast(SqlStdOperatorTable.CAST);
      case "try_cast" -> cast(SqlLibraryOperators.TRY_CAST);
      case "safe_cast" -> cast(SqlLibraryOperators.SAFE_CAST);
      case "extract" -> extract();
      case "position" -> position();
      case "substring", "substr" -> substring();
      case "overlay" -> overlay();
      case "trim" -> trim();
      case "floor" -> rounded(SqlStdOperatorTable.FLOOR);
      case "ceil", "ceiling" -> rounded(SqlStdOperatorTable.CEIL);
      case "columns" -> columns();
      default -> null;
    };
  }

  private SqlNode cast(SqlFunction function) {
    Lexeme first = tokens().take();
    tokens().expectSymbol("(");
    SqlNode value = grammar.expressions.expression();
    tokens().expect("as");
    if (grammar.expressions.isJson(0)) {
      tokens().take();
      tokens().expectSymbol(")");
      return JsonSyntax.cast(function, value, tokens().from(first));
    }
    List<SqlNode> units = intervalUnits();
    CheckedTypes.Written type = grammar.types.written();
    tokens().expectSymbol(")");
    SqlParserPos pos = tokens().from(first);
    if (units.isEmpty()) {
      return CheckedTypes.cast(function, value, type, pos);
    }
    SqlNode interval = NamedCalls.of("interval_in", pos, value, units.get(0), units.get(1));
    return function == SqlStdOperatorTable.CAST ? interval : NamedCalls.of("try", pos, interval);
  }

  /** The units of {@code INTERVAL HOUR TO SECOND)} that comes next; nothing for another type. */
  private List<SqlNode> intervalUnits() {
    if (!tokens().isWord("interval")) {
      return List.of();
    }
    boolean isRange = tokens().peek(2).is("to");
    int last = isRange ? 3 : 1;
    List<SqlNode> units = new ArrayList<>();
    for (int at : new int[] {1, last}) {
      Lexeme unit = tokens().peek(at);
      if (unit.kind() == Kind.WORD && IntervalUnit.of(unit.text()).isPresent()) {
        units.add(SqlLiteral.createCharString(unit.text(), Tokens.at(unit)));
      }
    }
    return units.size() == 2 && tokens().isSymbol(last + 1, ")") ? units : List.of();
  }

  /** {@code EXTRACT(part FROM value)} is {@code DATE_PART('part', value)}. */
  private SqlNode extract() {
    int mark = tokens().mark();
    Lexeme first = tokens().take();
    tokens().expectSymbol("(");
    Lexeme unit = tokens().peek();
    boolean isUnit =
        (unit.kind() == Kind.WORD || unit.kind() == Kind.STRING) && tokens().peek(1).is("from");
    if (!isUnit) {
      tokens().reset(mark);
      return null;
    }
    tokens().take();
    tokens().take();
    SqlNode value = grammar.expressions.expression();
    tokens().expectSymbol(")");
    return NamedCalls.of(
        "date_part",
        tokens().from(first),
        SqlLiteral.createCharString(unit.unquoted().toLowerCase(Locale.ROOT), Tokens.at(unit)),
        value);
  }

  private SqlNode position() {
    int mark = tokens().mark();
    Lexeme first = tokens().take();
    tokens().expectSymbol("(");
    SqlNode wanted = grammar.expressions.symbols();
    if (!tokens().accept("in")) {
      tokens().reset(mark);
      return null;
    }
    SqlNode text = grammar.expressions.expression();
    tokens().expectSymbol(")");
    return SqlStdOperatorTable.POSITION.createCall(tokens().from(first), wanted, text);
  }

  private SqlNode substring() {
    int mark = tokens().mark();
    Lexeme first = tokens().take();
    tokens().expectSymbol("(");
    List<SqlNode> operands = new ArrayList<>();
    operands.add(grammar.expressions.expression());
    boolean hasFrom = tokens().accept("from");
    if (hasFrom) {
      operands.add(grammar.expressions.expression());
    }
    if (tokens().accept("for")) {
      if (!hasFrom) {
        operands.add(SqlLiteral.createExactNumeric("1", tokens().from(first)));
      }
      operands.add(grammar.expressions.expression());
    } else if (!hasFrom) {
      tokens().reset(mark);
      return null;
    }
    tokens().expectSymbol(")");
    return NamedCalls.of("substring", tokens().from(first), operands.toArray(SqlNode[]::new));
  }

  private SqlNode overlay() {
    int mark = tokens().mark();
    Lexeme first = tokens().take();
    tokens().expectSymbol("(");
    List<SqlNode> operands = new ArrayList<>();
    operands.add(grammar.expressions.expression());
    if (!tokens().accept("placing")) {
      tokens().reset(mark);
      return null;
    }
    operands.add(grammar.expressions.expression());
    tokens().expect("from");
    operands.add(grammar.expressions.expression());
    if (tokens().accept("for")) {
      operands.add(grammar.expressions.expression());
    }
    tokens().expectSymbol(")");
    return NamedCalls.of("overlay", tokens().from(first), operands.toArray(SqlNode[]::new));
  }

  /** {@code TRIM([LEADING] [characters FROM] text)}; others are called like any function. */
  private SqlNode trim() {
    int mark = tokens().mark();
    Lexeme first = tokens().take();
    tokens().expectSymbol("(");
    Optional<String> side = tokens().acceptOne("leading", "trailing", "both");
    SqlNode characters = null;
    if (!tokens().accept("from")) {
      characters = grammar.expressions.expression();
      boolean isStandard = tokens().accept("from");
      if (!isStandard && side.isEmpty()) {
        tokens().reset(mark);
        return null;
      }
      if (!isStandard) {
        throw tokens().unexpected("FROM");
      }
    }
    SqlNode text = grammar.expressions.expression();
    tokens().expectSymbol(")");
    SqlParserPos pos = tokens().from(first);
    if (characters == null) {
      characters = SqlLiteral.createCharString(" ", pos);
    }
    SqlTrimFunction.Flag flag =
        switch (side.orElse("both")) {
          case "leading" -> SqlTrimFunction.Flag.LEADING;
          case "trailing" -> SqlTrimFunction.Flag.TRAILING;
          default -> SqlTrimFunction.Flag.BOTH;
        };
    return SqlStdOperatorTable.TRIM.createCall(pos, flag.symbol(pos), characters, text);
  }

  /** {@code FLOOR(x TO unit)}. */
  private SqlNode rounded(SqlFunction function) {
    int mark = tokens().mark();
    Lexeme first = tokens().take();
    tokens().expectSymbol("(");
    SqlNode value = tokens().isSymbol(")") ? null : grammar.expressions.expression();
    if (value == null || !tokens().accept("to")) {
      tokens().reset(mark);
      return null;
    }
    Lexeme unit = tokens().take();
    tokens().expectSymbol(")");
    SqlIntervalQualifier qualifier =
        grammar.literals.unit(unit).orElseThrow(() -> tokens().unexpected("a unit of time"));
    return function.createCall(tokens().from(first), value, qualifier);
  }

  private SqlNode columns() {
    Lexeme first = tokens().take();
    tokens().expectSymbol("(");
    SqlNode what;
    if (grammar.stars.startsStar()) {
      what = grammar.stars.star();
    } else if (startsLambda(COLUMNS)) {
      what = lambda();
    } else {
      what = grammar.expressions.expression();
    }
    tokens().expectSymbol(")");
    return DialectOperators.COLUMNS.createCall(tokens().from(first), what);
  }
}
