package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.FileNames;
import org.weft.planner.sql.parse.Quoted;

/** Reads the statements that make, fill, drop and copy tables and views. */
final class TableStatements {
  /** Options that say how the values of a CSV file are to be read. */
  private static final List<String> GUIDES =
      List.of(
          "all_varchar",
          "auto_detect",
          "columns",
          "dateformat",
          "date_format",
          "decimal_separator",
          "dtypes",
          "timestampformat",
          "timestamp_format",
          "types");

  private final StatementCursor cursor;

  TableStatements(StatementCursor cursor) {
    this.cursor = cursor;
  }

  /** What stands behind CREATE. */
  Statement create(TextPosition position) {
    boolean replaces = cursor.accept("or");
    if (replaces) {
      cursor.expect("replace");
    }
    boolean isGlobal = cursor.isWord(0, "global") && cursor.accept("global");
    boolean isTemporary = cursor.accept("temp") || cursor.accept("temporary");
    Optional<String> schema =
        isTemporary ? Optional.of(isGlobal ? Schemas.GLOBAL_TEMP : Schemas.TEMP) : Optional.empty();
    if (cursor.accept("view")) {
      return createView(replaces, schema, position);
    }
    if (cursor.accept("table")) {
      return createTable(newTable(replaces, schema, position));
    }
    if (cursor.isWord(0, "unbounded") || cursor.isWord(0, "external")) {
      cursor.accept("unbounded");
      cursor.expect("external");
      cursor.expect("table");
      return createExternal(newTable(replaces, schema, position));
    }
    DefinitionStatements definitions = new DefinitionStatements(cursor);
    if (definitions.acceptMacro()) {
      return definitions.create(ifTaken(replaces), position);
    }
    if (cursor.accept("type")) {
      return definitions.createType(ifTaken(replaces), position);
    }
    if (!replaces && !isTemporary && SchemaStatements.acceptSchema(cursor)) {
      return SchemaStatements.create(cursor, position);
    }
    throw unsupported(
        "CREATE",
        "use CREATE [OR REPLACE] [TEMP] VIEW name AS query, TABLE, EXTERNAL TABLE, SCHEMA, TYPE"
            + " or MACRO");
  }

  /** The name of a new table or view: temporary ones have a schema of their own. */
  private TableName newName(Optional<String> schema) {
    TableName name = cursor.tableName();
    return schema.map(name::in).orElse(name);
  }

  private WeftException unsupported(String verb, String hint) {
    if (cursor.isAtEnd()) {
      return cursor.unexpected("VIEW or TABLE");
    }
    return WeftException.of(
            ErrorCode.UNSUPPORTED_STATEMENT,
            verb + " " + cursor.peek().text() + " is not supported")
        .at(cursor.peek().position())
        .hint(hint);
  }

  private Statement createView(boolean replaces, Optional<String> schema, TextPosition position) {
    Statement.IfTaken ifTaken = ifTaken(replaces);
    TableName name = newName(schema);
    List<String> columns = cursor.isSymbol(0, '(') ? viewColumns() : List.of();
    FileTableClauses clauses = FileTableClauses.read(cursor);
    if (clauses.format().isPresent() && clauses.location().isPresent()) {
      // Spark's view of files
      Statement.Query files = FileTableQuery.of(clauses, List.of());
      return cursor.finished(new Statement.CreateView(name, columns, files, ifTaken, position));
    }
    cursor.expect("as");
    Statement.Query query = cursor.innerQuery("CREATE VIEW");
    return new Statement.CreateView(name, columns, query, ifTaken, position);
  }

  /** Names of a view's columns, perhaps with comments. */
  private List<String> viewColumns() {
    List<String> columns = new ArrayList<>();
    cursor.expectSymbol('(');
    do {
      columns.add(cursor.name());
      if (cursor.accept("comment")) {
        cursor.string("a comment in single quotes");
      }
    } while (cursor.acceptSymbol(','));
    cursor.expectSymbol(')');
    return columns;
  }

  private Statement.IfTaken ifTaken(boolean replaces) {
    if (cursor.acceptIfNotExists()) {
      return Statement.IfTaken.KEEP;
    }
    return replaces ? Statement.IfTaken.REPLACE : Statement.IfTaken.FAIL;
  }

  /** A table to be made. */
  private record NewTable(TableName name, Statement.IfTaken ifTaken, TextPosition position) {}

  private NewTable newTable(boolean replaces, Optional<String> schema, TextPosition position) {
    Statement.IfTaken ifTaken = ifTaken(replaces);
    return new NewTable(newName(schema), ifTaken, position);
  }

