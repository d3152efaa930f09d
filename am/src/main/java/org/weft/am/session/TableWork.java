package org.weft.am.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.weft.planner.sql.translate.RowRules;
import org.weft.planner.sql.translate.TableRows;
import org.weft.planner.write.WriteOptions;
import org.weft.planner.write.WriteSpec;

/** Statements that make, fill, drop and copy the tables of a session. */
final class TableWork {
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

  TableWork(SqlPlanner planner, SessionCatalog catalog, TableStore store, Runs runs) {
    this.planner = planner;
    this.catalog = catalog;
    this.store = store;
    this.runs = runs;
  }

  PreparedSql create(Statement.CreateTableAs create) {
    if (isTaken(create.name(), create.ifTaken(), create.position())) {
      return LocalStatement.nothing();
    }
    LogicalPlan rows = runs.plan(create.query());
    LogicalPlan named = placed(create.position(), () -> TableRows.named(rows, create.columns()));
    return filled(create.name(), named, List.of());
  }

  PreparedSql create(Statement.CreateTable create) {
    if (isTaken(create.name(), create.ifTaken(), create.position())) {
      return LocalStatement.nothing();
    }
    RowRules.of(create.columns(), runs::plan); // a wrong DEFAULT is told now
    LogicalPlan none = TableRows.none(planner.columns(create.columns()));
    return filled(create.name(), none, create.columns());
  }

  /** True if there is one of that name already, which stays. */
  private boolean isTaken(String name, Statement.IfTaken ifTaken, TextPosition place) {
    boolean isFree = catalog.now().find(name).isEmpty();
    if (isFree || ifTaken == Statement.IfTaken.REPLACE) {
      return false;
    }
    if (ifTaken == Statement.IfTaken.KEEP) {
      return true;
    }
    throw WeftException.of(ErrorCode.NAME_IN_USE, "there is already a table or view '" + name + "'")
        .at(place)
        .hint("use CREATE OR REPLACE TABLE, or another name");
  }

  /**
   * A new table of these rows, in place of any that has its name.
   *
   * @param columns what is said of the rows it gets, if anything
   */
  private PreparedSql filled(
      String name, LogicalPlan rows, List<Statement.ColumnDefinition> columns) {
    String directory = store.newDirectory(name);
    return writing(
        rows,
        directory,
        () -> {
          store.put(name, directory, columns);
          TableReference files = new TableReference(name, FileFormat.PARQUET, List.of(directory));
          catalog.change(now -> now.with(files));
        });
  }

  private PreparedSql writing(LogicalPlan rows, String directory, Runnable whenDone) {
    WriteSpec spec = WriteOptions.spec(directory + "/", Map.of("append", List.of("true")));
    spec.check(rows.schema());
    PreparedSql write = runs.prepare(new LogicalPlan.Write(rows, spec));
    return new LocalStatement(new Schema(List.of()), () -> new WritingRows(write.run(), whenDone));
  }

  PreparedSql insert(Statement.Insert insert) {
    Optional<Catalog.Entry> entry = catalog.now().find(insert.name());
    if (entry.isEmpty()) {
      throw catalog.now().notFound(insert.name()).at(insert.place());
    }
    Optional<String> directory = store.directory(insert.name());
    if (directory.isEmpty()) {
      throw WeftException.of(
              ErrorCode.INVALID_QUERY,
              "'" + insert.name() + "' was not made by CREATE TABLE, so nothing can be put into it")
          .at(insert.place())
          .hint("use COPY (query) TO 'path' to write files");
    }
    org.weft.planner.type.Schema columns =
        planner.describe(
            new Statement.Describe(insert.name(), insert.place(), insert.position()),
            catalog.now());
    LogicalPlan query = runs.plan(insert.query());
    List<String> names =
        insert.matching() == Statement.Insert.Matching.BY_NAME
            ? query.schema().names()
            : insert.columns();
    List<Statement.ColumnDefinition> definitions = store.columns(insert.name());
    RowRules rules = RowRules.of(definitions, runs::plan);
    LogicalPlan rows =
        placed(insert.query().position(), () -> TableRows.as(query, columns, names, rules));
    return switch (insert.before()) {
      case REPLACED -> filled(entry.get().name(), rows, definitions);
      case KEPT -> writing(rows, directory.get(), () -> {});
    };
  }

  PreparedSql drop(Statement.DropTable drop) {
    Optional<Catalog.Entry> entry = catalog.now().find(drop.name());
    if (entry.isEmpty()) {
      if (drop.ifMissing() == Statement.DropView.IfMissing.IGNORE) {
        return LocalStatement.nothing();
      }
      throw catalog.now().notFound(drop.name()).at(drop.position());
    }
    if (entry.get() instanceof Catalog.Entry.View) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "'" + drop.name() + "' is not a table")
          .at(drop.position())
          .hint("use DROP VIEW");
    }
    return LocalStatement.change(
        () -> {
          catalog.change(now -> now.without(drop.name()));
          store.drop(drop.name());
        });
  }

  PreparedSql copy(Statement.CopyTo copy) {
    LogicalPlan rows = runs.plan(copy.query());
    WriteSpec spec =
        placed(
            copy.place(),
            () -> {
              WriteSpec asked = WriteOptions.spec(copy.path(), copy.options());
              asked.check(rows.schema());
              return asked;
            });
    return runs.prepare(new LogicalPlan.Write(rows, spec));
  }

  private static <T> T placed(TextPosition place, java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (WeftException e) {
      throw e.position().isPresent() ? e : e.at(place);
    }
  }
}
