package org.weft.planner.sql.parse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** FROM: tables, paths, table functions, sub-queries and their joins. */
final class FromSyntax {
  /** How functions end that keep rows without elements. */
  private static final String OUTER = "_outer";

  /** Reserved words that values start with. */
  private static final Set<String> VALUE_WORDS = Set.of("NULL", "CASE", "NOT");

  private final Grammar grammar;

  FromSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  /** One table, perhaps joined with others, without the comma. */
  SqlNode joinedTable() {
    return joins();
  }

  /** Everything behind FROM. */
  SqlNode tables() {
    SqlNode left = joins();
    while (true) {
      Lexeme comma = tokens().peek();
      if (!tokens().acceptSymbol(",")) {
        return left;
      }
      if (endsFrom()) {
        return left;
      }
      SqlParserPos pos = Tokens.at(comma);
      left = join(pos, left, JoinType.COMMA, joins());
    }
  }

  private boolean endsFrom() {
    return tokens().isAtEnd()
        || tokens().isSymbol(")")
        || tokens().isWord("where")
        || tokens().isWord("group")
        || tokens().isWord("order");
  }

  private static SqlNode join(SqlParserPos pos, SqlNode left, JoinType type, SqlNode right) {
    return new SqlJoin(
        pos,
        left,
        SqlLiteral.createBoolean(false, pos),
        type.symbol(pos),
        right,
        JoinConditionType.NONE.symbol(pos),
        null);
  }

  private SqlNode joins() {
    return joined(table());
  }

  /** A table with all joins that follow; itself if none do. */
  SqlNode joined(SqlNode table) {
    SqlNode left = table;
    while (true) {
      if (tokens().areWords("lateral", "view")) {
        left = lateralView(left);
        continue;
      }
      SqlNode joined = joinWith(left);
      if (joined == null) {
        return left;
      }
      left = joined;
    }
  }

  /** The join that follows; null if none does. */
  private SqlNode joinWith(SqlNode left) {
    Lexeme first = tokens().peek();
    if (first.kind() != Kind.WORD) {
      return null;
    }
    if (tokens().accept("cross", "apply")) {
      return join(tokens().from(first), left, JoinType.CROSS, lateral(table()));
    }
    if (tokens().accept("outer", "apply")) {
      return LeftJoins.onTrue(tokens().from(first), left, lateral(table()));
    }
    int mark = tokens().mark();
    boolean natural = tokens().accept("natural");
    boolean asof = tokens().accept("asof");
    JoinType type = JoinType.INNER;
    if (tokens().accept("inner")) {
      type = JoinType.INNER;
    } else if (tokens().accept("cross")) {
      type = JoinType.CROSS;
    } else if (tokens().accept("full")) {
      tokens().accept("outer");
      type = JoinType.FULL;
    } else if (tokens().accept("right")) {
      tokens().accept("outer");
      type = JoinType.RIGHT;
    } else if (tokens().accept("left")) {
      tokens().accept("outer");
      type = JoinType.LEFT;
    }
    JoinType side = type;
    if (tokens().accept("semi")) {
      type = JoinType.LEFT_SEMI_JOIN;
    } else if (tokens().accept("anti")) {
      type = JoinType.LEFT_ANTI_JOIN;
    } else if (!asof) {
      asof = tokens().accept("asof");
    }
    if (tokens().areWords("positional", "join")) {
      throw tokens().wrong(ErrorCode.UNSUPPORTED_FEATURE, "POSITIONAL JOIN is not supported");
    }
    if (!tokens().accept("join")) {
      tokens().reset(mark);
      return null;
    }
    if (tokens().peek().kind() == Kind.HINT) {
      tokens().take();
    }
    boolean isFilter = type == JoinType.LEFT_SEMI_JOIN || type == JoinType.LEFT_ANTI_JOIN;
    if (isFilter && side == JoinType.FULL) {
      throw refused(first, "FULL SEMI and ANTI JOIN are not supported");
    }
    if (isFilter && side == JoinType.RIGHT) {
      SqlNode right = table();
      return conditional(tokens().from(first), right, natural, type, left);
    }
    // whether there is a best match is whether there is any
    if (asof && !isFilter) {
      type =
          switch (type) {
            case INNER -> JoinType.ASOF;
            case LEFT -> JoinType.LEFT_ASOF;
            default -> throw refused(first, "ASOF JOIN is INNER or LEFT, or SEMI or ANTI");
          };
    }
    return conditional(tokens().from(first), left, natural, type, table());
  }

  private WeftException refused(Lexeme place, String sentence) {
    return WeftException.of(ErrorCode.UNSUPPORTED_FEATURE, sentence).at(place.position());
  }

