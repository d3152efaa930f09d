package org.weft.planner.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.weft.planner.sql.Statement.ColumnDefinition;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SqlTypeNames;

/**
 * A column as DESCRIBE and {@code information_schema.columns} tell of it. Columns of queries and
 * views may always be null there, as in DuckDB; those of tables unless it was said that they are
 * not.
 *
 * @param key PRI if it is of the table's primary key, UNI if of another
 * @param fallback the expression behind DEFAULT, as it was written
 */
public record ListedColumn(
    String name,
    DataType type,
    Field.Nullability nullability,
    Optional<String> key,
    Optional<String> fallback) {
  /** What is told of the columns of a primary key, as in DuckDB and MySQL. */
  public static final String PRIMARY = "PRI";

  private static final String UNIQUE = "UNI";

  /** The names of the columns of DESCRIBE, which are DuckDB's. */
  public static final List<String> DESCRIPTION =
      List.of("column_name", "column_type", "null", "key", "default", "extra");

  /** The columns of a query or a view. */
  public static List<ListedColumn> ofQuery(Schema schema) {
    return schema.fields().stream().map(field -> plain(field, Field.Nullability.NULLABLE)).toList();
  }

  /** The columns of files, as these declare them. */
  public static List<ListedColumn> ofFiles(Schema schema) {
    return schema.fields().stream().map(field -> plain(field, field.nullability())).toList();
  }

  private static ListedColumn plain(Field field, Field.Nullability nullability) {
    return new ListedColumn(
        field.name(), field.type(), nullability, Optional.empty(), Optional.empty());
  }

  /**
   * The columns of a table of the session.
   *
   * @param table what was said of them, if anything
   */
  public static List<ListedColumn> ofTable(Schema schema, TableDefinition table) {
    return schema.fields().stream().map(field -> defined(field, table)).toList();
  }

  private static ListedColumn defined(Field field, TableDefinition table) {
    Optional<ColumnDefinition> definition = ColumnDefinition.find(table.columns(), field.name());
    boolean isRequired =
        definition
            .filter(each -> each.presence() == ColumnDefinition.Presence.REQUIRED)
            .isPresent();
    return new ListedColumn(
        field.name(),
        field.type(),
        isRequired ? Field.Nullability.REQUIRED : Field.Nullability.NULLABLE,
        key(field.name(), table),
        definition.flatMap(ColumnDefinition::fallback).map(Statement.Query::text));
  }

  private static Optional<String> key(String column, TableDefinition table) {
    Optional<String> key = Optional.empty();
    for (TableDefinition.Constraint constraint : table.about(column)) {
      if (constraint instanceof TableDefinition.Constraint.Key each) {
        boolean isPrimary = each.kind() == TableDefinition.Constraint.Key.Kind.PRIMARY;
        key = isPrimary ? Optional.of(PRIMARY) : key.or(() -> Optional.of(UNIQUE));
      }
    }
    return key;
  }

  /** Its row of DESCRIBE: null where there is nothing to say. */
  public List<String> description() {
    return Arrays.asList(
        name, SqlTypeNames.of(type), mayBeNull(), key.orElse(null), fallback.orElse(null), null);
  }

  /** YES if it may be null, else NO. */
  public String mayBeNull() {
    return switch (nullability) {
      case REQUIRED -> "NO";
      case NULLABLE -> "YES";
    };
  }
}
