package org.weft.planner.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table of the schema {@code information_schema}, as the SQL standard defines it: it lists what
 * the catalog holds. The columns are those of DuckDB, in their order, without the ones that no
 * engine fills.
 */
public enum SystemTable {
  /** The schemas. */
  SCHEMATA("catalog_name schema_name schema_owner"),
  /** Tables and views. */
  TABLES(
      "table_catalog table_schema table_name table_type self_referencing_column_name"
          + " reference_generation user_defined_type_catalog user_defined_type_schema"
          + " user_defined_type_name is_insertable_into is_typed commit_action"),
  /** Views, with their queries. */
  VIEWS(
      "table_catalog table_schema table_name view_definition check_option is_updatable"
          + " is_insertable_into"),
  /** The columns of tables and views. */
  COLUMNS(
      "table_catalog table_schema table_name column_name ordinal_position:INTEGER column_default"
          + " is_nullable data_type character_maximum_length:INTEGER"
          + " character_octet_length:INTEGER numeric_precision:INTEGER"
          + " numeric_precision_radix:INTEGER numeric_scale:INTEGER datetime_precision:INTEGER");

  /** The schema that these tables are in. */
  public static final String SCHEMA = "information_schema";

  private final List<Column> columns;

  SystemTable(String columns) {
    this.columns = Arrays.stream(columns.split(" ")).map(Column::of).toList();
  }

  /**
   * A column.
   *
   * @param type as SQL writes it
   */
  public record Column(String name, String type) {
    private static Column of(String written) {
      String[] parts = written.split(":");
      return new Column(parts[0], parts.length == 1 ? "VARCHAR" : parts[1]);
    }
  }

  /** Its columns, in order. */
  public List<Column> columns() {
    return columns;
  }

  /** Its name, in lower case. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of this name, without regard to case. */
  static Optional<SystemTable> find(String name) {
    return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(name)).findFirst();
  }
}
