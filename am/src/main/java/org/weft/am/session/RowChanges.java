package org.weft.am.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.weft.am.session.StoredTables.Stored;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.ChangeQueries;
import org.weft.planner.sql.InsertQueries;
import org.weft.planner.sql.MergeQueries;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.translate.RowRules;
import org.weft.planner.sql.translate.TableRows;

/**
 * INSERT, UPDATE, DELETE and MERGE. An INSERT writes files beside those that are there; the others
 * write the table anew, and whoever reads it meanwhile sees the old rows.
 */
final class RowChanges {
  private final StoredTables tables;

  RowChanges(StoredTables tables) {
    this.tables = tables;
  }

  PreparedSql insert(Statement.Insert insert) {
    Stored table = tables.find(insert.name(), insert.place());
    LogicalPlan rows = rows(insert, table);
    return switch (insert.before()) {
      case REPLACED -> tables.filled(table.name(), rows, table.definition());
      case KEPT -> tables.added(table, rows);
    };
  }

  /** The rows that an INSERT puts in. */
  LogicalPlan rows(Statement.Insert insert, Stored table) {
    LogicalPlan query =
        InsertQueries.of(insert, table.columns(), table.definitions()).read(tables.runs()::plan);
    List<String> names =
        insert.matching() == Statement.Insert.Matching.BY_NAME
            ? query.schema().names()
            : insert.columns();
    TextPosition place = insert.query().position();
    RowRules rules = tables.rules(table.definitions()).at(place);
    return StoredTables.placed(place, () -> TableRows.as(query, table.columns(), names, rules));
  }

  PreparedSql insert(Statement.InsertDefaults insert) {
    Stored table = tables.find(insert.name(), insert.place());
    return tables.added(table, rows(insert, table));
  }

  /** The row that INSERT … DEFAULT VALUES puts in. */
  LogicalPlan rows(Statement.InsertDefaults insert, Stored table) {
    LogicalPlan one = tables.runs().plan(Statement.Query.of("SELECT 1"));
    return TableRows.defaults(
        one, table.columns(), tables.rules(table.definitions()).at(insert.place()));
  }

  PreparedSql update(Statement.Update update) {
    Stored table = tables.find(update.target().name(), update.target().place());
    List<Integer> sources = sources(update, table);
    LogicalPlan query = ChangeQueries.of(update, table.columns()).read(tables.runs()::plan);
    RowRules rules = tables.rules(table.definitions()).at(update.position());
    LogicalPlan rows =
        StoredTables.placed(
            update.position(), () -> TableRows.changed(query, table.columns(), sources, rules));
    return tables.filled(table.name(), rows, table.definition());
  }

  /** Where the columns of the table get their values: see {@link TableRows#changed}. */
  static List<Integer> sources(Statement.Update update, Stored table) {
    List<Integer> sources =
        new ArrayList<>(Collections.nCopies(table.columns().size(), TableRows.SAME));
    int next = table.columns().size() + 1; // behind the old row and whether it changes
    for (Statement.Update.Assignment assignment : update.assignments()) {
      int column =
          StoredTables.placed(
              assignment.place(),
              () -> {
                TableRows.checkKnown(assignment.column(), table.columns());
                return TableRows.indexOf(table.columns().names(), assignment.column());
              });
      if (sources.get(column) != TableRows.SAME) {
        throw WeftException.of(
                ErrorCode.INVALID_QUERY, "column '" + assignment.column() + "' is set twice")
            .at(assignment.place());
      }
      sources.set(column, assignment.value().isPresent() ? next++ : TableRows.DEFAULT);
    }
    return sources;
  }

  PreparedSql merge(Statement.Merge merge) {
    Stored table = tables.find(merge.target().name(), merge.target().place());
    LogicalPlan query =
        MergeQueries.of(merge, table.columns(), table.definitions()).read(tables.runs()::plan);
    RowRules rules = tables.rules(table.definitions()).at(merge.position());
    LogicalPlan rows =
        StoredTables.placed(
            merge.position(), () -> TableRows.as(query, table.columns(), List.of(), rules));
    return tables.filled(table.name(), rows, table.definition());
  }

  PreparedSql delete(Statement.Delete delete) {
    Stored table = tables.find(delete.target().name(), delete.target().place());
    LogicalPlan rows = ChangeQueries.of(delete, table.columns()).read(tables.runs()::plan);
    return tables.filled(table.name(), rows, table.definition());
  }
}
