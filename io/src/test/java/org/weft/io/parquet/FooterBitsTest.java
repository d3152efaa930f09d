package org.weft.io.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.weft.io.table.BatchRows;
import org.weft.io.table.Tables;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.TableData;
import org.weft.planner.type.Schema;

/**
 * Every single bit of a footer, flipped: a reader that expects the columns that were there gets
 * their rows or an error, never other rows. Above all, a column that says it has no nulls must not
 * take its levels for values.
 */
class FooterBitsTest {
  private static final int ROWS = 40;

  @TempDir static Path directory;

  static Stream<Arguments> examples() {
    return Stream.of(
        with("dictionaries", b -> b),
        with("plain", b -> b.withDictionaryEncoding(false)),
        with("version 2", b -> b.withWriterVersion(WriterVersion.PARQUET_2_0)),
        with(
            "delta encodings",
            b -> b.withWriterVersion(WriterVersion.PARQUET_2_0).withDictionaryEncoding(false)),
        with("streams", b -> b.withDictionaryEncoding(false).withByteStreamSplitEncoding(true)));
  }

  private static Arguments with(String name, UnaryOperator<ExampleParquetWriter.Builder> options) {
    return Arguments.of(name, options);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("examples")
  void a_flipped_bit_never_makes_other_rows(
      String name, UnaryOperator<ExampleParquetWriter.Builder> options) throws IOException {
    byte[] whole = write(options);
    Path file = directory.resolve(name.replace(' ', '_') + ".parquet");
    Files.write(file, whole);
    Schema schema = Tables.resolve(file.toString()).schema();
    List<List<String>> rows = read(file, schema);
    assertThat(rows).hasSize(ROWS);
    List<String> wrong = new ArrayList<>();
    int same = 0;
    int refused = 0;
    for (int bit = 8 * (whole.length - 8 - footerLength(whole)); bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit >> 3] ^= (byte) (1 << (bit & 7));
      Files.write(file, damaged);
      try {
        List<List<String>> now = read(file, schema);
        if (!now.equals(rows)) {
          wrong.add("bit " + bit + ": " + (now.isEmpty() ? "no rows" : now.get(1).toString()));
        }
        same++;
      } catch (WeftException e) {
        assertThat(e.code().blame()).as("bit %s: %s", bit, e).isEqualTo(ErrorCode.Blame.DATA);
        refused++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isPositive();
    assertThat(same).isPositive();
  }

  /** The rows as columns of this schema, which is what was planned. */
  private static List<List<String>> read(Path file, Schema schema) {
    TableData table = Tables.resolve(file.toString());
    return Tables.rows(table, schema, BatchRows::all);
  }

  private static byte[] write(UnaryOperator<ExampleParquetWriter.Builder> options)
      throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message m {
              optional int32 i; required int32 j; optional int64 l; required int64 m;
              optional double d; optional binary s (STRING); required binary t (STRING);
              optional binary few (STRING); optional boolean b; required boolean c;
            }
            """);
    Path path = directory.resolve("whole.parquet");
    Files.deleteIfExists(path);
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withType(schema)
            .withPageWriteChecksumEnabled(false)
            .withConf(new PlainParquetConfiguration());
    try (ParquetWriter<Group> writer = options.apply(builder).build()) {
      for (int i = 0; i < ROWS; i++) {
        writer.write(row(schema, i));
      }
    }
    return Files.readAllBytes(path);
  }

  private static Group row(MessageType schema, int i) {
    Group row = new SimpleGroup(schema);
    row.append("j", i).append("m", i * 3L).append("t", "t" + i).append("c", i % 3 == 0);
    row.append("l", i * 5L).append("d", i / 2.0).append("few", "w" + i % 3).append("b", i % 2 == 0);
    if (i % 4 != 1) {
      row.append("i", i).append("s", "text " + i);
    }
    return row;
  }

  private static int footerLength(byte[] bytes) {
    int at = bytes.length - 8;
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
  }
}
