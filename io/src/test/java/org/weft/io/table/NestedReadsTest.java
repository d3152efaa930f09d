package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.TableData;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.JavaValues;
import org.weft.planner.vector.nested.NestedBuilder;

/** Nested columns that DuckDB wrote hold for us what DuckDB reads in them. */
class NestedReadsTest {
  @TempDir static Path directory;

  private static DuckDb duck;

  @BeforeAll
  static void open() {
    duck = new DuckDb();
  }

  @AfterAll
  static void close() {
    duck.close();
  }

  private static final String ROWS =
      """
      SELECT i,
        CASE WHEN i %% 5 = 0 THEN NULL WHEN i %% 5 = 1 THEN []
             ELSE [i, CASE WHEN i %% 3 > 0 THEN i + 1 END, i %% 10] END AS numbers,
        [x::VARCHAR || '-' || i FOR x IN range(i %% 4)] AS texts,
        ['w' || x %% 3 FOR x IN range(i %% 7)] AS words,
        CASE WHEN i %% 7 > 0 THEN {'a': i, 'b': CASE WHEN i %% 3 > 0 THEN 'x' || i END,
             'c': i / 2.0, 'd': (i * 1.5)::DECIMAL(30, 2), 'e': i %% 2 = 0,
             'f': DATE '2000-01-01' + i::INTEGER, 'g': CASE WHEN i %% 5 > 0 THEN (i %% 100)::TINYINT END}
             END AS struct,
        CASE WHEN i %% 6 > 0 THEN MAP([i, -1], ['k' || i, CASE WHEN i %% 4 > 0 THEN 'z' END]) END AS pairs,
        [[i], [], NULL, [i, NULL, i + 1]][1:(i %% 5)] AS lists,
        CASE WHEN i %% 11 > 0 THEN {'o': {'p': {'q': CASE WHEN i %% 2 > 0 THEN [i, NULL] END}},
             'r': CASE WHEN i %% 4 > 0 THEN [{'s': 'v' || i %% 9, 't': MAP {i: [[i::FLOAT], NULL]}}, NULL]
             WHEN i %% 8 > 0 THEN [] END} END AS deep,
        i %% 2 = 1 AS flag,
        [i::FLOAT / 7, NULL] AS floats,
        CASE WHEN i %% 100 = 7 THEN range(3000) ELSE [i] END AS sometimes_long
      FROM range(%d) t(i)
      """;

  @ParameterizedTest
  @CsvSource({
    "uncompressed, v1, 100000",
    "snappy, v1, 2048",
    "zstd, v2, 2048",
    "snappy, v2, 100000",
  })
  void every_shape(String codec, String version, int groupRows) {
    Path file = directory.resolve(codec + version + groupRows + ".parquet");
    duck.write(
        ROWS.formatted(9000),
        file,
        "COMPRESSION %s, PARQUET_VERSION %s, ROW_GROUP_SIZE %d"
            .formatted(codec, version, groupRows));
    compare(file);
  }

  private static void compare(Path file) {
    TableData table = Tables.resolve(file.toString());
    List<List<String>> rows = Tables.rows(table, table.schema(), NestedText::all);
    Tables.assertSameRows(rows, NestedText.rows(duck, file));
  }

  /** Who groups or joins compares bytes: they must be those of the same value built elsewhere. */
  @Test
  void equal_values_have_equal_bytes() {
    Path file = directory.resolve("bytes.parquet");
    duck.write(ROWS.formatted(3000), file, "COMPRESSION snappy");
    TableData table = Tables.resolve(file.toString());
    try (MemoryPool pool = new MemoryPool(64 << 20);
        MemoryScope memory = pool.scope("test")) {
      Map<DataType, NestedBuilder> builders = new HashMap<>();
      Tables.rows(
          table,
          table.schema(),
          (batch, rows) -> {
            for (int c = 0; c < batch.columnCount(); c++) {
              Vector vector = batch.column(c);
              if (vector.type().isNested()) {
                compareBytes(
                    vector,
                    batch.rowCount(),
                    builders.computeIfAbsent(
                        vector.type(), type -> NestedBuilder.of(type, memory)));
              }
            }
          });
      assertThat(builders).hasSize(7);
    }
  }

  private static void compareBytes(Vector vector, int rows, NestedBuilder builder) {
    for (int row = 0; row < rows; row++) {
      if (!vector.isNull(row)) {
        long view = vector.valueAddress(row);
        JavaValues.build(vector.type(), JavaValues.read(vector.type(), Views.bytes(view)), builder);
        byte[] built = new byte[builder.length()];
        try (MemoryPool pool = new MemoryPool(64 << 20);
            MemoryScope memory = pool.scope("test")) {
          long at = memory.allocate(built.length).address();
          builder.write(at);
          Memory.copy(at, built, 0, built.length);
        }
        assertThat(Arrays.equals(Views.toBytes(view), built))
            .as("row %s of %s", row, vector.type())
            .isTrue();
      }
    }
  }

  @Test
  void only_nulls_and_only_empty_lists() {
    Path file = directory.resolve("nothing.parquet");
    duck.write(
        """
        SELECT NULL::INTEGER[] AS a, []::VARCHAR[] AS b, [NULL]::INTEGER[] AS c,
               NULL::STRUCT(x INTEGER, y VARCHAR[]) AS d, {'x': NULL::INTEGER} AS e,
               NULL::MAP(INTEGER, VARCHAR) AS f, MAP()::MAP(INTEGER, VARCHAR) AS g, [[]]::INTEGER[][] AS h
        FROM range(5000)
        """,
        file,
        "COMPRESSION snappy");
    compare(file);
  }

  @Test
  void types_are_those_of_duckdb() {
    Path file = directory.resolve("types.parquet");
    duck.write(ROWS.formatted(3), file, "COMPRESSION snappy");
    assertThat(Tables.resolve(file.toString()).schema().field(7).type().toString())
        .isEqualTo(
            "struct(o struct(p struct(q list(int64))), r list(struct(s string, t map(int64,"
                + " list(list(float32))))))");
  }
}