  private SqlNode conditional(
      SqlParserPos pos, SqlNode left, boolean natural, JoinType type, SqlNode right) {
    SqlLiteral isNatural = SqlLiteral.createBoolean(natural, pos);
    boolean isCrossOn =
        type == JoinType.CROSS
            && (tokens().isWord("on") || (tokens().isWord("using") && tokens().isSymbol(1, "(")));
    if (isCrossOn) {
      // Spark's CROSS JOIN takes a condition
      return conditional(pos, left, natural, JoinType.INNER, right);
    }
    SqlNode match = null;
    if (tokens().accept("match_condition")) {
      match = grammar.primaries.primary();
    }
    if (tokens().accept("on")) {
      SqlNode condition = grammar.expressions.expression();
      SqlLiteral on = JoinConditionType.ON.symbol(pos);
      if (match == null && (type == JoinType.ASOF || type == JoinType.LEFT_ASOF)) {
        AsOfCondition both = AsOfCondition.of(condition);
        match = both.match();
        condition = both.equalities();
      }
      boolean isAsOf = type == JoinType.ASOF || type == JoinType.LEFT_ASOF;
      if (match != null && !isAsOf) {
        throw tokens().wrong(ErrorCode.SYNTAX, "MATCH_CONDITION is of ASOF JOIN");
      }
      if (match != null) {
        return new SqlAsofJoin(pos, left, isNatural, type.symbol(pos), right, on, condition, match);
      }
      return new SqlJoin(pos, left, isNatural, type.symbol(pos), right, on, condition);
    }
    if (tokens().isWord("using") && tokens().isSymbol(1, "(")) {
      if (type == JoinType.ASOF || type == JoinType.LEFT_ASOF) {
        throw tokens()
            .wrong(ErrorCode.UNSUPPORTED_FEATURE, "ASOF JOIN with USING is not supported")
            .hint("write ON with equalities and one of >=, >, <=, <");
      }
      tokens().take();
      SqlNodeList columns = grammar.names("a column's name");
      SqlLiteral using = JoinConditionType.USING.symbol(pos);
      return new SqlJoin(pos, left, isNatural, type.symbol(pos), right, using, columns);
    }
    if (match != null) {
      throw tokens().unexpected("ON");
    }
    boolean isOuter =
        !natural && (type == JoinType.LEFT || type == JoinType.RIGHT || type == JoinType.FULL);
    if (isOuter) {
      return new SqlJoin(
          pos,
          left,
          isNatural,
          type.symbol(pos),
          right,
          JoinConditionType.ON.symbol(pos),
          SqlLiteral.createBoolean(true, pos));
    }
    // Spark's and MySQL's: without a condition every row meets every other
    JoinType without = type == JoinType.INNER && !natural ? JoinType.CROSS : type;
    return new SqlJoin(
        pos, left, isNatural, without.symbol(pos), right, JoinConditionType.NONE.symbol(pos), null);
  }

  /** A sub-query or function that sees the tables to its left, under the alias it has. */
  private static SqlNode lateral(SqlNode table) {
    if (table instanceof SqlCall as && table.getKind() == SqlKind.AS) {
      List<SqlNode> operands = new ArrayList<>(as.getOperandList());
      operands.set(0, lateral(operands.get(0)));
      return SqlStdOperatorTable.AS.createCall(as.getParserPosition(), operands);
    }
    boolean isLateral =
        table.getKind() == SqlKind.LATERAL
            || table.getKind() == SqlKind.UNNEST
            || table.getKind() == SqlKind.IDENTIFIER;
    return isLateral
        ? table
        : SqlStdOperatorTable.LATERAL.createCall(table.getParserPosition(), table);
  }

  /** {@code LATERAL VIEW [OUTER] explode(x) t AS c}. */
  private SqlNode lateralView(SqlNode left) {
    Lexeme first = tokens().take();
    tokens().take();
    boolean outer = tokens().accept("outer");
    SqlNode function = grammar.functions.call();
    if (function instanceof SqlCall call
        && call.getOperator().getName().toLowerCase(Locale.ROOT).endsWith(OUTER)) {
      String name = call.getOperator().getName();
      outer = true;
      function =
          NamedCalls.of(
              name.substring(0, name.length() - OUTER.length()),
              call.getParserPosition(),
              call.getOperandList().toArray(SqlNode[]::new));
    }
    List<SqlNode> operands = new ArrayList<>();
    operands.add(SqlStdOperatorTable.COLLECTION_TABLE.createCall(tokens().from(first), function));
    boolean hasName = !tokens().isWord("as") && tokens().isName(0);
    operands.add(hasName ? tokens().name("a name") : DialectOperators.hidden("view"));
    if (tokens().accept("as")) {
      operands.addAll(grammar.list(() -> tokens().name("a column's name")));
    }
    SqlParserPos pos = tokens().from(first);
    SqlNode view = lateral(SqlStdOperatorTable.AS.createCall(pos, operands));
    return outer ? LeftJoins.onTrue(pos, left, view) : join(pos, left, JoinType.CROSS, view);
  }

