package org.weft.am.session;

import java.util.List;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.TableDefinition;
import org.weft.planner.sql.TableName;
import org.weft.planner.sql.translate.PlainColumns;
import org.weft.planner.sql.translate.RowRules;
import org.weft.planner.sql.translate.TableRows;
import org.weft.planner.write.WriteFormat;
import org.weft.planner.write.WriteOptions;
import org.weft.planner.write.WriteSpec;

/** Statements that make, drop and copy the tables of a session. */
final class TableWork {
  private final StoredTables tables;

  TableWork(StoredTables tables) {
    this.tables = tables;
  }

  PreparedSql create(Statement.CreateTableAs create) {
    if (isTaken(create.name(), create.ifTaken(), create.position())) {
      return LocalStatement.nothing();
    }
    LogicalPlan rows = tables.runs().plan(create.query());
    LogicalPlan named =
        StoredTables.placed(create.position(), () -> TableRows.named(rows, create.columns()));
    return tables.filled(create.name(), named, TableDefinition.NONE);
  }

  PreparedSql create(Statement.CreateTable create) {
    if (isTaken(create.name(), create.ifTaken(), create.position())) {
      return LocalStatement.nothing();
    }
    RowRules rules = tables.rules(create.definition().columns()); // a wrong DEFAULT is told now
    Catalog now = tables.catalog().now();
    List<Statement.ColumnDefinition> written = create.definition().columns();
    org.weft.planner.type.Schema columns = tables.planner().columns(written, now);
    TableDefinition lasting = create.definition().with(SqlPlanner.lasting(written, columns, now));
    tables.checks().require(create.name(), columns, lasting, create.position());
    if (create.rows().isEmpty()) {
      return tables.filled(create.name(), TableRows.none(columns), lasting);
    }
    LogicalPlan query = tables.runs().plan(create.rows().get());
    LogicalPlan rows =
        StoredTables.placed(
            create.rows().get().position(),
            () ->
                TableRows.as(query, columns, List.of(), rules.at(create.rows().get().position())));
    return tables.filled(create.name(), rows, lasting);
  }

  /** The files are looked at now, and whenever they are read. */
  PreparedSql create(Statement.CreateFileTable create) {
    if (isTaken(create.name(), create.ifTaken(), create.position())) {
      return LocalStatement.nothing();
    }
    LocalSession.at(
        create.query().position(),
        () -> tables.planner().schema(create.query(), tables.catalog().now()));
    return LocalStatement.change(
        () -> {
          tables.catalog().now().taken(create.name()).ifPresent(tables::forget);
          tables.catalog().change(now -> now.after(create));
        });
  }

  /** True if there is one of that name already, which stays. */
  private boolean isTaken(TableName name, Statement.IfTaken ifTaken, TextPosition place) {
    boolean isFree = StoredTables.placed(place, () -> tables.catalog().now().taken(name)).isEmpty();
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

  PreparedSql drop(Statement.DropTable drop) {
    Optional<Catalog.Entry> entry = tables.catalog().now().find(drop.name());
    if (entry.isEmpty()) {
      if (drop.ifMissing() == Statement.IfMissing.IGNORE) {
        return LocalStatement.nothing();
      }
      throw tables.catalog().now().notFound(drop.name()).at(drop.position());
    }
    if (Catalog.isView(entry.get())) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "'" + drop.name() + "' is not a table")
          .at(drop.position())
          .hint("use DROP VIEW");
    }
    if (entry.get() instanceof Catalog.Entry.System) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "'" + drop.name() + "' cannot be dropped")
          .at(drop.position());
    }
    return LocalStatement.change(() -> tables.forget(entry.get()));
  }

  PreparedSql drop(Statement.DropSchema drop) {
    tables.catalog().now().dropped(drop); // an error is told now
    return LocalStatement.change(
        () -> {
          tables.catalog().now().dropped(drop).forEach(tables::forget);
          tables.catalog().change(now -> now.after(drop));
        });
  }

  PreparedSql copy(Statement.CopyTo copy) {
    LogicalPlan rows = tables.runs().plan(copy.query());
    WriteSpec spec =
        StoredTables.placed(
            copy.place(),
            () -> {
              WriteSpec asked = WriteOptions.spec(copy.path(), copy.options());
              asked.check(rows.schema());
              return asked;
            });
    boolean isParquet = spec.format() instanceof WriteFormat.Parquet;
    LogicalPlan plain = isParquet ? PlainColumns.ofParquet(rows) : PlainColumns.of(rows);
    return tables.runs().prepare(new LogicalPlan.Write(plain, spec));
  }
}
