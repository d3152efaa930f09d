package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;
import org.weft.planner.sql.parse.Quoted;

/**
 * Cuts a text into statements at its semicolons and tells by the first words what each one is. Only
 * the statements that are not queries are read to the end; queries are left to {@link SqlPlanner}.
 */
public final class StatementReader {
  private static final String SUPPORTED =
      "SELECT, WITH, VALUES, FROM, EXPLAIN, CREATE, ALTER, DROP, INSERT, UPDATE, DELETE, MERGE,"
          + " TRUNCATE, COPY, SHOW, DESCRIBE, SUMMARIZE, PREPARE, EXECUTE, SET, RESET, USE, BEGIN,"
          + " COMMIT, ROLLBACK";
  private static final Set<String> CHANGING = Set.of("insert", "update", "delete", "merge");
  private static final List<String> FIRST_WORDS =
      List.of(
          "SELECT",
          "WITH",
          "VALUES",
          "TABLE",
          "FROM",
          "PIVOT",
          "UNPIVOT",
          "EXPLAIN",
          "CREATE",
          "ALTER",
          "DROP",
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "TRUNCATE",
          "COPY",
          "SHOW",
          "DESCRIBE",
          "SUMMARIZE",
          "PREPARE",
          "EXECUTE",
          "SET",
          "RESET",
          "USE",
          "BEGIN",
          "COMMIT",
          "ROLLBACK");

  private final StatementCursor cursor;
  private final TableStatements tables;
  private final ChangeStatements changes;
  private final DefinitionStatements definitions;

  private StatementReader(String text) {
    this.cursor = new StatementCursor(text);
    this.tables = new TableStatements(cursor);
    this.changes = new ChangeStatements(cursor);
    this.definitions = new DefinitionStatements(cursor);
  }

  /**
   * The statements of a text, in order. Empty ones are left out.
   *
   * @throws WeftException SYNTAX or UNSUPPORTED_STATEMENT, with the position in the text
   */
  public static List<Statement> read(String text) {
    return new StatementReader(text).statements();
  }

