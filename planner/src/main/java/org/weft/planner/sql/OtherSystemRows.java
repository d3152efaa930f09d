package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.sql.parse.Quoted;
import org.weft.planner.type.Field;
import org.weft.planner.type.SqlTypeNames;

/**
 * The rows of the tables by which other engines tell of a catalog. Objects have numbers, by which
 * rows of these tables are joined: their places in the catalog, which change with it.
 */
final class OtherSystemRows {
  private final Catalog catalog;
  private final SystemRows.Contents contents;
  private final List<Catalog.Entry> entries;
  private final List<String> schemas;

  OtherSystemRows(Catalog catalog, SystemRows.Contents contents) {
    this.catalog = catalog;
    this.contents = contents;
    this.entries = List.copyOf(catalog.entries());
    this.schemas = catalog.allSchemas();
  }

  /** The rows of one that is not in {@code information_schema}. */
  List<List<Object>> rows(SystemTable table) {
    return switch (table) {
      case DUCKDB_SCHEMAS -> schemas(SystemTable.DUCKDB_SCHEMAS);
      case PG_NAMESPACE -> schemas(SystemTable.PG_NAMESPACE);
      case DUCKDB_FUNCTIONS -> functions();
      case DUCKDB_COLUMNS -> columns(SystemTable.DUCKDB_COLUMNS);
      case PG_ATTRIBUTE -> columns(SystemTable.PG_ATTRIBUTE);
      default ->
          entries.stream()
              .filter(entry -> isListed(table, entry))
              .map(entry -> row(table, entry))
              .toList();
    };
  }

  private static boolean isListed(SystemTable table, Catalog.Entry entry) {
    return switch (table) {
      case DUCKDB_TABLES, PG_TABLES -> !Catalog.isView(entry);
      case DUCKDB_VIEWS, PG_VIEWS -> Catalog.isView(entry);
      default -> true;
    };
  }

  /** The row of a table or view that is listed there. */
  private List<Object> row(SystemTable table, Catalog.Entry entry) {
    return switch (table) {
      case DUCKDB_TABLES -> duckTable(entry);
      case DUCKDB_VIEWS -> duckView(entry);
      case PG_TABLES ->
          Arrays.asList(entry.schema(), entry.name(), Catalog.NAME, null, false, false, false);
      case PG_VIEWS -> Arrays.asList(entry.schema(), entry.name(), Catalog.NAME, definition(entry));
      case PG_CLASS -> pgClass(entry);
      case SQLITE_MASTER ->
          Arrays.asList(
              Catalog.isView(entry) ? "view" : "table",
              entry.name(),
              entry.name(),
              0,
              definition(entry));
      default -> throw new IllegalStateException("no table of tables: " + table);
    };
  }

  private List<Object> duckTable(Catalog.Entry entry) {
    List<Object> row = named(entry);
    row.addAll(List.of(false, Schemas.isTemporary(entry.schema()), false));
    OptionalLong rows =
        entry instanceof Catalog.Entry.Table table
            ? contents.rowCount(table)
            : OptionalLong.empty();
    row.add(rows.isPresent() ? rows.getAsLong() : null);
    row.addAll(List.of(contents.columns(entry).size(), 0, 0, definition(entry)));
    return row;
  }

  private List<Object> duckView(Catalog.Entry entry) {
    List<Object> row = named(entry);
    row.addAll(List.of(false, Schemas.isTemporary(entry.schema())));
    row.addAll(List.of(contents.columns(entry).size(), definition(entry)));
    return row;
  }

  private List<Object> pgClass(Catalog.Entry entry) {
    boolean isTemporary = Schemas.isTemporary(entry.schema());
    return List.of(
        number(entry),
        entry.name(),
        schemas.indexOf(entry.schema()),
        isTemporary ? "t" : "p",
        Catalog.isView(entry) ? "v" : "r",
        contents.columns(entry).size());
  }

  private int number(Catalog.Entry entry) {
    return schemas.size() + entries.indexOf(entry);
  }

  private List<Object> named(Catalog.Entry entry) {
    int schema = schemas.indexOf(entry.schema());
    return new ArrayList<>(
        List.of(Catalog.NAME, entry.schema(), schema, entry.name(), number(entry)));
  }

  private List<List<Object>> schemas(SystemTable table) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < schemas.size(); i++) {
      String schema = schemas.get(i);
      boolean isInternal = Schemas.isFixed(schema) && !schema.equals(Schemas.MAIN);
      rows.add(
          table == SystemTable.PG_NAMESPACE
              ? List.of(i, schema)
              : List.of(i, Catalog.NAME, schema, isInternal));
    }
    return rows;
  }

  private List<List<Object>> columns(SystemTable table) {
    List<List<Object>> rows = new ArrayList<>();
    for (Catalog.Entry entry : entries) {
      List<ListedColumn> columns = contents.columns(entry);
      for (int i = 0; i < columns.size(); i++) {
        ListedColumn column = columns.get(i);
        boolean isRequired = column.nullability() == Field.Nullability.REQUIRED;
        if (table == SystemTable.PG_ATTRIBUTE) {
          boolean hasDefault = column.fallback().isPresent();
          rows.add(List.of(number(entry), column.name(), i + 1, isRequired, hasDefault));
          continue;
        }
        List<Object> row = named(entry);
        row.addAll(List.of(column.name(), i + 1, false));
        row.add(column.fallback().orElse(null));
        row.addAll(List.of(!isRequired, SqlTypeNames.of(column.type())));
        row.add(null);
        SystemRows.numbers(column.type(), row);
        rows.add(row);
      }
    }
    return rows;
  }

  private List<List<Object>> functions() {
    List<List<Object>> rows = new ArrayList<>();
    for (FunctionEntry entry : FunctionRegistry.entries()) {
      String kind =
          switch (entry.family()) {
            case AGGREGATE, WINDOW, TABLE -> entry.family().toString();
            default -> "scalar";
          };
      for (String name : entry.names()) {
        String alias = name.equals(entry.name()) ? null : entry.name();
        rows.add(
            Arrays.asList(
                Catalog.NAME, Schemas.MAIN, name, alias, kind, entry.sentence(), true, null));
      }
    }
    for (Definitions.Macro macro : new TreeMap<>(catalog.definitions().macros()).values()) {
      String kind = macro.kind() == Definitions.Kind.TABLE ? "table_macro" : "macro";
      for (Definitions.Form form : macro.forms()) {
        rows.add(
            Arrays.asList(
                Catalog.NAME, Schemas.MAIN, macro.name(), null, kind, null, false, form.body()));
      }
    }
    return rows;
  }

  /** The statement that makes it. */
  private String definition(Catalog.Entry entry) {
    String schema = entry.schema().equals(Schemas.MAIN) ? "" : Quoted.plain(entry.schema()) + ".";
    String name = schema + Quoted.plain(entry.name());
    if (entry instanceof Catalog.Entry.View view) {
      String kind = Catalog.isView(entry) ? "VIEW " : "TABLE ";
      return "CREATE " + kind + name + " AS " + view.query().text() + ";";
    }
    List<String> columns = new ArrayList<>();
    for (ListedColumn column : contents.columns(entry)) {
      String fallback = column.fallback().map(value -> " DEFAULT(" + value + ")").orElse("");
      String required = column.nullability() == Field.Nullability.REQUIRED ? " NOT NULL" : "";
      columns.add(
          Quoted.plain(column.name()) + " " + SqlTypeNames.of(column.type()) + fallback + required);
    }
    return "CREATE TABLE " + name + "(" + String.join(", ", columns) + ");";
  }
}
