package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.weft.planner.sql.parse.Quoted;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.SqlTypeNames;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/** What a {@link SystemTable} lists of a catalog, as a query of VALUES. */
public final class SystemRows {
  private static final int DECIMAL_RADIX = 10;
  private static final int BINARY_RADIX = 2;

  private final Catalog catalog;
  private final Contents contents;

  /** Of this catalog. */
  public SystemRows(Catalog catalog, Contents contents) {
    this.catalog = catalog;
    this.contents = contents;
  }

  /** What is in tables and views. */
  public interface Contents {
    /** The columns of an entry; none of a view whose query does not hold any more. */
    List<ListedColumn> columns(Catalog.Entry entry);

    /** The rows of a table, if that is known. */
    OptionalLong rowCount(Catalog.Entry.Table table);
  }

  /** The query of its rows. */
  public Statement.Query query(SystemTable table) {
    List<List<Object>> rows =
        switch (table) {
          case SCHEMATA -> schemata();
          case TABLES -> tables();
          case VIEWS -> views();
          case COLUMNS -> columns();
          default -> new OtherSystemRows(catalog, contents).rows(table);
        };
    return query(table, rows);
  }

  /** A query with the columns of a table, which gives no rows. */
  public static Statement.Query none(SystemTable table) {
    return query(table, List.of());
  }

  private static Statement.Query query(SystemTable table, List<List<Object>> rows) {
    StringBuilder text = new StringBuilder("SELECT ");
    List<SystemTable.Column> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      SystemTable.Column column = columns.get(i);
      text.append(i == 0 ? "" : ", ").append("CAST(\"").append(column.name());
      text.append("\" AS ").append(column.type()).append(") AS ").append(column.name());
    }
    text.append(" FROM (VALUES ");
    List<Object> nothing = new ArrayList<>();
    columns.forEach(column -> nothing.add(null));
    List<List<Object>> written = rows.isEmpty() ? List.of(nothing) : rows;
    text.append(String.join(", ", written.stream().map(SystemRows::row).toList()));
    text.append(") AS \"$rows\"(\"");
    text.append(String.join("\", \"", columns.stream().map(SystemTable.Column::name).toList()));
    text.append(rows.isEmpty() ? "\") WHERE false" : "\")");
    return Statement.Query.of(text.toString());
  }

  private static String row(List<Object> values) {
    return "(" + String.join(", ", values.stream().map(SystemRows::literal).toList()) + ")";
  }

  private static String literal(Object value) {
    if (value instanceof String text) {
      return Quoted.text(text);
    }
    return value == null ? "NULL" : value.toString();
  }

  private List<List<Object>> schemata() {
    List<List<Object>> rows = new ArrayList<>();
    for (String schema : catalog.allSchemas()) {
      rows.add(List.of(Catalog.NAME, schema, Catalog.NAME));
    }
    return rows;
  }

  private List<List<Object>> tables() {
    List<List<Object>> rows = new ArrayList<>();
    for (Catalog.Entry entry : catalog.entries()) {
      boolean isView = Catalog.isView(entry);
      boolean isTemporary = Schemas.isTemporary(entry.schema());
      List<Object> row = named(entry);
      row.add(isView ? "VIEW" : isTemporary ? "LOCAL TEMPORARY" : "BASE TABLE");
      for (int i = 0; i < 5; i++) {
        row.add(null);
      }
      row.add(isWritable(entry) ? "YES" : "NO");
      row.add("NO");
      row.add(isTemporary && !isView ? "PRESERVE" : null);
      rows.add(row);
    }
    return rows;
  }

  private static boolean isWritable(Catalog.Entry entry) {
    return entry instanceof Catalog.Entry.Table table
        && table.owner() == Catalog.Entry.Table.Owner.SESSION;
  }

  private List<List<Object>> views() {
    List<List<Object>> rows = new ArrayList<>();
    for (Catalog.Entry entry : catalog.entries()) {
      if (Catalog.isView(entry) && entry instanceof Catalog.Entry.View view) {
        List<Object> row = named(entry);
        row.addAll(List.of(view.query().text(), "NONE", "NO", "NO"));
        rows.add(row);
      }
    }
    return rows;
  }

  private List<List<Object>> columns() {
    List<List<Object>> rows = new ArrayList<>();
    for (Catalog.Entry entry : catalog.entries()) {
      List<ListedColumn> listed = contents.columns(entry);
      for (int i = 0; i < listed.size(); i++) {
        ListedColumn column = listed.get(i);
        List<Object> row = named(entry);
        row.add(column.name());
        row.add(i + 1);
        row.add(column.fallback().orElse(null));
        row.add(column.mayBeNull());
        row.add(SqlTypeNames.of(column.type()));
        row.add(null);
        row.add(null);
        measures(column.type(), row);
        rows.add(row);
      }
    }
    return rows;
  }

  /** Precision, radix and scale of numbers, and the digits of seconds. */
  private static void measures(DataType type, List<Object> row) {
    numbers(type, row);
    Integer seconds = null;
    if (type instanceof TimestampType timestamp) {
      seconds = digits(timestamp.unit());
    } else if (type instanceof TimeType time) {
      seconds = digits(time.unit());
    }
    row.add(seconds);
  }

  /** Precision, radix and scale of numbers. */
  static void numbers(DataType type, List<Object> row) {
    Integer precision = null;
    Integer radix = null;
    Integer scale = null;
    if (type instanceof DecimalType decimal) {
      precision = decimal.precision();
      radix = DECIMAL_RADIX;
      scale = decimal.scale();
    } else if (type instanceof SimpleType simple && bits(simple) > 0) {
      precision = bits(simple);
      radix = BINARY_RADIX;
      boolean isWhole = simple != SimpleType.FLOAT32 && simple != SimpleType.FLOAT64;
      scale = isWhole ? 0 : null;
    }
    row.add(precision);
    row.add(radix);
    row.add(scale);
  }

  /** The bits of a number's digits; 0 of other types. */
  private static int bits(SimpleType type) {
    return switch (type) {
      case INT8 -> 8;
      case INT16 -> 16;
      case INT32 -> 32;
      case INT64 -> 64;
      case FLOAT32 -> 24;
      case FLOAT64 -> 53;
      default -> 0;
    };
  }

  private static int digits(TimestampType.Unit unit) {
    return switch (unit) {
      case SECONDS -> 0;
      case MILLIS -> 3;
      case MICROS -> 6;
      case NANOS -> 9;
    };
  }

  private static List<Object> named(Catalog.Entry entry) {
    return new ArrayList<>(List.of(Catalog.NAME, entry.schema(), entry.name()));
  }
}