  private List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    while (cursor.advance()) {
      statements.add(statement());
    }
    return statements;
  }

  private Statement statement() {
    Lexeme first = cursor.peek();
    TextPosition position = first.position();
    Optional<Statement.Query> with =
        first.is("with") ? cursor.withBefore(CHANGING) : Optional.empty();
    if (with.isEmpty() && cursor.startsQuery()) {
      return cursor.query();
    }
    if (first.kind() != Kind.WORD) {
      throw unsupported(first);
    }
    String word = cursor.take("a statement").text().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "explain" -> explain(position);
      case "create" -> tables.create(position);
      case "drop" -> tables.drop(position);
      case "alter" -> changes.alter(position);
      case "insert" -> change(() -> tables.insert(with, position), position);
      case "update" -> change(() -> changes.update(with, position), position);
      case "delete" -> change(() -> changes.delete(with, position), position);
      case "merge" -> new MergeStatements(cursor, changes).merge(with, position);
      case "truncate" -> changes.truncate(position);
      case "copy" -> tables.copy(position);
      case "show" -> show(position);
      case "describe", "desc" -> describe(position);
      case "summarize" -> summarize(position);
      case "call" -> cursor.call(first);
      case "pragma" -> pragma(position);
      case "prepare" -> definitions.prepare(position);
      case "execute" -> definitions.execute(position);
      case "deallocate" -> definitions.deallocate(position);
      case "set" -> cursor.accept("variable") ? definitions.setVariable(position) : set(position);
      case "cache" -> UpkeepStatements.cache(cursor, position);
      case "uncache" -> UpkeepStatements.uncache(cursor, position);
      case "clear" -> UpkeepStatements.clear(cursor, position);
      case "refresh" -> UpkeepStatements.refresh(cursor, position);
      case "analyze" -> UpkeepStatements.analyze(cursor, position);
      case "reset" ->
          cursor.accept("variable") ? definitions.resetVariable(position) : reset(position);
      case "use" -> SchemaStatements.use(cursor, position);
      case "begin" -> TransactionStatements.begin(cursor, position);
      case "start" -> TransactionStatements.start(cursor, position);
      case "commit", "end" ->
          TransactionStatements.end(cursor, Statement.EndTransaction.Outcome.COMMIT, position);
      case "rollback", "abort" ->
          TransactionStatements.end(cursor, Statement.EndTransaction.Outcome.ROLLBACK, position);
      default -> throw unsupported(first);
    };
  }

  /** A change of rows, perhaps with RETURNING behind it. */
  private Statement change(Supplier<Statement> reader, TextPosition position) {
    Optional<Statement.Query> items = cursor.cutBefore("returning");
    Statement change = reader.get();
    return items.isEmpty() ? change : new Statement.Returning(change, items.get(), position);
  }

  private static WeftException unsupported(Lexeme first) {
    Optional<String> nearest =
        first.kind() == Kind.WORD ? NearestName.of(first.text(), FIRST_WORDS) : Optional.empty();
    WeftException error =
        nearest.isPresent()
            ? WeftException.of(ErrorCode.SYNTAX, "no statement starts with '" + first.text() + "'")
                .hint("use " + nearest.get() + ", the nearest word")
            : WeftException.of(
                    ErrorCode.UNSUPPORTED_STATEMENT,
                    "statements that start with '" + first.text() + "' are not supported")
                .hint("use one of " + SUPPORTED);
    return error.at(first.position());
  }

  private Statement explain(TextPosition position) {
    boolean isAnalyze = cursor.isSymbol(0, '(') ? explainOptions() : cursor.accept("analyze");
    if (isAnalyze) {
      return new Statement.Analyze(cursor.innerQuery("EXPLAIN ANALYZE"), position);
    }
    if (cursor.accept("plan")) {
      cursor.expect("for");
    } else if (!cursor.accept("extended") && !cursor.accept("formatted")) {
      cursor.accept("verbose"); // there is one form, which says it all
    }
    return new Statement.Explain(cursor.innerQuery("EXPLAIN"), position);
  }

  /** {@code (ANALYZE, FORMAT TEXT)}; true if it is to be run. A query in parentheses is none. */
  private boolean explainOptions() {
    boolean isOptions = cursor.isWord(1, "analyze") || cursor.isWord(1, "format");
    if (!isOptions) {
      return false;
    }
    boolean isAnalyze = false;
    cursor.expectSymbol('(');
    do {
      if (cursor.accept("format")) {
        cursor.expect("text");
      } else {
        cursor.expect("analyze");
        isAnalyze = true;
      }
    } while (cursor.acceptSymbol(','));
    cursor.expectSymbol(')');
    return isAnalyze;
  }

  private Statement show(TextPosition position) {
    if (SchemaStatements.isListing(cursor)) {
      return SchemaStatements.show(cursor, position);
    }
    if (cursor.accept("functions")) {
      Optional<String> pattern =
          cursor.accept("like")
              ? Optional.of(cursor.string("a pattern such as '%date%'"))
              : Optional.empty();
      return cursor.finished(new Statement.ShowFunctions(pattern, position));
    }
    if (cursor.accept("columns")) {
      if (!cursor.accept("from") && !cursor.accept("in")) {
        throw cursor.unexpected("FROM and a table");
      }
      return described(position);
    }
    if (cursor.accept("settings") || cursor.accept("all")) {
      return cursor.finished(new Statement.ShowSettings(Optional.empty(), position));
    }
    if (cursor.isAtEnd()) {
      throw cursor.unexpected("TABLES, COLUMNS FROM a table, FUNCTIONS, SETTINGS or a setting");
    }
    return new Statement.ShowSettings(Optional.of(settingToEnd()), position);
  }

  /** PRAGMA table_info(t), show_tables, or a setting with a value. */
  private Statement pragma(TextPosition position) {
    if (cursor.accept("show_tables")) {
      return cursor.finished(
          new Statement.ShowTables(
              Statement.ShowTables.Kind.ALL, Optional.empty(), Optional.empty(), position));
    }
    if (cursor.isSymbol(1, '=')) {
      return set(position);
    }
    if (!cursor.isWord(0, "table_info") && !cursor.isWord(0, "show")) {
      throw cursor.unexpected("table_info('t'), show_tables, or a setting = value");
    }
    Lexeme what = cursor.take("table_info");
    cursor.expectSymbol('(');
    TextPosition place = cursor.place();
    TableName name = named();
    cursor.expectSymbol(')');
    if (what.is("show")) {
      return cursor.finished(new Statement.Describe(name, place, position));
    }
    String text = "FROM pragma_table_info(" + Quoted.text(name.toString()) + ")";
    ComposedQuery columns =
        new ComposedQuery.Builder().standingFor(what.position(), text).at(position);
    return cursor.finished(columns.query());
  }

  private Statement describe(TextPosition position) {
    if (cursor.startsQuery() && !cursor.isWord(0, "table")) {
      return new Statement.DescribeQuery(cursor.query(), position);
    }
    if (cursor.isWord(0, "function")
        && !cursor.isSymbol(1, '.')
        && cursor.mark() + 1 < cursor.stop()) {
      cursor.accept("function");
      cursor.accept("extended");
      String name = cursor.isString() ? cursor.string("a name") : cursor.name();
      return cursor.finished(new Statement.ShowFunctions(Optional.of(name), position));
    }
    cursor.accept("table");
    boolean hasMore = cursor.mark() + 1 < cursor.stop() && !cursor.isSymbol(1, '.');
    if (hasMore && !cursor.accept("extended")) {
      cursor.accept("formatted");
    }
    return described(position);
  }

  private Statement described(TextPosition position) {
    TextPosition place = cursor.place();
    return cursor.finished(new Statement.Describe(named(), place, position));
  }

  /** A table's name, or a path as a text. */
  private TableName named() {
    return cursor.isString() ? TableName.of(cursor.string("a name")) : cursor.tableName();
  }

  private Statement summarize(TextPosition position) {
    if (cursor.startsQuery() && !cursor.isWord(0, "table")) {
      return new Statement.Summarize(cursor.query(), position);
    }
    cursor.accept("table");
    TextPosition place = cursor.place();
    String text = "SELECT * FROM " + named().quoted();
    return cursor.finished(new Statement.Summarize(new Statement.Query(text, place), position));
  }

  private Statement set(TextPosition position) {
    if (SchemaStatements.isSet(cursor)) {
      return SchemaStatements.set(cursor, position);
    }
    if (UpkeepStatements.acceptZone(cursor)) {
      return UpkeepStatements.zone(cursor, position);
    }
    boolean hasScope =
        (cursor.isWord(0, "session") || cursor.isWord(0, "global") || cursor.isWord(0, "local"))
            && !cursor.isSymbol(1, '=');
    if (hasScope) {
      cursor.take("a setting");
    }
    int mark = cursor.mark();
    while (!cursor.isAtEnd() && !cursor.isSymbol(0, '=') && !cursor.isWord(0, "to")) {
      cursor.take("a setting");
    }
    if (cursor.isAtEnd()) {
      // Spark's way to look at settings
      boolean isOne = cursor.mark() > mark;
      return new Statement.ShowSettings(
          isOne ? Optional.of(unquotedName(cursor.writtenFrom(mark))) : Optional.empty(), position);
    }
    if (cursor.mark() == mark) {
      throw cursor.unexpected("SET setting = value");
    }
    String setting = unquotedName(cursor.writtenFrom(mark));
    cursor.take("=");
    int from = cursor.mark();
    Lexeme first = cursor.take("a value");
    boolean isOne = cursor.isAtEnd();
    while (!cursor.isAtEnd()) {
      cursor.take("a value");
    }
    String value = isOne ? first.unquoted().strip() : cursor.writtenFrom(from).strip();
    return new Statement.Set(setting, value, position);
  }

  private Statement reset(TextPosition position) {
    if (cursor.isAtEnd() || (cursor.isWord(0, "all") && cursor.accept("all"))) {
      return cursor.finished(new Statement.Reset(Optional.empty(), position));
    }
    return new Statement.Reset(Optional.of(settingToEnd()), position);
  }

  /** The rest of the statement as the name of a setting. */
  private String settingToEnd() {
    int mark = cursor.mark();
    while (!cursor.isAtEnd()) {
      cursor.take("a setting");
    }
    return unquotedName(cursor.writtenFrom(mark));
  }

  private static String unquotedName(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1) : name;
  }
}
