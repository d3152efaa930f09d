package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.SimpleType;

/** Row groups whose dictionaries have none of the values that a filter wants are not read. */
class DictionaryPruningTest {
  @TempDir Path directory;
  private final MemoryPool pool = new MemoryPool(64 << 20);
  private final MemoryScope memory = pool.scope("test");
  private final FileTableSource source = new FileTableSource(new Configuration(false));
  private TableData table;

  /** Three row groups; the second has other words, and numbers that are no multiples of 4. */
  @BeforeEach
  void write() {
    Path path = directory.resolve("file.parquet");
    try (DuckDb duck = new DuckDb()) {
      duck.write(
          "SELECT i AS id, CASE WHEN i % 5 = 0 THEN NULL"
              + " ELSE CASE WHEN i // 2048 = 1 THEN 'a' ELSE 'b' END || i % 6 END AS word,"
              + " (CASE WHEN i // 2048 = 1 THEN i % 7 * 4 + 2 ELSE i % 9 * 4 END) AS number,"
              + " (i % 3)::DECIMAL(30, 2) * 5 AS wide, 'text ' || i AS text FROM range(6144) r(i)",
          path, "ROW_GROUP_SIZE 2048, COMPRESSION snappy");
    }
    table = source.resolve(new TableReference("t", FileFormat.PARQUET, List.of(path.toString())));
  }

  @AfterEach
  void nothing_is_kept() {
    assertThat(memory.held()).isZero();
    memory.close();
    pool.close();
  }

  private Expression call(Function function, String name, Value... values) {
    int ordinal = table.schema().indexOf(name).orElseThrow();
    List<Expression> inputs = new ArrayList<>();
    inputs.add(new Column(ordinal, name, table.schema().type(ordinal)));
    for (Value value : values) {
      inputs.add(new Literal(table.schema().type(ordinal), value));
    }
    return new Call(function, inputs, SimpleType.BOOLEAN);
  }

  /** The ordinals of the row groups that are read. */
  private List<Integer> read(Expression filter) {
    DataFile file = table.files().get(0);
    List<Integer> read = new ArrayList<>();
    ScanRequest request =
        new ScanRequest(
            FileFormat.PARQUET,
            table.schema(),
            new Pushdowns(Optional.of(filter), OptionalLong.empty()),
            new ScanTask.Source(file.path(), file.length(), file.modified(), List.of(0, 1, 2)),
            memory);
    try (ScanReader reader = source.readers().open(request)) {
      while (reader.advance()) {
        for (int c = 0; c < table.schema().size(); c++) {
          reader.batch().column(c);
        }
        String id = BatchRows.text(reader.batch().column(0), 0);
        read.add((int) (Long.parseLong(id) / 2048));
        String word = BatchRows.text(reader.batch().column(1), 1);
        assertThat(word).startsWith(read.get(read.size() - 1) == 1 ? "a" : "b");
      }
      assertThat(reader.counts().skipped()).isEqualTo(3 - read.size());
      assertThat(reader.counts().rowsSkipped()).isEqualTo(2048L * (3 - read.size()));
      assertThat(reader.counts().read()).isEqualTo(read.size());
    }
    return read;
  }

  @Test
  void words() {
    assertThat(read(call(Function.EQUAL, "word", new Value.Text("a2")))).containsExactly(1);
    assertThat(read(call(Function.EQUAL, "word", new Value.Text("b2")))).containsExactly(0, 2);
    assertThat(read(call(Function.EQUAL, "word", new Value.Text("b2x")))).isEmpty();
    assertThat(read(call(Function.IN, "word", new Value.Text("a21"), new Value.Text("b51"))))
        .isEmpty();
    assertThat(read(call(Function.IN, "word", new Value.Text("a21"), new Value.Text("b5"))))
        .containsExactly(0, 2);
  }

  @Test
  void numbers() {
    assertThat(read(call(Function.EQUAL, "number", new Value.Int(6)))).containsExactly(1);
    assertThat(read(call(Function.EQUAL, "number", new Value.Int(8)))).containsExactly(0, 2);
    assertThat(read(call(Function.EQUAL, "number", new Value.Int(7)))).isEmpty();
  }

  @Test
  void what_dictionaries_do_not_tell_is_read() {
    assertThat(read(call(Function.NOT_EQUAL, "word", new Value.Text("a2")))).hasSize(3);
    assertThat(read(call(Function.IS_NULL, "word"))).hasSize(3);
    // no dictionary; the third comes behind by its bounds
    assertThat(read(call(Function.EQUAL, "text", new Value.Text("text 3x")))).containsExactly(0, 1);
    Expression either =
        new Call(
            Function.OR,
            List.of(
                call(Function.EQUAL, "word", new Value.Text("b2x")),
                call(Function.EQUAL, "number", new Value.Int(6))),
            SimpleType.BOOLEAN);
    assertThat(read(either)).hasSize(3);
  }

  @Test
  void one_of_several_conditions_is_enough() {
    Expression both =
        new Call(
            Function.AND,
            List.of(
                call(Function.EQUAL, "number", new Value.Int(8)),
                call(Function.LIKE, "word", new Value.Text("b%")),
                call(Function.EQUAL, "word", new Value.Text("b3"))),
            SimpleType.BOOLEAN);
    assertThat(read(both)).containsExactly(0, 2);
  }
}
