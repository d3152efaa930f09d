package org.weft.planner.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table that lists what the catalog holds: those of the schema {@code information_schema}, as the
 * SQL standard defines them, and those by which DuckDB, PostgreSQL and SQLite tell of it. The
 * columns are those of DuckDB, in their order, without the ones that no engine fills.
 */
public enum SystemTable {
  /** The schemas. */
  SCHEMATA(Home.STANDARD, "catalog_name schema_name schema_owner"),
  /** Tables and views. */
  TABLES(
      Home.STANDARD,
      "table_catalog table_schema table_name table_type self_referencing_column_name"
          + " reference_generation user_defined_type_catalog user_defined_type_schema"
          + " user_defined_type_name is_insertable_into is_typed commit_action"),
  /** Views, with their queries. */
  VIEWS(
      Home.STANDARD,
      "table_catalog table_schema table_name view_definition check_option is_updatable"
          + " is_insertable_into"),
  /** The columns of tables and views. */
  COLUMNS(
      Home.STANDARD,
      "table_catalog table_schema table_name column_name ordinal_position:INTEGER column_default"
          + " is_nullable data_type character_maximum_length:INTEGER"
          + " character_octet_length:INTEGER numeric_precision:INTEGER"
          + " numeric_precision_radix:INTEGER numeric_scale:INTEGER datetime_precision:INTEGER"),
  /** DuckDB's list of schemas. */
  DUCKDB_SCHEMAS(Home.SYSTEM, "oid:BIGINT database_name schema_name internal:BOOLEAN"),
  /** DuckDB's list of tables. */
  DUCKDB_TABLES(
      Home.SYSTEM,
      "database_name schema_name schema_oid:BIGINT table_name table_oid:BIGINT internal:BOOLEAN"
          + " temporary:BOOLEAN has_primary_key:BOOLEAN estimated_size:BIGINT column_count:BIGINT"
          + " index_count:BIGINT check_constraint_count:BIGINT sql"),
  /** DuckDB's list of views. */
  DUCKDB_VIEWS(
      Home.SYSTEM,
      "database_name schema_name schema_oid:BIGINT view_name view_oid:BIGINT internal:BOOLEAN"
          + " temporary:BOOLEAN column_count:BIGINT sql"),
  /** DuckDB's list of the columns of tables and views. */
  DUCKDB_COLUMNS(
      Home.SYSTEM,
      "database_name schema_name schema_oid:BIGINT table_name table_oid:BIGINT column_name"
          + " column_index:INTEGER internal:BOOLEAN column_default is_nullable:BOOLEAN data_type"
          + " character_maximum_length:INTEGER numeric_precision:INTEGER"
          + " numeric_precision_radix:INTEGER numeric_scale:INTEGER"),
  /** DuckDB's list of what can be called, with the macros of the session. */
  DUCKDB_FUNCTIONS(
      Home.SYSTEM,
      "database_name schema_name function_name alias_of function_type description"
          + " internal:BOOLEAN macro_definition"),
  /** SQLite's list of tables and views. */
  SQLITE_MASTER(Home.SYSTEM, "type name tbl_name rootpage:INTEGER sql"),
  /** PostgreSQL's list of schemas. */
  PG_NAMESPACE(Home.SYSTEM, "oid:BIGINT nspname"),
  /** PostgreSQL's list of tables. */
  PG_TABLES(
      Home.SYSTEM,
      "schemaname tablename tableowner tablespace hasindexes:BOOLEAN hasrules:BOOLEAN"
          + " hastriggers:BOOLEAN"),
  /** PostgreSQL's list of views. */
  PG_VIEWS(Home.SYSTEM, "schemaname viewname viewowner definition"),
  /** PostgreSQL's list of tables and views. */
  PG_CLASS(
      Home.SYSTEM,
      "oid:BIGINT relname relnamespace:BIGINT relpersistence relkind relnatts:INTEGER"),
  /** PostgreSQL's list of the columns of tables and views. */
  PG_ATTRIBUTE(
      Home.SYSTEM, "attrelid:BIGINT attname attnum:INTEGER attnotnull:BOOLEAN atthasdef:BOOLEAN");

  private final Home home;
  private final List<Column> columns;

  SystemTable(Home home, String columns) {
    this.home = home;
    this.columns = Arrays.stream(columns.split(" ")).map(Column::of).toList();
  }

  /** The schemas that these tables are in. */
  public enum Home {
    STANDARD("information_schema"),
    /** Its tables need no schema in front of them. */
    SYSTEM("pg_catalog");

    private final String schema;

    Home(String schema) {
      this.schema = schema;
    }

    /** Its name, in lower case. */
    public String schema() {
      return schema;
    }

    /** The one of this name, which is in lower case. */
    static Optional<Home> of(String schema) {
      return Arrays.stream(values()).filter(each -> each.schema.equals(schema)).findFirst();
    }

    /** The tables in it. */
    List<SystemTable> tables() {
      return Arrays.stream(SystemTable.values()).filter(each -> each.home == this).toList();
    }

    /** The table of this name in it, without regard to case. */
    Optional<SystemTable> find(String name) {
      String wanted = name.equalsIgnoreCase("sqlite_schema") ? SQLITE_MASTER.name() : name;
      return tables().stream().filter(each -> each.name().equalsIgnoreCase(wanted)).findFirst();
    }
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

  /** The schema it is in. */
  public Home home() {
    return home;
  }

  /** Its columns, in order. */
  public List<Column> columns() {
    return columns;
  }

  /** Its name, in lower case. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that DuckDB has as a function without arguments as well. */
  public static Optional<SystemTable> ofFunction(String name) {
    return Home.SYSTEM.find(name).filter(each -> each.tableName().startsWith("duckdb_"));
  }
}
