package org.weft.am.session;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Schema;
import org.weft.am.session.StoredTables.Stored;
import org.weft.container.result.ArrowSchemas;
import org.weft.planner.error.TextPosition;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.ChangeQueries;
import org.weft.planner.sql.ReturningQuery;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.TableName;
import org.weft.planner.sql.TableQueries;
import org.weft.planner.sql.parse.Quoted;
import org.weft.planner.sql.translate.PlainColumns;
import org.weft.planner.sql.translate.RowRules;
import org.weft.planner.sql.translate.TableRows;
import org.weft.planner.type.Field;

/**
 * INSERT, UPDATE and DELETE with RETURNING. What is told of is read from the files that the
 * statement wrote: nothing is computed twice, so that random values are told as they are. UPDATE
 * and DELETE write all rows first, with a mark of those that change.
 */
final class ReturningChanges {
  private static final String MARK = "$mark";

  private final StoredTables tables;
  private final RowChanges changes;

  ReturningChanges(StoredTables tables, RowChanges changes) {
    this.tables = tables;
    this.changes = changes;
  }

  PreparedSql of(Statement.Returning returning) {
    Statement change = returning.change();
    if (change instanceof Statement.Insert insert) {
      Stored table = tables.find(insert.name(), insert.place());
      Change what = new Change(returning, table, changes.rows(insert, table));
      return prepared(what, new Inserting(what, insert.before()));
    }
    if (change instanceof Statement.InsertDefaults insert) {
      Stored table = tables.find(insert.name(), insert.place());
      Change what = new Change(returning, table, changes.rows(insert, table));
      return prepared(what, new Inserting(what, Statement.Insert.Before.KEPT));
    }
    if (change instanceof Statement.Update update) {
      Stored table = tables.find(update.target().name(), update.target().place());
      List<Integer> sources = RowChanges.sources(update, table);
      LogicalPlan rows = ChangeQueries.of(update, table.columns()).read(tables.runs()::plan);
      Change what = new Change(returning, table, marked(rows, table));
      return prepared(what, new Updating(what, sources, update.position()));
    }
    Statement.Delete delete = (Statement.Delete) change;
    Stored table = tables.find(delete.target().name(), delete.target().place());
    LogicalPlan rows = ChangeQueries.marked(delete, table.columns()).read(tables.runs()::plan);
    Change what = new Change(returning, table, marked(rows, table));
    return prepared(what, new Deleting(what));
  }

  /** The columns of the table, a mark of the rows that change, and what else there is. */
  private static LogicalPlan marked(LogicalPlan rows, Stored table) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < rows.schema().size(); i++) {
      names.add(i == table.columns().size() ? MARK : "$" + i);
    }
    return TableRows.named(rows, names);
  }

  /**
   * A change.
   *
   * @param rows those of an INSERT, or all of the table with marks
   */
  private record Change(Statement.Returning returning, Stored table, LogicalPlan rows) {}

  /** What is told is planned now, over the table as it is, for its columns and its errors. */
  private PreparedSql prepared(Change what, ReturnedRows.Steps steps) {
    LogicalPlan told = told(what, "SELECT * FROM " + what.table().name().quoted());
    List<Field> fields =
        told.schema().fields().stream()
            .map(field -> Field.nullable(field.name(), field.type()))
            .toList();
    Schema schema = ArrowSchemas.toArrow(new org.weft.planner.type.Schema(fields));
    return new LocalStatement(schema, () -> new ReturnedRows(schema, steps));
  }

  private LogicalPlan told(Change what, String rows) {
    return PlainColumns.of(ReturningQuery.of(what.returning(), rows).read(tables.runs()::plan));
  }

  /** A query of files. */
  private static String read(String items, String files) {
    return "SELECT " + items + " FROM read_parquet(" + Quoted.text(files) + ")";
  }

  private LogicalPlan plan(String query) {
    return tables.runs().plan(Statement.Query.of(query));
  }

  private final class Inserting implements ReturnedRows.Steps {
    private final Change what;
    private final Statement.Insert.Before before;
    private String files;

    Inserting(Change what, Statement.Insert.Before before) {
      this.what = what;
      this.before = before;
    }

    @Override
    public void change(ReturnedRows rows) {
      Stored table = what.table();
      files =
          switch (before) {
            case KEPT -> tables.checks().add(rows, table, what.rows());
            case REPLACED ->
                tables
                    .checks()
                    .fill(
                        rows,
                        TableChecks.Target.of(table, tables.newDirectory(table.name())),
                        what.rows());
          };
    }

    @Override
    public PreparedSql rows() {
      return tables.runs().prepare(told(what, TableQueries.inFiles(what.table().columns(), files)));
    }

    @Override
    public void cleanUp() {
      // the files are the table's
    }
  }

  /** Writes rows with marks, and then the table anew. */
  private abstract class Marking implements ReturnedRows.Steps {
    final Change what;
    private String directory;
    private String marks;

    Marking(Change what) {
      this.what = what;
    }

    @Override
    public void change(ReturnedRows rows) {
      directory = tables.newDirectory(TableName.of("marks"));
      StoredTables.Writing writing = tables.write(what.rows(), directory);
      rows.finish(writing.statement());
      marks = writing.files();
      String table = tables.newDirectory(what.table().name());
      write(table, rows);
      tables.checks().put(rows, TableChecks.Target.of(what.table(), table));
    }

    /** The rows with or without the mark, as a query. */
    String marked(String items, String condition) {
      return read(items, marks) + " WHERE \"" + MARK + "\" " + condition;
    }

    /** Writes the table into a directory. */
    abstract void write(String table, ReturnedRows rows);

    @Override
    public void cleanUp() {
      if (directory != null) {
        tables.discard(directory);
      }
    }
  }

  private final class Updating extends Marking {
    private final List<Integer> sources;
    private final TextPosition place;
    private String changed;

    Updating(Change what, List<Integer> sources, TextPosition place) {
      super(what);
      this.sources = sources;
      this.place = place;
    }

    @Override
    void write(String table, ReturnedRows rows) {
      rows.finish(tables.write(updated("IS NOT TRUE"), table).statement());
      StoredTables.Writing writing = tables.write(updated("IS TRUE"), table);
      rows.finish(writing.statement());
      changed = writing.files();
    }

    private LogicalPlan updated(String condition) {
      RowRules rules = tables.rules(what.table().definitions()).at(place);
      LogicalPlan rows =
          TableRows.changed(plan(marked("*", condition)), what.table().columns(), sources, rules);
      return TableRows.named(rows, what.table().columns().names());
    }

    @Override
    public PreparedSql rows() {
      return tables
          .runs()
          .prepare(told(what, TableQueries.inFiles(what.table().columns(), changed)));
    }
  }

  private final class Deleting extends Marking {
    Deleting(Change what) {
      super(what);
    }

    @Override
    void write(String table, ReturnedRows rows) {
      rows.finish(tables.write(plan(marked(columns(), "IS NOT TRUE")), table).statement());
    }

    private String columns() {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < what.table().columns().size(); i++) {
        items.add(TableQueries.typed("\"$" + i + "\"", what.table().columns().field(i)));
      }
      return String.join(", ", items);
    }

    @Override
    public PreparedSql rows() {
      return tables.runs().prepare(told(what, marked(columns(), "IS TRUE")));
    }
  }
}