  /** One table with its alias, sample and pivots. */
  private SqlNode table() {
    Lexeme first = tokens().peek();
    boolean isNamedInFront =
        tokens().isName(0) && tokens().isSymbol(1, ":") && !tokens().isSymbol(2, ":");
    SqlIdentifier alias = null;
    if (isNamedInFront) {
      alias = tokens().name("a name");
      tokens().take();
    }
    SqlNode table = source();
    boolean more = true;
    while (more) {
      if (tokens().isWord("tablesample")) {
        tokens().take();
        table = sampled(first, table, sample());
      } else if (tokens().isWord("pivot") && tokens().isSymbol(1, "(")) {
        table = grammar.pivots.pivot(table);
      } else if (grammar.pivots.startsUnpivot()) {
        table = grammar.pivots.unpivot(table);
      } else if (alias == null && table.getKind() != SqlKind.AS && startsAlias()) {
        table = aliased(first, table);
      } else {
        more = false;
      }
    }
    return alias == null
        ? table
        : SqlStdOperatorTable.AS.createCall(tokens().from(first), table, alias);
  }

  private boolean startsAlias() {
    Lexeme next = tokens().peek();
    return next.is("as")
        || next.kind() == Kind.NAME
        || (next.kind() == Kind.WORD
            && ReservedWords.isBareAlias(next.text())
            && !(next.is("cross") || next.is("outer")));
  }

  /** A table with the alias that follows, if one does: {@code VALUES (1, 2) AS t(a, b)}. */
  SqlNode perhapsAliased(Lexeme first, SqlNode table) {
    return startsAlias() ? aliased(first, table) : table;
  }

  private SqlNode aliased(Lexeme first, SqlNode table) {
    List<SqlNode> operands = new ArrayList<>(List.of(table));
    boolean hasAs = tokens().accept("as");
    if (hasAs && tokens().isSymbol("(")) {
      operands.add(DialectOperators.hidden("table"));
    } else {
      operands.add(tokens().name("a name"));
    }
    if (tokens().isSymbol("(")) {
      operands.addAll(grammar.parenthesized(this::aliasColumn));
    }
    return SqlStdOperatorTable.AS.createCall(tokens().from(first), operands);
  }

  /** A column's alias, perhaps with a type that functions know themselves. */
  private SqlNode aliasColumn() {
    SqlIdentifier name = tokens().name("a column's name");
    if (!tokens().isSymbol(",") && !tokens().isSymbol(")")) {
      grammar.types.type();
    }
    return name;
  }

  private SqlNode sampled(Lexeme first, SqlNode table, SampleClause sample) {
    return new SampledTable(table, sample, tokens().from(first));
  }

  private SqlNode source() {
    Lexeme first = tokens().peek();
    if (first.is('(')) {
      return parenthesized();
    }
    if (first.kind() == Kind.STRING) {
      tokens().take();
      return Tokens.identifier(first);
    }
    if (first.is("lateral")) {
      tokens().take();
      SqlNode inner = source();
      return lateral(inner);
    }
    if (first.is("values") && startsRows()) {
      return grammar.queries.values();
    }
    if (first.is("unnest") && tokens().isSymbol(1, "(")) {
      return unnest();
    }
    if (first.is("table") && tokens().isSymbol(1, "(")) {
      tokens().take();
      tokens().take();
      SqlNode inner = source();
      tokens().expectSymbol(")");
      return inner;
    }
    if (first.kind() != Kind.WORD && first.kind() != Kind.NAME
        || (first.kind() == Kind.WORD && ReservedWords.isReserved(first.text()))) {
      throw tokens().unexpected("a table, a path in quotes or a query in parentheses");
    }
    if (tokens().isSymbol(1, "(")) {
      SqlNode call = grammar.functions.call();
      if (first.is("range") || first.is("generate_series")) {
        boolean numbered = tokens().accept("with", "ordinality");
        return numbered
            ? SqlStdOperatorTable.UNNEST_WITH_ORDINALITY.createCall(tokens().from(first), call)
            : SqlStdOperatorTable.COLLECTION_TABLE.createCall(tokens().from(first), call);
      }
      return SqlStdOperatorTable.COLLECTION_TABLE.createCall(tokens().from(first), call);
    }
    return tableName();
  }

  /** True if rows follow VALUES, false if it is a table's name. */
  private boolean startsRows() {
    Lexeme next = tokens().peek(1);
    boolean ends =
        next.is(')') || next.is(',') || next.is('.') || next.is(';') || next.text().isEmpty();
    boolean isClause =
        next.kind() == Kind.WORD
            && !ReservedWords.isBareAlias(next.text())
            && !VALUE_WORDS.contains(next.text().toUpperCase(Locale.ROOT));
    return !ends && !isClause;
  }

