package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.weft.planner.scan.TableData;

/**
 * The forms that lists and maps had over the years (Hive's, Thrift's, Avro's, Protobuf's), written
 * by parquet-java with random values: types as the format's rules have them, rows as DuckDB reads
 * them.
 */
class NestedFormsTest {
  private static final String SCHEMA =
      """
      message forms {
        required int32 id;
        optional group standard (LIST) { repeated group list { optional int32 element; } }
        required group must (LIST) { repeated group list { required binary element (STRING); } }
        optional group two_level (LIST) { repeated int32 element; }
        optional group avro (LIST) { repeated group array { optional binary str (STRING); } }
        optional group thrift (LIST) { repeated group thrift_tuple { optional int32 x; } }
        optional group many (LIST) { repeated group element { required int32 a; optional int32 b; } }
        optional group hive (LIST) { repeated group bag { optional int32 array_element; } }
        repeated int32 bare;
        repeated group bare_groups { required int32 a; repeated binary tags (STRING); }
        optional group map (MAP) {
          repeated group key_value { required binary key (STRING); optional int32 value; }
        }
        optional group old_map (MAP) {
          repeated group map (MAP_KEY_VALUE) {
            required int32 key;
            optional group value (LIST) { repeated group bag { optional int64 array_element; } }
          }
        }
        optional group avro_lists (LIST) { repeated group array (LIST) { repeated int32 array; } }
        required group outer {
          required int32 x;
          optional group inner {
            required int64 y;
            optional group lists (LIST) {
              repeated group list {
                optional group element (LIST) { repeated group list { optional double element; } }
              }
            }
          }
        }
        optional group spark (LIST) {
          repeated group list {
            required group element {
              optional boolean flag;
              optional group tags (MAP) {
                repeated group key_value {
                  required int32 key;
                  optional group value { optional binary v (STRING); required int32 w; }
                }
              }
            }
          }
        }
      }
      """;

  private static final String TYPES =
      """
      id int32
      standard list(int32)
      must list(string)
      two_level list(int32)
      avro list(struct(str string))
      thrift list(struct(x int32))
      many list(struct(a int32, b int32))
      hive list(int32)
      bare list(int32)
      bare_groups list(struct(a int32, tags list(string)))
      map map(string, int32)
      old_map map(int32, list(int64))
      avro_lists list(list(int32))
      outer struct(x int32, inner struct(y int64, lists list(list(float64))))
      spark list(struct(flag boolean, tags map(int32, struct(v string, w int32))))
      """;

  @TempDir static Path directory;

  static Stream<Arguments> writers() {
    return Stream.of(
        with("dictionaries", b -> b),
        with("plain", b -> b.withDictionaryEncoding(false)),
        with("small pages", b -> b.withPageRowCountLimit(37).withPageSize(200)),
        with(
            "version 2",
            b ->
                b.withWriterVersion(WriterVersion.PARQUET_2_0)
                    .withPageRowCountLimit(50)
                    .withCompressionCodec(CompressionCodecName.SNAPPY)),
        with(
            "delta encodings",
            b -> b.withWriterVersion(WriterVersion.PARQUET_2_0).withDictionaryEncoding(false)),
        with("row groups", b -> b.withRowGroupRowCountLimit(400)));
  }

  private static Arguments with(String name, UnaryOperator<ExampleParquetWriter.Builder> options) {
    return Arguments.of(name, options);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("writers")
  void are_read_as_duckdb_reads_them(
      String name, UnaryOperator<ExampleParquetWriter.Builder> options) throws IOException {
    Path file = directory.resolve(name.replace(' ', '_') + ".parquet");
    write(SCHEMA, file, 1500, options);
    TableData table = Tables.resolve(file.toString());
    List<List<String>> rows = Tables.rows(table, table.schema(), NestedText::all);
    try (DuckDb duck = new DuckDb()) {
      // DuckDB does not know the forms that Avro and Thrift have
      String from =
          "(SELECT * REPLACE ([{'x': v} FOR v IN thrift] AS thrift,"
              + " [{'str': v} FOR v IN avro] AS avro) FROM '"
              + file
              + "')";
      Tables.assertSameRows(rows, NestedText.rows(duck, from));
    }
  }

  @Test
  void types_follow_the_rules() throws IOException {
    Path file = directory.resolve("types.parquet");
    write(SCHEMA, file, 3, b -> b);
    String types =
        Tables.resolve(file.toString()).schema().fields().stream()
            .map(field -> field.name() + " " + field.type() + "\n")
            .collect(Collectors.joining());
    assertThat(types).isEqualTo(TYPES);
  }

  /** DuckDB refuses this form; the rules say that it is a map. */
  @Test
  void a_group_of_key_values_is_a_map() throws IOException {
    Path file = directory.resolve("old.parquet");
    write(
        """
        message old {
          optional group old (MAP_KEY_VALUE) {
            repeated group map { required int32 key; optional int32 value; }
          }
        }
        """,
        file,
        5,
        b -> b);
    TableData table = Tables.resolve(file.toString());
    assertThat(table.schema().field(0).type().toString()).isEqualTo("map(int32, int32)");
    assertThat(Tables.rows(table, table.schema(), NestedText::all))
        .contains(List.of("null"))
        .anyMatch(row -> row.get(0).startsWith("{0="));
  }

  private static void write(
      String schemaText, Path file, int rows, UnaryOperator<ExampleParquetWriter.Builder> options)
      throws IOException {
    Files.deleteIfExists(file);
    MessageType schema = MessageTypeParser.parseMessageType(schemaText);
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(schema)
            .withConf(new PlainParquetConfiguration());
    Random random = new Random(7);
    try (ParquetWriter<Group> writer = options.apply(builder).build()) {
      for (int i = 0; i < rows; i++) {
        Group row = new SimpleGroup(schema);
        fill(row, schema, i, random);
        writer.write(row);
      }
    }
  }

  /** Random values; keys are numbered, so that none comes twice. */
  private static void fill(Group group, GroupType type, int number, Random random) {
    for (Type field : type.getFields()) {
      int count =
          switch (field.getRepetition()) {
            case REQUIRED -> 1;
            case OPTIONAL -> random.nextInt(4) == 0 ? 0 : 1;
            case REPEATED -> random.nextInt(1000) == 0 ? 300 : random.nextInt(4);
          };
      for (int i = 0; i < count; i++) {
        add(group, field, field.isRepetition(Type.Repetition.REPEATED) ? i : number, random);
      }
    }
  }

  private static void add(Group group, Type field, int number, Random random) {
    if (!field.isPrimitive()) {
      fill(group.addGroup(field.getName()), field.asGroupType(), number, random);
      return;
    }
    int value = field.getName().equals("key") ? number : random.nextInt(50);
    switch (field.asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> group.add(field.getName(), value);
      case INT64 -> group.add(field.getName(), value * 10_000_000_000L);
      case DOUBLE -> group.add(field.getName(), value / 4.0);
      case BOOLEAN -> group.add(field.getName(), value % 2 == 0);
      case BINARY -> group.add(field.getName(), "t" + value);
      default -> throw new IllegalStateException(field.toString());
    }
  }
}
