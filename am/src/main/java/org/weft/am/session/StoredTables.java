package org.weft.am.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
import org.weft.planner.sql.translate.RowRules;
import org.weft.planner.write.WriteOptions;
import org.weft.planner.write.WriteSpec;

/** The tables of a session that keep rows: found, and written. */
final class StoredTables {
  private final SqlPlanner planner;
  private final SessionCatalog catalog;
  private final TableStore store;
  private final Runs runs;

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
  }

  /**
   * A table of the session.
   *
   * @param name as it was spelled when it was made
   * @param definitions what was said of its rows when it was made; empty if it was made of a query
   */
  record Stored(
      String name,
      String directory,
      org.weft.planner.type.Schema columns,
      List<ColumnDefinition> definitions) {}

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
  Stored find(String name, TextPosition place) {
    Optional<Catalog.Entry> entry = catalog.now().find(name);
    if (entry.isEmpty()) {
      throw catalog.now().notFound(name).at(place);
    }
    Optional<String> directory = store.directory(name);
    if (directory.isEmpty()) {
      throw WeftException.of(
              ErrorCode.INVALID_QUERY,
              "'" + name + "' was not made by CREATE TABLE, so its rows cannot be changed")
          .at(place)
          .hint("use COPY (query) TO 'path' to write files");
    }
    org.weft.planner.type.Schema columns =
        planner.describe(new Statement.Describe(name, place, place), catalog.now());
    return new Stored(entry.get().name(), directory.get(), columns, store.columns(name));
  }

  /** What a table says of the rows it gets. */
  RowRules rules(List<ColumnDefinition> definitions) {
    return RowRules.of(definitions, runs::plan);
  }

  /**
   * A new table of these rows, in place of any that has its name.
   *
   * @param columns what is said of the rows it gets, if anything
   */
  PreparedSql filled(String name, LogicalPlan rows, List<ColumnDefinition> columns) {
    return filled(name, rows, columns, () -> {});
  }

  /** The same, and then something else. */
  PreparedSql filled(
      String name, LogicalPlan rows, List<ColumnDefinition> columns, Runnable whenDone) {
    String directory = store.newDirectory(name);
    return writing(
        rows,
        directory,
        () -> {
          store.put(name, directory, columns);
          TableReference files = new TableReference(name, FileFormat.PARQUET, List.of(directory));
          catalog.change(now -> now.with(files));
          whenDone.run();
        });
  }

  /** Rows beside those that are there. */
  PreparedSql added(Stored table, LogicalPlan rows) {
    return writing(rows, table.directory(), () -> {});
  }

  /** The names of files say in which order the statements were that wrote them. */
  private PreparedSql writing(LogicalPlan rows, String directory, Runnable whenDone) {
    WriteSpec spec =
        WriteOptions.spec(
            directory + "/",
            Map.of("append", List.of("true"), "file_prefix", List.of(store.nextPrefix())));
    spec.check(rows.schema());
    PreparedSql write = runs.prepare(new LogicalPlan.Write(rows, spec));
    return new LocalStatement(new Schema(List.of()), () -> new WritingRows(write.run(), whenDone));
  }

  /** Changes what is said of the rows of a table. */
  PreparedSql redefined(Stored table, Function<List<ColumnDefinition>, List<ColumnDefinition>> to) {
    return LocalStatement.change(
        () -> store.put(table.name(), table.directory(), to.apply(table.definitions())));
  }

  void forget(String name) {
    catalog.change(now -> now.without(name));
    store.drop(name);
  }

  /** Gives a table another name. */
  PreparedSql renamed(Stored table, String name) {
    return LocalStatement.change(
        () -> {
          store.rename(table.name(), name);
          TableReference files =
              new TableReference(name, FileFormat.PARQUET, List.of(table.directory()));
          catalog.change(now -> now.without(table.name()).with(files));
        });
  }

  /** Does some work; an error without a place is told to be there. */
  static <T> T placed(TextPosition place, Supplier<T> work) {
    try {
      return work.get();
    } catch (WeftException e) {
      throw e.position().isPresent() ? e : e.at(place);
    }
  }
}
