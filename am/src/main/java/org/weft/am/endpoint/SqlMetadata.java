package org.weft.am.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.SqlSession;
import org.weft.am.session.TableListing;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.TableName;

/** Catalogs, schemas and tables in Flight SQL's shapes. There is one catalog. */
final class SqlMetadata {
  private static final String CATALOG = Catalog.NAME;

  private final SqlSession session;
  private final BufferAllocator allocator;

  SqlMetadata(SqlSession session, BufferAllocator allocator) {
    this.session = session;
    this.allocator = allocator;
  }

  void catalogs(ServerStreamListener listener) {
    send(
        Schemas.GET_CATALOGS_SCHEMA,
        listener,
        root -> {
          put(root, "catalog_name", 0, CATALOG);
          return 1;
        });
  }

  void schemas(CommandGetDbSchemas command, ServerStreamListener listener) {
    List<String> wanted =
        catalogMatches(command.hasCatalog(), command.getCatalog())
            ? session.schemas().stream()
                .filter(
                    schema ->
                        matches(
                            command.hasDbSchemaFilterPattern(),
                            command.getDbSchemaFilterPattern(),
                            schema))
                .toList()
            : List.of();
    send(
        Schemas.GET_SCHEMAS_SCHEMA,
        listener,
        root -> {
          for (int i = 0; i < wanted.size(); i++) {
            put(root, "catalog_name", i, CATALOG);
            put(root, "db_schema_name", i, wanted.get(i));
          }
          return wanted.size();
        });
  }

  void tableTypes(ServerStreamListener listener) {
    send(
        Schemas.GET_TABLE_TYPES_SCHEMA,
        listener,
        root -> {
          put(root, "table_type", 0, "TABLE");
          put(root, "table_type", 1, "VIEW");
          return 2;
        });
  }

  void tables(CommandGetTables command, ServerStreamListener listener) {
    List<TableListing> tables = new ArrayList<>();
    if (catalogMatches(command.hasCatalog(), command.getCatalog())) {
      for (TableListing table : session.tables()) {
        if (matches(
                command.hasDbSchemaFilterPattern(),
                command.getDbSchemaFilterPattern(),
                table.schema())
            && matches(
                command.hasTableNameFilterPattern(),
                command.getTableNameFilterPattern(),
                table.name())
            && (command.getTableTypesCount() == 0
                || command.getTableTypesList().contains(typeOf(table)))) {
          tables.add(table);
        }
      }
    }
    boolean schemas = command.getIncludeSchema();
    send(
        schemas ? Schemas.GET_TABLES_SCHEMA : Schemas.GET_TABLES_SCHEMA_NO_SCHEMA,
        listener,
        root -> {
          for (int i = 0; i < tables.size(); i++) {
            put(root, "catalog_name", i, CATALOG);
            put(root, "db_schema_name", i, tables.get(i).schema());
            put(root, "table_name", i, tables.get(i).name());
            put(root, "table_type", i, typeOf(tables.get(i)));
            if (schemas) {
              ((VarBinaryVector) root.getVector("table_schema"))
                  .setSafe(i, schemaOf(tables.get(i)));
            }
          }
          return tables.size();
        });
  }

  private byte[] schemaOf(TableListing table) {
    String name = new TableName(List.of(table.schema(), table.name())).quoted();
    try (PreparedSql all = session.prepare("SELECT * FROM " + name)) {
      return all.schema().serializeAsMessage();
    }
  }

  private static String typeOf(TableListing table) {
    return switch (table.kind()) {
      case TABLE -> "TABLE";
      case VIEW -> "VIEW";
    };
  }

  private static boolean catalogMatches(boolean asked, String catalog) {
    return !asked || catalog.isEmpty() || catalog.equalsIgnoreCase(CATALOG);
  }

  /** A pattern of SQL's LIKE; names are compared without case. */
  static boolean matches(boolean asked, String pattern, String name) {
    if (!asked || pattern.isEmpty()) {
      return true;
    }
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      switch (c) {
        case '%' -> regex.append(".*");
        case '_' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE).matcher(name).matches();
  }

  /** Fills the rows of an answer and returns how many there are. */
  private interface Rows {
    int fill(VectorSchemaRoot root);
  }

  private void send(
      org.apache.arrow.vector.types.pojo.Schema schema, ServerStreamListener listener, Rows rows) {
    try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      root.allocateNew();
      root.setRowCount(rows.fill(root));
      listener.start(root);
      listener.putNext();
      listener.completed();
    }
  }

  private static void put(VectorSchemaRoot root, String column, int row, String text) {
    ((VarCharVector) root.getVector(column)).setSafe(row, text.getBytes(UTF_8));
  }
}
