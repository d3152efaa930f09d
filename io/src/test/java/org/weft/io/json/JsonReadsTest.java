package org.weft.io.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.io.table.BatchRows;
import org.weft.io.table.DuckDb;
import org.weft.io.table.FileTableSource;
import org.weft.io.table.Tables;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.OptionValue;
import org.weft.planner.scan.ReadOptionNames;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.DataType;

/** Files of JSON hold for us what they hold for DuckDB. */
class JsonReadsTest {
  private final DuckDb duck = new DuckDb();

  @TempDir Path directory;

  @AfterEach
  void stop() {
    duck.close();
  }

  private TableData resolve(String name, Map<String, OptionValue> options) {
    return new FileTableSource(new Configuration(false))
        .resolve(
            new TableReference(
                "t",
                ReadOptionNames.options(FileFormat.JSON, options, DataType::parse),
                List.of(directory.resolve(name).toString())));
  }

  private TableData write(String text) throws IOException {
    Files.writeString(directory.resolve("t.json"), text);
    return resolve("t.json", Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
  void an_array_behind_a_mark_of_byte_order(String charset) throws IOException {
    String text = "\ufeff[\r\n{\"a\":1,\"b\":\"\u00e4\"},\r\n{\"a\":2}]";
    Files.write(directory.resolve("t.json"), text.getBytes(charset));
    TableData table = resolve("t.json", Map.of());
    assertThat(Tables.rows(table, table.schema(), BatchRows::all))
        .containsExactly(List.of("1", "\u00e4"), List.of("2", "null"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"b\":\"x\"}\n{\"b\":\"y\",\"a\":2}\n{\"a\":null}\n",
        "[{\"a\":1,\"b\":1.5},\n {\"a\":2,\"b\":2}]",
        "{\n \"a\": true,\n \"b\": \"\\u00e4\\n\"\n}\n{\n \"a\": false, \"b\": \"\"\n}",
        "{\"d\":\"2020-01-02\",\"t\":\"2020-01-02 03:04:05\",\"x\":\"12\"}\n",
        "{\"a\":9223372036854775807,\"b\":-1e300,\"c\":0.1}\n",
        "{\"a\":1}\n\n{\"a\":2}",
      })
  void values_and_types(String text) throws IOException {
    TableData table = write(text);
    String file = directory.resolve("t.json").toString();
    List<List<String>> described = duck.rows("DESCRIBE SELECT * FROM read_json('" + file + "')");
    assertThat(table.schema().names()).isEqualTo(described.stream().map(r -> r.get(0)).toList());
    Tables.assertSameRows(Tables.rows(table), duck.rows("SELECT * FROM read_json('" + file + "')"));
  }

  @Test
  void nested_values_become_lists_and_structs() throws IOException {
    TableData table =
        write(
            "{\"l\":[1,2,null],\"s\":{\"x\":1,\"y\":[\"a\"]},\"m\":1}\n"
                + "{\"s\":{\"z\":true},\"m\":\"t\"}");
    assertThat(table.schema())
        .hasToString("l#list(int64), s#struct(x int64, y list(string), z boolean), m#string");
    assertThat(Tables.rows(table)).hasSize(2);
  }

  @Test
  void columns_can_be_said() throws IOException {
    Files.writeString(directory.resolve("t.json"), "{\"a\":\"1\",\"b\":{\"k\":2}}\n{\"a\":3}");
    TableData table =
        resolve(
            "t.json",
            Map.of("columns", OptionValue.map(List.of("a", "int32", "b", "map(string, int64)"))));
    assertThat(table.schema()).hasToString("a#int32, b#map(string, int64)");
    assertThat(Tables.rows(table, table.schema().select(List.of(0)), BatchRows::all))
        .containsExactly(List.of("1"), List.of("3"));
  }

  @Test
  void pieces_of_a_large_file_are_its_rows() throws IOException {
    StringBuilder text = new StringBuilder();
    int rows = 0;
    while (text.length() < 18_000_000) {
      text.append("{\"id\":").append(rows++).append(",\"text\":\"some text, not short\"}\n");
    }
    TableData table = write(text.toString());
    assertThat(table.files().get(0).splits()).hasSizeGreaterThan(1);
    long[] found = new long[1];
    Tables.rowsPartByPart(table, (batch, all) -> found[0] += batch.rowCount());
    assertThat(found[0]).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1}\\n{"a":2\\n{"a":3}     | CORRUPT_FILE    | t.json, line
          [{"a":1},{"a":2}               | CORRUPT_FILE    | t.json, line
          {"a":1}\\n[2]                  | CORRUPT_FILE    | t.json, line 2: no object
          """)
  void what_is_wrong_is_named_with_its_line(String text, ErrorCode code, String where) {
    WeftException e =
        catchThrowableOfType(
            WeftException.class, () -> Tables.rows(write(text.replace("\\n", "\n"))));
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.sentence()).contains(where);
  }

  @Test
  void a_value_of_another_type_is_named_with_its_line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30_000; i++) {
      text.append("{\"a\":").append(i).append("}\n");
    }
    text.append("{\"a\":\"oops\"}\n");
    TableData table = write(text.toString());
    WeftException e = catchThrowableOfType(WeftException.class, () -> Tables.rows(table));
    assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_MISMATCH);
    assertThat(e.sentence()).endsWith("t.json, line 30001, column 'a': 'oops' is not int64");
  }

  @Test
  void any_bytes_are_rows_or_an_error() throws IOException {
    Random random = new Random(1);
    byte[] alphabet = "{}[]\"a:,1.e-\\tnul \n\u00e9".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      for (int b = 0; b < bytes.length; b++) {
        bytes[b] = alphabet[random.nextInt(alphabet.length)];
      }
      Files.write(directory.resolve("t.json"), bytes);
      WeftException e =
          catchThrowableOfType(WeftException.class, () -> Tables.rows(resolve("t.json", Map.of())));
      if (e != null) {
        assertThat(e.code().blame()).isEqualTo(ErrorCode.Blame.DATA);
      }
    }
  }
}
