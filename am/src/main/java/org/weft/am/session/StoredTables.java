package org.weft.am.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.arrow.vector.types.pojo.Schema;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableReference;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.Statement.ColumnDefinition;
import org.weft.planner.sql.TableDefinition;
import org.weft.planner.sql.TableName;
import org.weft.planner.sql.translate.PlainColumns;
import org.weft.planner.sql.translate.RowRules;
import org.weft.planner.write.WriteFormat;
import org.weft.planner.write.WriteOptions;
import org.weft.planner.write.WriteSpec;

/** The tables of a session that keep rows: found, and written. */
final class StoredTables {
  private final SqlPlanner planner;
  private final SessionCatalog catalog;
  private final TableStore store;
  private final Runs runs;
  private final TableChecks checks;

  /** Plans and runs what statements write. */
  interface Runs {
    /** The plan of a query over the present catalog and settings. */
    LogicalPlan plan(Statement.Query query);

    /** A plan, ready to be run. */
    PreparedSql prepare(LogicalPlan plan);
  }

  StoredTables(SqlPlanner planner, SessionCatalog catalog, TableStore store, Runs runs) {
    this.planner = planner;
    this.catalog = catalog;
    this.store = store;
    this.runs = runs;
    this.checks = new TableChecks(this);
  }

  /**
   * A table of the session.
   *
   * @param name with its schema, as it was spelled when it was made
   * @param id the name that it has whatever schema is in use
   * @param definition what was said of its rows when it was made
   */
  record Stored(
      TableName name,
      String id,
      String directory,
      org.weft.planner.type.Schema columns,
      TableDefinition definition) {
    /** What was said of its columns; empty if it was made of a query. */
    List<ColumnDefinition> definitions() {
      return definition.columns();
    }
  }

  Runs runs() {
    return runs;
  }

  SqlPlanner planner() {
    return planner;
  }

  SessionCatalog catalog() {
    return catalog;
  }

  /**
   * A table that can be written to.
   *
   * @throws WeftException TABLE_NOT_FOUND, or INVALID_QUERY if its rows are not the session's
   */
  Stored find(TableName name, TextPosition place) {
    Optional<Catalog.Entry> entry = catalog.now().find(name);
    if (entry.isEmpty()) {
      throw catalog.now().notFound(name).at(place);
    }
    String id = entry.get().id();
    Optional<String> directory = store.directory(id);
    if (directory.isEmpty() || !(entry.get() instanceof Catalog.Entry.Table table)) {
      throw WeftException.of(
              ErrorCode.INVALID_QUERY,
              "'" + name + "' was not made by CREATE TABLE, so its rows cannot be changed")
          .at(place)
          .hint("use COPY (query) TO 'path' to write files");
    }
    org.weft.planner.type.Schema columns =
        planner.schema(
            Statement.Query.of("SELECT * FROM " + entry.get().located().quoted()), catalog.now());
    return new Stored(entry.get().located(), id, directory.get(), columns, table.definition());
  }

  /** What a table says of the rows it gets. */
  RowRules rules(List<ColumnDefinition> definitions) {
    return RowRules.of(definitions, runs::plan);
  }

  /**
   * A new table of these rows, in place of any that has its name.
   *
   * @param definition what is said of the rows it gets
   */
  PreparedSql filled(TableName name, LogicalPlan rows, TableDefinition definition) {
    TableName located = catalog.now().located(name);
    String directory = store.newDirectory(name.last());
    org.weft.planner.type.Schema schema = rows.schema();
    TableChecks.Target target = new TableChecks.Target(located, directory, definition, schema);
    return writing(rows, directory, run -> checks.fill(run, target, rows));
  }

  /** A directory that nobody uses. */
  String newDirectory(TableName name) {
    return store.newDirectory(name.last());
  }

  /** From now on a table's rows are those in a directory. */
  void put(
      TableName name,
      String directory,
      TableDefinition definition,
      org.weft.planner.type.Schema schema) {
    catalog.change(now -> now.with(name, files(name, directory), definition, schema));
    store.put(catalog.now().find(name).orElseThrow().id(), directory);
  }

  /** Deletes a directory that is no table's. */
  void discard(String directory) {
    store.discard(directory);
  }

  private static TableReference files(TableName name, String directory) {
    return new TableReference(name.last(), FileFormat.PARQUET, List.of(directory));
  }

  /** Rows beside those that are there. */
  PreparedSql added(Stored table, LogicalPlan rows) {
    return writing(rows, table.directory(), run -> checks.add(run, table, rows));
  }

  /** What is checked before it is a table's. */
  TableChecks checks() {
    return checks;
  }

  private PreparedSql writing(LogicalPlan rows, String directory, Consumer<ReturnedRows> work) {
    // what cannot be written is told now
    spec(directory, "0").check(PlainColumns.ofParquet(rows).schema());
    Schema none = new Schema(List.of());
    return new LocalStatement(none, () -> new ReturnedRows(none, new SilentSteps(work)));
  }

  /** Work that tells of no rows. */
  private record SilentSteps(Consumer<ReturnedRows> work) implements ReturnedRows.Steps {
    @Override
    public void change(ReturnedRows rows) {
      work.accept(rows);
    }

    @Override
    public PreparedSql rows() {
      return LocalStatement.nothing();
    }

    @Override
    public void cleanUp() {
      // the work leaves nothing behind
    }
  }

  /**
   * A statement that writes rows.
   *
   * @param files a pattern of the paths of the files that it writes
   */
  record Writing(PreparedSql statement, String files) {}

  /**
   * Writes rows beside those that are in a directory, which may be none. The names of files say in
   * which order the statements were that wrote them.
   */
  Writing write(LogicalPlan rows, String directory) {
    String prefix = store.nextPrefix();
    LogicalPlan plain = PlainColumns.ofParquet(rows); // the catalog knows what they were
    PreparedSql write = runs.prepare(new LogicalPlan.Write(plain, spec(directory, prefix)));
    return new Writing(write, directory + "/" + prefix + "*");
  }

  /** The files are the session's alone, so they hold intervals of every kind. */
  private static WriteSpec spec(String directory, String prefix) {
    return WriteOptions.spec(
            directory + "/", Map.of("append", List.of("true"), "file_prefix", List.of(prefix)))
        .in(WriteFormat.Parquet.DEFAULT.with(WriteFormat.Parquet.Spans.OWN));
  }

  /** Changes what is said of the rows of a table. */
  PreparedSql redefined(Stored table, TableDefinition definition) {
    return LocalStatement.change(
        () ->
            catalog.change(
                now ->
                    now.with(
                        table.name(),
                        files(table.name(), table.directory()),
                        definition,
                        table.columns())));
  }

  void forget(Catalog.Entry entry) {
    catalog.change(now -> now.without(entry));
    store.drop(entry.id());
  }

  /** Gives a table another name. */
  PreparedSql renamed(Stored table, TableName name) {
    TableName located = catalog.now().located(name);
    return LocalStatement.change(
        () -> {
          catalog.change(
              now ->
                  now.without(now.find(table.name()).orElseThrow())
                      .with(
                          located,
                          files(name, table.directory()),
                          table.definition(),
                          table.columns()));
          store.rename(table.id(), catalog.now().find(located).orElseThrow().id());
        });
  }

  /** Does some work; an error without a place is told to be there. */
  static <T> T placed(TextPosition place, Supplier<T> work) {
    try {
      return work.get();
    } catch (WeftException e) {
      throw e.orAt(place);
    }
  }
}