  private SqlNode unnest() {
    Lexeme first = tokens().take();
    List<SqlNode> lists = grammar.parenthesized(this::argument);
    boolean numbered = tokens().accept("with", "ordinality") || tokens().accept("with", "offset");
    return (numbered ? SqlStdOperatorTable.UNNEST_WITH_ORDINALITY : SqlStdOperatorTable.UNNEST)
        .createCall(tokens().from(first), lists);
  }

  private SqlNode argument() {
    return grammar.startsQuery() ? grammar.queries.query() : grammar.expressions.expression();
  }

  /** A query, or tables with their joins. */
  private SqlNode parenthesized() {
    tokens().enter();
    tokens().take();
    SqlNode inner;
    if (grammar.startsQuery()) {
      inner = grammar.queries.query();
    } else if (grammar.listings.starts()) {
      inner = grammar.listings.listing();
    } else {
      inner = tables();
      if (inner.isA(SqlKind.QUERY) && grammar.continuesQuery()) {
        inner = grammar.queries.continued(inner);
      }
    }
    tokens().expectSymbol(")");
    tokens().leave();
    return inner;
  }

  /** The name of a table, perhaps with those of schema and catalog. */
  SqlIdentifier tableName() {
    if (tokens().peek().kind() == Kind.STRING) {
      return Tokens.identifier(tokens().take());
    }
    return compoundName("a table's name");
  }

  /** A name of one or more parts. */
  SqlIdentifier compoundName(String what) {
    Lexeme first = tokens().peek();
    List<String> names = new ArrayList<>();
    List<SqlParserPos> places = new ArrayList<>();
    do {
      SqlIdentifier part = tokens().name(what);
      names.add(part.getSimple());
      places.add(part.getParserPosition());
    } while (tokens().acceptSymbol("."));
    if (names.size() == 1) {
      return Tokens.identifier(first);
    }
    return new SqlIdentifier(names, null, tokens().from(first), places);
  }

  // samples

  /** What stands behind TABLESAMPLE. */
  private SampleClause sample() {
    String method = tokens().acceptOne("bernoulli", "system", "reservoir").orElse("bernoulli");
    SampleClause size;
    if (tokens().acceptSymbol("(")) {
      size =
          size(
              method.equals("reservoir")
                  ? SampleClause.Method.ROWS
                  : SampleClause.Method.BERNOULLI);
      tokens().expectSymbol(")");
    } else {
      size = size(SampleClause.Method.ROWS);
    }
    return repeatable(size);
  }

  /** What stands behind USING SAMPLE: a number without unit is one of rows. */
  SampleClause sampleSize() {
    String method = tokens().acceptOne("bernoulli", "system", "reservoir").orElse("");
    SampleClause size;
    if (tokens().acceptSymbol("(")) {
      size = size(method.isEmpty() ? SampleClause.Method.ROWS : SampleClause.Method.BERNOULLI);
      tokens().expectSymbol(")");
    } else {
      size = size(SampleClause.Method.ROWS);
    }
    if (tokens().acceptSymbol("(")) {
      tokens().take();
      if (tokens().acceptSymbol(",")) {
        size = new SampleClause(size.method(), size.size(), OptionalLong.of(seed()));
      }
      tokens().expectSymbol(")");
    }
    return repeatable(size);
  }

  private SampleClause size(SampleClause.Method withoutUnit) {
    Lexeme number = tokens().peek();
    if (number.kind() != Kind.NUMBER) {
      throw tokens().unexpected("a number");
    }
    tokens().take();
    BigDecimal size = new BigDecimal(number.text().replace("_", ""));
    SampleClause.Method method = withoutUnit;
    if (tokens().acceptSymbol("%") || tokens().accept("percent")) {
      method = SampleClause.Method.BERNOULLI;
    } else if (tokens().accept("rows")) {
      method = SampleClause.Method.ROWS;
    }
    return new SampleClause(method, size, OptionalLong.empty());
  }

  private SampleClause repeatable(SampleClause sample) {
    if (!tokens().accept("repeatable")) {
      return sample;
    }
    tokens().expectSymbol("(");
    long seed = seed();
    tokens().expectSymbol(")");
    return new SampleClause(sample.method(), sample.size(), OptionalLong.of(seed));
  }

  private long seed() {
    Lexeme number = tokens().peek();
    if (number.kind() != Kind.NUMBER || !number.text().matches("\\d{1,18}")) {
      throw tokens().unexpected("a whole number");
    }
    tokens().take();
    return Long.parseLong(number.text());
  }
}
