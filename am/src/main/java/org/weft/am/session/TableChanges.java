package org.weft.am.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.weft.am.session.StoredTables.Stored;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.sql.ComposedQuery;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.Statement.ColumnDefinition;
import org.weft.planner.sql.Statement.IfMissing;
import org.weft.planner.sql.TableChange;
import org.weft.planner.sql.TableDefinition;
import org.weft.planner.sql.TableName;
import org.weft.planner.sql.TableQueries;
import org.weft.planner.sql.translate.RowRules;
import org.weft.planner.sql.translate.TableRows;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SqlTypeNames;

/** ALTER TABLE: what changes rows writes the table anew. */
final class TableChanges {
  private final StoredTables tables;

  TableChanges(StoredTables tables) {
    this.tables = tables;
  }

  PreparedSql alter(Statement.AlterTable alter) {
    boolean isMissing = tables.catalog().now().find(alter.name()).isEmpty();
    if (isMissing && alter.ifMissing() == IfMissing.IGNORE) {
      return LocalStatement.nothing();
    }
    Stored table = tables.find(alter.name(), alter.place());
    TableChange change = alter.change();
    if (change instanceof TableChange.AddColumns add) {
      return add(table, add, alter.position());
    }
    if (change instanceof TableChange.DropColumn drop) {
      return drop(table, drop);
    }
    if (change instanceof TableChange.RenameColumn rename) {
      return rename(table, rename);
    }
    if (change instanceof TableChange.ChangeType retype) {
      return retype(table, retype);
    }
    if (change instanceof TableChange.ChangeDefault fallback) {
      checkKnown(table, fallback.column(), fallback.place());
      UnaryOperator<ColumnDefinition> changed = column -> column.with(fallback.value());
      List<ColumnDefinition> definitions = redefined(table, fallback.column(), changed);
      tables.rules(definitions); // a wrong one is told now
      return tables.redefined(table, table.definition().with(definitions));
    }
    if (change instanceof TableChange.ChangePresence presence) {
      checkKnown(table, presence.column(), presence.place());
      return require(
          table,
          table.definition(),
          List.of(presence.column()),
          presence.presence(),
          presence.place());
    }
    if (change instanceof TableChange.AddConstraint add) {
      TableDefinition definition =
          add.constraint().map(table.definition()::and).orElse(table.definition());
      tables.checks().require(table.name(), table.columns(), definition, alter.place());
      add.required().forEach(column -> checkKnown(table, column, alter.place()));
      return require(
          table, definition, add.required(), ColumnDefinition.Presence.REQUIRED, alter.place());
    }
    TableName renamed = ((TableChange.RenameTable) change).name();
    boolean hasSchema = renamed.parts().size() > 1;
    TableName name = hasSchema ? renamed : table.name().beside(renamed.last());
    if (tables.catalog().now().taken(name).isPresent()) {
      throw WeftException.of(
              ErrorCode.NAME_IN_USE, "there is already a table or view '" + renamed + "'")
          .at(alter.position());
    }
    return tables.renamed(table, name);
  }

  private PreparedSql add(Stored table, TableChange.AddColumns add, TextPosition place) {
    List<Field> fields = new ArrayList<>(table.columns().fields());
    List<ColumnDefinition> definitions = new ArrayList<>(table.definitions());
    for (ColumnDefinition column : add.definition().columns()) {
      List<String> names = fields.stream().map(Field::name).toList();
      if (TableRows.indexOf(names, column.name()) < 0) {
        Schema added = added(column);
        fields.addAll(added.fields());
        definitions.addAll(SqlPlanner.lasting(List.of(column), added, tables.catalog().now()));
      } else if (add.ifTaken() == Statement.IfTaken.KEEP) {
        return LocalStatement.nothing();
      } else {
        throw WeftException.of(
                ErrorCode.NAME_IN_USE, "the table has a column '" + column.name() + "' already")
            .at(place);
      }
    }
    TableDefinition definition = table.definition().with(definitions);
    for (TableDefinition.Constraint constraint : add.definition().constraints()) {
      definition = definition.and(constraint);
    }
    Schema columns = new Schema(fields);
    tables.checks().require(table.name(), columns, definition, place);
    return written(table, new Next(table.columns().names(), columns, definition, place));
  }

  private Schema added(ColumnDefinition column) {
    return tables.planner().columns(List.of(column), tables.catalog().now());
  }

  private PreparedSql drop(Stored table, TableChange.DropColumn drop) {
    boolean isMissing = TableRows.indexOf(table.columns().names(), drop.column()) < 0;
    if (isMissing && drop.ifMissing() == IfMissing.IGNORE) {
      return LocalStatement.nothing();
    }
    checkKnown(table, drop.column(), drop.place());
    table.definition().about(drop.column()).stream()
        .findFirst()
        .ifPresent(
            constraint -> {
              throw WeftException.of(
                      ErrorCode.INVALID_QUERY,
                      "column '" + drop.column() + "' is needed by " + constraint)
                  .at(drop.place());
            });
    if (table.columns().size() == 1) {
      throw WeftException.of(ErrorCode.INVALID_QUERY, "a table keeps at least one column")
          .at(drop.place());
    }
    List<Field> fields =
        table.columns().fields().stream()
            .filter(field -> !field.name().equalsIgnoreCase(drop.column()))
            .toList();
    List<ColumnDefinition> definitions =
        table.definitions().stream()
            .filter(column -> !column.name().equalsIgnoreCase(drop.column()))
            .toList();
    Schema rest = new Schema(fields);
    TableDefinition definition = table.definition().with(definitions);
    return written(table, new Next(rest.names(), rest, definition, drop.place()));
  }