  private Statement createTable(NewTable table) {
    if (cursor.accept("like")) {
      String select = "SELECT * FROM ";
      TextPosition place = cursor.place();
      // so that the name stands where it was written
      TextPosition start =
          new TextPosition(place.line(), Math.max(1, place.column() - select.length()));
      String text = select + cursor.tableName().quoted() + " LIMIT 0";
      Statement.Query query = new Statement.Query(text, start);
      return cursor.finished(
          new Statement.CreateTableAs(
              table.name(), List.of(), query, table.ifTaken(), table.position()));
    }
    if (cursor.startsNames()) {
      List<String> columns = cursor.names();
      FileTableClauses.read(cursor); // how a session keeps rows is its own
      return createTableAs(table, columns);
    }
    boolean hasColumns = cursor.isSymbol(0, '(');
    TableDefinition definition = definition();
    FileTableClauses clauses = FileTableClauses.read(cursor);
    if (clauses.location().isPresent()) {
      return createFileTable(table, definition, clauses);
    }
    if (!hasColumns) {
      return createTableAs(table, List.of());
    }
    List<Statement.ColumnDefinition> all = new ArrayList<>(definition.columns());
    all.addAll(clauses.partitionColumns());
    Optional<Statement.Query> rows =
        cursor.accept("as") ? Optional.of(cursor.innerQuery("CREATE TABLE")) : Optional.empty();
    return cursor.finished(
        new Statement.CreateTable(
            table.name(), definition.with(all), rows, table.ifTaken(), table.position()));
  }

  private TableDefinition definition() {
    return cursor.isSymbol(0, '(') ? new ColumnDefinitions(cursor).table() : TableDefinition.NONE;
  }

  /** What stands behind CREATE EXTERNAL TABLE and the name. */
  private Statement createExternal(NewTable table) {
    TableDefinition definition = definition();
    FileTableClauses clauses = FileTableClauses.read(cursor);
    if (clauses.location().isEmpty()) {
      throw cursor.unexpected("LOCATION and a path in single quotes");
    }
    return createFileTable(table, definition, clauses);
  }

  private Statement createTableAs(NewTable table, List<String> columns) {
    cursor.expect("as");
    boolean isEmpty = cursor.cutTail("with", "no", "data");
    if (!isEmpty) {
      cursor.cutTail("with", "data");
    }
    Statement.Query query = cursor.innerQuery("CREATE TABLE");
    if (isEmpty) {
      query =
          new ComposedQuery.Builder()
              .add("SELECT * FROM (")
              .written(query)
              .add(") LIMIT 0")
              .at(query.position())
              .query();
    }
    return new Statement.CreateTableAs(
        table.name(), columns, query, table.ifTaken(), table.position());
  }

