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
 * @param fallback the expression behind DEFAULT, as it was written
 */
public record ListedColumn(
    String name, DataType type, Field.Nullability nullability, Optional<String> fallback) {
  /** The names of the columns of DESCRIBE, which are DuckDB's. */
  public static final List<String> DESCRIPTION =
      List.of("column_name", "column_type", "null", "key", "default", "extra");

  /** The columns of a query or a view. */
  public static List<ListedColumn> ofQuery(Schema schema) {
    return schema.fields().stream()
        .map(
            field ->
                new ListedColumn(
                    field.name(), field.type(), Field.Nullability.NULLABLE, Optional.empty()))
        .toList();
  }

  /** The columns of files, as these declare them. */
  public static List<ListedColumn> ofFiles(Schema schema) {
    return schema.fields().stream()
        .map(
            field ->
                new ListedColumn(field.name(), field.type(), field.nullability(), Optional.empty()))
        .toList();
  }

  /**
   * The columns of a table of the session.
   *
   * @param definitions what was said of them, if anything
   */
  public static List<ListedColumn> ofTable(Schema schema, List<ColumnDefinition> definitions) {
    return schema.fields().stream().map(field -> defined(field, definitions)).toList();
  }

  private static ListedColumn defined(Field field, List<ColumnDefinition> definitions) {
    Optional<ColumnDefinition> definition = ColumnDefinition.find(definitions, field.name());
    boolean isRequired =
        definition
            .filter(each -> each.presence() == ColumnDefinition.Presence.REQUIRED)
            .isPresent();
    return new ListedColumn(
        field.name(),
        field.type(),
        isRequired ? Field.Nullability.REQUIRED : Field.Nullability.NULLABLE,
        definition.flatMap(ColumnDefinition::fallback).map(Statement.Query::text));
  }

  /** Its row of DESCRIBE: null where there is nothing to say. */
  public List<String> description() {
    return Arrays.asList(
        name, SqlTypeNames.of(type), mayBeNull(), null, fallback.orElse(null), null);
  }

  /** YES if it may be null, else NO. */
  public String mayBeNull() {
    return switch (nullability) {
      case REQUIRED -> "NO";
      case NULLABLE -> "YES";
    };
  }
}
