package org.weft.planner.sql;

import java.util.List;
import java.util.Optional;
import org.weft.planner.error.TextPosition;
import org.weft.planner.sql.Statement.ColumnDefinition;

/** What ALTER TABLE does to a table. */
public sealed interface TableChange {
  /** ADD COLUMN, or several of them: ADD COLUMNS (…). */
  record AddColumns(TableDefinition definition, Statement.IfTaken ifTaken) implements TableChange {}

  /** DROP COLUMN. */
  record DropColumn(String column, Statement.IfMissing ifMissing, TextPosition place)
      implements TableChange {}

  /** RENAME COLUMN column TO name. */
  record RenameColumn(String column, String name, TextPosition place) implements TableChange {}

  /**
   * ALTER COLUMN column TYPE type [USING expression].
   *
   * @param type as written
   * @param using the new values; empty for the old ones, cast
   */
  record ChangeType(
      String column, Statement.Query type, Optional<Statement.Query> using, TextPosition place)
      implements TableChange {}

  /** ALTER COLUMN column SET DEFAULT expression; empty for DROP DEFAULT. */
  record ChangeDefault(String column, Optional<Statement.Query> value, TextPosition place)
      implements TableChange {}

  /** ALTER COLUMN column SET NOT NULL, or DROP NOT NULL. */
  record ChangePresence(String column, ColumnDefinition.Presence presence, TextPosition place)
      implements TableChange {}

  /** RENAME TO name. */
  record RenameTable(TableName name) implements TableChange {}

  /**
   * ADD PRIMARY KEY and the like.
   *
   * @param constraint nothing if it is not to be enforced
   * @param required the columns of a primary key, which are NOT NULL
   */
  record AddConstraint(Optional<TableDefinition.Constraint> constraint, List<String> required)
      implements TableChange {
    public AddConstraint {
      required = List.copyOf(required);
    }
  }
}