  private PreparedSql rename(Stored table, TableChange.RenameColumn rename) {
    checkKnown(table, rename.column(), rename.place());
    boolean isTaken = TableRows.indexOf(table.columns().names(), rename.name()) >= 0;
    if (isTaken && !rename.name().equalsIgnoreCase(rename.column())) {
      throw WeftException.of(
              ErrorCode.NAME_IN_USE, "the table has a column '" + rename.name() + "' already")
          .at(rename.place());
    }
    table.definition().about(rename.column()).stream()
        .filter(TableDefinition.Constraint.Check.class::isInstance)
        .findFirst()
        .ifPresent(
            check -> {
              throw WeftException.of(
                      ErrorCode.UNSUPPORTED_FEATURE,
                      "column '" + rename.column() + "' keeps its name, which is in " + check)
                  .at(rename.place())
                  .hint("make a new table of the rows");
            });
    List<String> names =
        table.columns().names().stream()
            .map(name -> name.equalsIgnoreCase(rename.column()) ? rename.name() : name)
            .toList();
    LogicalPlan rows =
        TableRows.named(
            TableQueries.columns(table.name(), table.columns().names()).read(tables.runs()::plan),
            names);
    return tables.filled(
        table.name(),
        rows,
        table
            .definition()
            .with(redefined(table, rename.column(), column -> column.named(rename.name())))
            .renamed(rename.column(), rename.name()));
  }

  private PreparedSql retype(Stored table, TableChange.ChangeType change) {
    checkKnown(table, change.column(), change.place());
    ComposedQuery query = TableQueries.retyped(table.name(), table.columns().names(), change);
    LogicalPlan rows = query.read(tables.runs()::plan);
    List<ColumnDefinition> definitions =
        redefined(
            table,
            change.column(),
            column -> {
              ColumnDefinition typed = column.typed(change.type());
              return SqlPlanner.lasting(List.of(typed), added(typed), tables.catalog().now())
                  .get(0);
            });
    RowRules rules = tables.rules(definitions).at(change.place());
    LogicalPlan checked = TableRows.as(rows, rows.schema(), List.of(), rules);
    TableDefinition definition = table.definition().with(definitions);
    tables.checks().require(table.name(), checked.schema(), definition, change.place());
    return tables.filled(table.name(), checked, definition);
  }

  /** The table with these columns NOT NULL, or not. */
  private PreparedSql require(
      Stored table,
      TableDefinition definition,
      List<String> columns,
      ColumnDefinition.Presence presence,
      TextPosition place) {
    List<ColumnDefinition> definitions = definition.columns();
    for (String column : columns) {
      definitions = redefined(table, definitions, column, each -> each.with(presence));
    }
    TableDefinition changed = definition.with(definitions);
    if (presence == ColumnDefinition.Presence.OPTIONAL) {
      return tables.redefined(table, changed);
    }
    return written(table, new Next(table.columns().names(), table.columns(), changed, place));
  }

  /**
   * What a table becomes.
   *
   * @param kept those of its columns that are the first of the others
   * @param place where the statement says so
   */
  private record Next(
      List<String> kept, Schema columns, TableDefinition definition, TextPosition place) {}

  private PreparedSql written(Stored table, Next next) {
    LogicalPlan old = TableQueries.columns(table.name(), next.kept()).read(tables.runs()::plan);
    RowRules rules = tables.rules(next.definition().columns()).at(next.place());
    LogicalPlan rows = TableRows.as(old, next.columns(), next.kept(), rules);
    return tables.filled(table.name(), rows, next.definition());
  }

  private static List<ColumnDefinition> redefined(
      Stored table, String column, UnaryOperator<ColumnDefinition> change) {
    return redefined(table, table.definitions(), column, change);
  }

  /** What is said of the columns, with a change to one, of which nothing may have been said. */
  private static List<ColumnDefinition> redefined(
      Stored table,
      List<ColumnDefinition> definitions,
      String name,
      Function<ColumnDefinition, ColumnDefinition> change) {
    List<ColumnDefinition> changed = new ArrayList<>(definitions);
    int at = -1;
    for (int i = 0; i < changed.size(); i++) {
      at = changed.get(i).name().equalsIgnoreCase(name) ? i : at;
    }
    if (at >= 0) {
      changed.set(at, change.apply(changed.get(at)));
    } else {
      int column = TableRows.indexOf(table.columns().names(), name);
      String type = SqlTypeNames.of(table.columns().type(column));
      changed.add(
          change.apply(
              new ColumnDefinition(
                  table.columns().field(column).name(),
                  type,
                  new TextPosition(1, 1),
                  ColumnDefinition.Presence.OPTIONAL,
                  Optional.empty())));
    }
    return changed;
  }

  private static void checkKnown(Stored table, String column, TextPosition place) {
    StoredTables.placed(
        place,
        () -> {
          TableRows.checkKnown(column, table.columns());
          return column;
        });
  }
}