  /** A table of files that are there: keys are taken as said, conditions are not. */
  private Statement createFileTable(
      NewTable table, TableDefinition definition, FileTableClauses clauses) {
    for (TableDefinition.Constraint constraint : definition.constraints()) {
      if (constraint instanceof TableDefinition.Constraint.Check check) {
        throw WeftException.of(ErrorCode.UNSUPPORTED_FEATURE, "a table of files has no CHECK")
            .at(check.condition().position())
            .hint("leave it out, or write NOT ENFORCED behind it");
      }
    }
    if (cursor.isWord(0, "as")) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE, "CREATE TABLE … LOCATION … AS query is not supported")
          .at(cursor.place())
          .hint("COPY (query) TO the path, then CREATE TABLE without AS");
    }
    Statement.Query query = FileTableQuery.of(clauses, definition.columns());
    return cursor.finished(
        new Statement.CreateFileTable(table.name(), query, table.ifTaken(), table.position()));
  }

  /** What stands behind DROP. */
  Statement drop(TextPosition position) {
    DefinitionStatements definitions = new DefinitionStatements(cursor);
    if (definitions.acceptMacro()) {
      return definitions.drop(position);
    }
    if (cursor.accept("type")) {
      return definitions.dropType(position);
    }
    boolean isView = cursor.accept("view");
    if (!isView && SchemaStatements.acceptSchema(cursor)) {
      return SchemaStatements.drop(cursor, position);
    }
    if (!isView && !cursor.accept("table")) {
      throw unsupported("DROP", "use DROP VIEW [IF EXISTS] name, TABLE, TYPE or SCHEMA");
    }
    Statement.IfMissing ifMissing = cursor.ifMissing();
    TableName name = cursor.tableName();
    if (!cursor.accept("purge") && !cursor.accept("restrict")) {
      cursor.accept("cascade"); // nothing hangs on a table
    }
    return cursor.finished(
        isView
            ? new Statement.DropView(name, ifMissing, position)
            : new Statement.DropTable(name, ifMissing, position));
  }

  /**
   * What stands behind INSERT.
   *
   * @param with the WITH in front, if there is one
   */
  Statement insert(Optional<Statement.Query> with, TextPosition position) {
    Statement.Insert.Before before = Statement.Insert.Before.KEPT;
    if (cursor.accept("overwrite")) {
      if (cursor.isWord(0, "directory") || cursor.isWord(1, "directory")) {
        return overwriteDirectory(position);
      }
      before = Statement.Insert.Before.REPLACED;
      cursor.accept("into");
    } else {
      refuseOr();
      cursor.expect("into");
    }
    if (!cursor.isWord(1, "select") && !cursor.isWord(1, "values")) {
      cursor.accept("table");
    }
    TextPosition place = cursor.place();
    TableName name = cursor.tableName();
    List<String> columns = cursor.startsNames() ? cursor.names() : List.of();
    Statement.Insert.Matching matching = Statement.Insert.Matching.BY_POSITION;
    if (columns.isEmpty() && cursor.accept("by")) {
      if (cursor.accept("name")) {
        matching = Statement.Insert.Matching.BY_NAME;
      } else {
        cursor.expect("position");
      }
    }
    if (with.isEmpty() && columns.isEmpty() && cursor.accept("default")) {
      cursor.expect("values");
      return cursor.finished(new Statement.InsertDefaults(name, place, position));
    }
    refuseConflict();
    Statement.Query query = cursor.innerQuery("INSERT");
    return new Statement.Insert(name, columns, matching, with, query, before, place, position);
  }

  /** Hive's and Spark's INSERT OVERWRITE [LOCAL] DIRECTORY 'path', which is COPY. */
  private Statement overwriteDirectory(TextPosition position) {
    cursor.accept("local");
    cursor.expect("directory");
    TextPosition place = cursor.place();
    String path = cursor.string("a path in single quotes");
    FileTableClauses clauses = FileTableClauses.read(cursor);
    Map<String, List<String>> options = CopyOptions.directory(clauses);
    Statement.Query query = cursor.innerQuery("INSERT OVERWRITE DIRECTORY");
    String directory = path.endsWith("/") ? path : path + "/";
    return new Statement.CopyTo(query, directory, options, place, position);
  }

  /** INSERT OR REPLACE and OR IGNORE. */
  private void refuseOr() {
    if (cursor.isWord(0, "or")) {
      throw withMerge("INSERT OR " + StatementCursor.upper(cursor.word(1)), cursor.place());
    }
  }

  private void refuseConflict() {
    cursor
        .find("on", "conflict")
        .or(() -> cursor.find("on", "duplicate"))
        .ifPresent(
            place -> {
              throw withMerge("ON CONFLICT", place);
            });
  }

  private static WeftException withMerge(String what, TextPosition place) {
    return WeftException.of(ErrorCode.UNSUPPORTED_FEATURE, what + " is not supported")
        .at(place)
        .hint("use MERGE INTO, which says which rows are equal and what becomes of them");
  }

  /** What stands behind COPY. */
  Statement copy(TextPosition position) {
    if (cursor.isSymbol(0, '(')) {
      Statement.Query query = cursor.parenthesizedQuery();
      cursor.expect("to");
      return copyTo(query, position);
    }
    TextPosition place = cursor.place();
    TableName name = cursor.tableName();
    List<String> columns = cursor.isSymbol(0, '(') ? cursor.names() : List.of();
    if (cursor.accept("to")) {
      String items =
          columns.isEmpty() ? "*" : String.join(", ", columns.stream().map(Quoted::name).toList());
      String text = "SELECT " + items + " FROM " + name.quoted();
      return copyTo(Statement.Query.standingFor(place, text), position);
    }
    cursor.expect("from");
    return copyFrom(name, columns, place, position);
  }

  private Statement copyTo(Statement.Query query, TextPosition position) {
    TextPosition place = cursor.place();
    String path = cursor.string("a path in single quotes");
    Map<String, List<String>> options = new CopyOptions(cursor).read();
    return cursor.finished(new Statement.CopyTo(query, path, options, place, position));
  }

  /**
   * A copy into a table inserts what a table function reads, of CSV the texts: the table's types
   * say what they are, not their looks ('007' is no number for a column of texts).
   */
  private Statement copyFrom(
      TableName name, List<String> columns, TextPosition place, TextPosition position) {
    TextPosition pathPlace = cursor.place();
    String path = cursor.string("a path in single quotes");
    Map<String, List<String>> options = new CopyOptions(cursor).read();
    List<String> format = options.remove("format");
    String function =
        format == null || format.isEmpty() ? functionFor(path) : "read_" + format.get(0);
    boolean isCsv = function.equalsIgnoreCase("read_csv");
    if (isCsv && GUIDES.stream().noneMatch(options::containsKey)) {
      options.put("all_varchar", List.of("true"));
    }
    Map<String, String> written = new LinkedHashMap<>();
    options.forEach(
        (option, values) ->
            written.put(
                Quoted.name(option), values.isEmpty() ? "true" : Quoted.text(values.get(0))));
    String call = FileCall.of(function.toLowerCase(Locale.ROOT), path, written);
    Statement.Query query = Statement.Query.standingFor(pathPlace, "SELECT * FROM " + call);
    return cursor.finished(
        new Statement.Insert(
            name,
            columns,
            Statement.Insert.Matching.BY_POSITION,
            Optional.empty(),
            query,
            Statement.Insert.Before.KEPT,
            place,
            position));
  }

  private static String functionFor(String path) {
    return FileNames.format(path).map(format -> "read_" + format).orElse("read_csv");
  }
}
