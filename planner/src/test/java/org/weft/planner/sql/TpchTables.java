package org.weft.planner.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/**
 * The eight tables of TPC-H at scale factor 1 as their footers describe them: row counts, types,
 * bounds; no distinct counts, as in files that other engines write. No rows.
 */
public final class TpchTables implements TableSource {
  private static final DecimalType MONEY = new DecimalType(15, 2);

  private final Map<String, TableData> tables = new LinkedHashMap<>();

  public TpchTables() {
    table("region", 5, key("r_regionkey", 0, 4), text("r_name"), text("r_comment"));
    table(
        "nation",
        25,
        key("n_nationkey", 0, 24),
        text("n_name"),
        key("n_regionkey", 0, 4),
        text("n_comment"));
    table(
        "supplier",
        10_000,
        key("s_suppkey", 1, 10_000),
        text("s_name"),
        text("s_address"),
        key("s_nationkey", 0, 24),
        text("s_phone"),
        money("s_acctbal", -99_866, 999_372),
        text("s_comment"));
    table(
        "customer",
        150_000,
        key("c_custkey", 1, 150_000),
        text("c_name"),
        text("c_address"),
        key("c_nationkey", 0, 24),
        text("c_phone"),
        money("c_acctbal", -99_999, 999_999),
        text("c_mktsegment"),
        text("c_comment"));
    table(
        "part",
        200_000,
        key("p_partkey", 1, 200_000),
        text("p_name"),
        text("p_mfgr"),
        text("p_brand"),
        text("p_type"),
        integer("p_size", 1, 50),
        text("p_container"),
        money("p_retailprice", 90_100, 209_899),
        text("p_comment"));
    table(
        "partsupp",
        800_000,
        key("ps_partkey", 1, 200_000),
        key("ps_suppkey", 1, 10_000),
        integer("ps_availqty", 1, 9_999),
        money("ps_supplycost", 100, 100_000),
        text("ps_comment"));
    table(
        "orders",
        1_500_000,
        key("o_orderkey", 1, 6_000_000),
        key("o_custkey", 1, 149_999),
        text("o_orderstatus"),
        money("o_totalprice", 85_771, 55_528_516),
        date("o_orderdate", "1992-01-01", "1998-08-02"),
        text("o_orderpriority"),
        text("o_clerk"),
        integer("o_shippriority", 0, 0),
        text("o_comment"));
    table(
        "lineitem",
        6_001_215,
        key("l_orderkey", 1, 6_000_000),
        key("l_partkey", 1, 200_000),
        key("l_suppkey", 1, 10_000),
        integer("l_linenumber", 1, 7),
        money("l_quantity", 100, 5_000),
        money("l_extendedprice", 90_100, 10_494_950),
        money("l_discount", 0, 10),
        money("l_tax", 0, 8),
        text("l_returnflag"),
        text("l_linestatus"),
        date("l_shipdate", "1992-01-02", "1998-12-01"),
        date("l_commitdate", "1992-01-31", "1998-10-31"),
        date("l_receiptdate", "1992-01-04", "1998-12-31"),
        text("l_shipinstruct"),
        text("l_shipmode"),
        text("l_comment"));
  }

  /** The catalog that names them. */
  public Catalog catalog() {
    Catalog catalog = Catalog.EMPTY;
    for (TableData table : tables.values()) {
      catalog = catalog.with(table.reference());
    }
    return catalog;
  }

  /** The text of a query of the benchmark, from 1 to 22. */
  public static String query(int number) {
    String name = String.format("/tpch/q%02d.sql", number);
    try (InputStream in = TpchTables.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public TableData resolve(TableReference reference) {
    String path = reference.paths().get(0);
    String name = path.substring(path.lastIndexOf('/') + 1).replace(".parquet", "");
    TableData table = tables.get(name);
    if (table == null) {
      throw WeftException.of(ErrorCode.PATH_NOT_FOUND, "no such path: " + path)
          .hint("check the path");
    }
    return new TableData(reference, table.schema(), table.files(), table.statistics());
  }

  private record Column(Field field, ColumnStatistics statistics) {}

  private static Column column(Field field, Value min, Value max) {
    return new Column(
        field,
        new ColumnStatistics(
            Optional.ofNullable(min),
            Optional.ofNullable(max),
            OptionalLong.of(0),
            OptionalDouble.empty()));
  }

  private static Column key(String name, long min, long max) {
    return column(Field.nullable(name, SimpleType.INT64), new Value.Int(min), new Value.Int(max));
  }

  private static Column integer(String name, long min, long max) {
    return column(Field.nullable(name, SimpleType.INT32), new Value.Int(min), new Value.Int(max));
  }

  private static Column money(String name, long min, long max) {
    return column(Field.nullable(name, MONEY), new Value.Int(min), new Value.Int(max));
  }

  private static Column date(String name, String min, String max) {
    return column(
        Field.nullable(name, SimpleType.DATE),
        new Value.Int(LocalDate.parse(min).toEpochDay()),
        new Value.Int(LocalDate.parse(max).toEpochDay()));
  }

  private static Column text(String name) {
    return column(Field.nullable(name, SimpleType.STRING), null, null);
  }

  private void table(String name, long rows, Column... columns) {
    List<Field> fields = new ArrayList<>();
    List<ColumnStatistics> statistics = new ArrayList<>();
    for (Column column : columns) {
      fields.add(column.field());
      statistics.add(column.statistics());
    }
    long[] bytes = new long[columns.length];
    Arrays.fill(bytes, rows * 8);
    DataFile.Split split = new DataFile.Split(0, 4, rows, bytes, bytes, statistics);
    String path = "/tpch/" + name + ".parquet";
    DataFile file = new DataFile(path, rows * 8 * columns.length, 0, List.of(split), List.of());
    tables.put(
        name,
        new TableData(
            new TableReference(name, FileFormat.PARQUET, List.of(path)),
            new Schema(fields),
            List.of(file),
            statistics));
  }
}
