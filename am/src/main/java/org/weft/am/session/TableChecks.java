package org.weft.am.session;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.weft.am.session.StoredTables.Stored;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.ConstraintQueries;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.TableDefinition;
import org.weft.planner.sql.TableDefinition.Constraint;
import org.weft.planner.sql.TableName;
import org.weft.planner.sql.TableQueries;
import org.weft.planner.sql.translate.TableRows;
import org.weft.planner.type.Schema;

/**
 * Rows are looked at before they are those of a table with constraints: they are written beside it,
 * queries look for those that break one, and only if there are none do they become the table's.
 */
final class TableChecks {
  private final StoredTables tables;

  /** Held from a look at a table until its rows are others: two INSERTs could break a key. */
  private final ReentrantLock lock = new ReentrantLock();

  TableChecks(StoredTables tables) {
    this.tables = tables;
  }

  /**
   * Tells what is wrong with constraints.
   *
   * @param place of the statement
   * @throws WeftException INVALID_QUERY or COLUMN_NOT_FOUND
   */
  void require(TableName name, Schema columns, TableDefinition definition, TextPosition place) {
    boolean hasPrimary = false;
    for (Constraint constraint : definition.constraints()) {
      if (constraint instanceof Constraint.Check check) {
        ConstraintQueries.meaning(check, name, columns).read(tables.runs()::plan);
        continue;
      }
      Constraint.Key key = (Constraint.Key) constraint;
      StoredTables.placed(
          place,
          () -> {
            key.columns().forEach(column -> TableRows.checkKnown(column, columns));
            return key;
          });
      boolean isPrimary = key.kind() == Constraint.Key.Kind.PRIMARY;
      if (isPrimary && hasPrimary) {
        throw WeftException.of(ErrorCode.INVALID_QUERY, "a table has one primary key").at(place);
      }
      hasPrimary |= isPrimary;
    }
  }

  /**
   * Puts rows into a table.
   *
   * @return a pattern of the paths of the files that they are in
   */
  String add(ReturnedRows run, Stored table, LogicalPlan rows) {
    if (table.definition().constraints().isEmpty()) {
      StoredTables.Writing writing = tables.write(rows, table.directory());
      run.finish(writing.statement());
      return writing.files();
    }
    String beside = tables.newDirectory(TableName.of("new_rows"));
    lock.lock();
    try {
      StoredTables.Writing writing = tables.write(rows, beside);
      run.finish(writing.statement());
      String added = TableQueries.inFiles(table.columns(), writing.files());
      String all = added + " UNION ALL SELECT * FROM " + table.name().quoted();
      check(run, table.name(), table.definition(), new Rows(added, all));
      LogicalPlan same = tables.runs().plan(Statement.Query.unseen(added));
      StoredTables.Writing copy = tables.write(same, table.directory());
      run.finish(copy.statement());
      return copy.files();
    } finally {
      lock.unlock();
      tables.discard(beside);
    }
  }

  /**
   * A table that gets other rows.
   *
   * @param directory where these are written
   * @param columns as queries see them
   */
  record Target(TableName name, String directory, TableDefinition definition, Schema columns) {
    static Target of(Stored table, String directory) {
      return new Target(table.name(), directory, table.definition(), table.columns());
    }
  }

  /**
   * Makes rows those of a table.
   *
   * @return a pattern of the paths of the files that they are in
   */
  String fill(ReturnedRows run, Target table, LogicalPlan rows) {
    StoredTables.Writing writing = tables.write(rows, table.directory());
    run.finish(writing.statement());
    put(run, table);
    return writing.files();
  }

  /** Makes the rows that are in a directory those of a table; it is deleted if they are wrong. */
  void put(ReturnedRows run, Target table) {
    if (table.definition().constraints().isEmpty()) {
      tables.put(table.name(), table.directory(), table.definition(), table.columns());
      return;
    }
    lock.lock();
    try {
      String all = TableQueries.inFiles(table.columns(), table.directory() + "/*");
      check(run, table.name(), table.definition(), new Rows(all, all));
      tables.put(table.name(), table.directory(), table.definition(), table.columns());
    } catch (RuntimeException e) {
      tables.discard(table.directory());
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Queries.
   *
   * @param added the rows that were not looked at yet
   * @param all those that the table would have
   */
  private record Rows(String added, String all) {}

  private void check(ReturnedRows run, TableName name, TableDefinition definition, Rows rows) {
    for (Constraint constraint : definition.constraints()) {
      if (constraint instanceof Constraint.Check check) {
        boolean isBroken =
            !texts(run, ConstraintQueries.broken(check, name, rows.added())).isEmpty();
        if (isBroken) {
          throw wrong(ConstraintQueries.sentence(check));
        }
        continue;
      }
      Constraint.Key key = (Constraint.Key) constraint;
      List<List<String>> values = texts(run, ConstraintQueries.broken(key, rows.all()));
      if (!values.isEmpty()) {
        throw wrong(ConstraintQueries.sentence(key, values.get(0)));
      }
    }
  }

  private static WeftException wrong(String sentence) {
    return WeftException.of(ErrorCode.INVALID_VALUE, sentence);
  }

  private List<List<String>> texts(ReturnedRows run, Statement.Query query) {
    return run.texts(tables.runs().prepare(TableRows.texts(tables.runs().plan(query))));
  }
}
