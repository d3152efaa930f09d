package org.weft.container.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.weft.container.fixture.Rows.row;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.util.ValueVectorUtility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weft.container.fixture.BatchMaker;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

class ArrowBatchesTest {
  static final Schema EVERY_TYPE =
      Schema.of(
          Field.nullable("nothing", SimpleType.NULL),
          Field.nullable("flag", SimpleType.BOOLEAN),
          Field.nullable("i8", SimpleType.INT8),
          Field.nullable("i16", SimpleType.INT16),
          Field.nullable("i32", SimpleType.INT32),
          Field.required("i64", SimpleType.INT64),
          Field.nullable("f32", SimpleType.FLOAT32),
          Field.nullable("f64", SimpleType.FLOAT64),
          Field.nullable("money", new DecimalType(15, 2)),
          Field.nullable("big", new DecimalType(38, 4)),
          Field.nullable("day", SimpleType.DATE),
          Field.nullable(
              "seconds", new TimestampType(TimestampType.Unit.SECONDS, TimestampType.Zone.UTC)),
          Field.nullable("micros", TimestampType.MICROS),
          Field.nullable("text", SimpleType.STRING),
          Field.nullable("bytes", SimpleType.BINARY));

  private static final Schema NESTED =
      Schema.of(
          Field.nullable("span", SimpleType.INTERVAL),
          Field.nullable("clock", TimeType.MICROS),
          Field.nullable("numbers", new ListType(SimpleType.INT32)),
          Field.nullable("words", new ListType(new ListType(SimpleType.STRING))),
          Field.nullable(
              "pair",
              StructType.of(
                  Field.nullable("a", SimpleType.BOOLEAN),
                  Field.nullable("b", new ListType(new DecimalType(20, 1))))),
          Field.nullable("counts", new MapType(SimpleType.STRING, SimpleType.FLOAT64)));

  static final List<List<Object>> ROWS =
      List.of(
          row(
              null,
              true,
              1L,
              2L,
              3L,
              4L,
              1.5f,
              2.5,
              new BigDecimal("12345.67"),
              new BigDecimal("1234567890123456789012345678901234.5678"),
              LocalDate.of(1998, 12, 1),
              7L,
              8_000_001L,
              "short",
              "0x00ff"),
          row(
              null, null, null, null, null, 5L, null, null, null, null, null, null, null, null,
              null),
          row(
              null,
              false,
              -128L,
              -32768L,
              (long) Integer.MIN_VALUE,
              Long.MIN_VALUE,
              Float.NEGATIVE_INFINITY,
              -0.0,
              new BigDecimal("-0.01"),
              new BigDecimal("-1.0000"),
              LocalDate.of(1, 1, 1),
              -1L,
              Long.MAX_VALUE,
              "a text of more than thirty-two bytes, with ümläuts",
              "0x"));

  private final MemoryPool pool = new MemoryPool(64 << 20);
  private final MemoryScope scope = pool.scope("test");
  private final BatchMaker maker = new BatchMaker(scope);
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void everything_is_given_back() {
    scope.close();
    assertThat(pool.used()).isZero();
    allocator.close();
    pool.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Vector.Encoding.class,
      names = {"FLAT", "DICTIONARY"})
  void every_type_comes_out_as_it_went_in(Vector.Encoding encoding) {
    Batch batch = maker.encoded(EVERY_TYPE, ROWS, encoding);

    assertThat(load(batch)).isEqualTo(ROWS);
  }

  @Test
  void a_constant_is_repeated() {
    Batch batch =
        maker.encoded(EVERY_TYPE, List.of(ROWS.get(2), ROWS.get(0)), Vector.Encoding.CONSTANT);
    Batch nulls =
        maker.encoded(EVERY_TYPE, List.of(ROWS.get(1), ROWS.get(0)), Vector.Encoding.CONSTANT);

    assertThat(load(batch)).isEqualTo(List.of(ROWS.get(2), ROWS.get(2)));
    assertThat(load(nulls)).isEqualTo(List.of(ROWS.get(1), ROWS.get(1)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Vector.Encoding.class,
      names = {"FLAT", "DICTIONARY"})
  void only_selected_rows_come_out(Vector.Encoding encoding) {
    Batch batch = maker.encoded(EVERY_TYPE, ROWS, encoding);
    batch.select(new int[] {0, 2}, 2);

    assertThat(load(batch)).isEqualTo(List.of(ROWS.get(0), ROWS.get(2)));
  }

  @Test
  void nested_values_and_intervals_become_arrow_ones() {
    Object[] first = {
      new Value.Span(14, -3, 1),
      3L,
      List.of(1L, 2L),
      List.of(List.of("a", ""), List.of()),
      Arrays.asList(true, Arrays.asList(new BigDecimal("1.5"), null)),
      List.of(Map.entry("x", 1.5), Map.entry("y", 2.0))
    };
    Object[] second = new Object[first.length];
    Object[] third = {
      new Value.Span(0, 0, 0),
      0L,
      Arrays.asList(null, 7L),
      Arrays.asList(null, List.of("b")),
      Arrays.asList(null, null),
      List.of()
    };
    Batch batch =
        maker.flat(
            NESTED, List.of(Arrays.asList(first), Arrays.asList(second), Arrays.asList(third)));

    String expected =
        """
        P14M-3D PT0.000001S, 3, [1,2], [["a",""],[]], {"a":true,"b":[1.5,null]}, \
        [{"key":"x","value":1.5},{"key":"y","value":2.0}]
        null, null, null, null, null, null
        P0D PT0S, 0, [null,7], [null,["b"]], {}, []""";
    try (ArrowBatches arrow = new ArrowBatches(NESTED, allocator)) {
      for (int time = 0; time < 2; time++) { // the second time buffers are used again
        VectorSchemaRoot root = arrow.load(batch);
        // its check does not know maps
        root.getFieldVectors().subList(0, 5).forEach(ValueVectorUtility::validateFull);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < 3; row++) {
          int at = row;
          lines.add(
              root.getFieldVectors().stream()
                  .map(vector -> String.valueOf(vector.getObject(at)))
                  .collect(Collectors.joining(", ")));
        }
        assertThat(String.join("\n", lines)).isEqualTo(expected);
      }
    }
    assertThat(ArrowSchemas.fromArrow(ArrowSchemas.toArrow(NESTED))).isEqualTo(NESTED);
  }

  @Test
  void a_wide_decimal_may_lie_in_eight_bytes() {
    Schema schema = Schema.of(Field.nullable("d", new DecimalType(38, 2)));
    Batch narrow =
        maker.flat(
            Schema.of(Field.nullable("d", new DecimalType(18, 2))),
            List.of(row(new BigDecimal("-3.50")), row(new BigDecimal("99.99"))));
    Batch batch = new Batch(schema);
    batch.start(2);
    batch.column(0).pointFlat(Layout.INT64, narrow.column(0).data(), 0);

    assertThat(load(batch))
        .isEqualTo(List.of(row(new BigDecimal("-3.50")), row(new BigDecimal("99.99"))));
  }

  @Test
  void the_root_is_used_again_and_grows() {
    Schema schema = Schema.of(Field.nullable("text", SimpleType.STRING));
    List<List<Object>> small = List.of(row("a"), row((Object) null));
    List<List<Object>> large = new ArrayList<>();
    for (int i = 0; i < Batch.CAPACITY; i++) {
      large.add(i % 7 == 0 ? row((Object) null) : row("x".repeat(i % 100) + i));
    }
    try (ArrowBatches arrow = new ArrowBatches(schema, allocator)) {
      VectorSchemaRoot first = arrow.load(maker.flat(schema, small));
      assertThat(values(first)).isEqualTo(small);
      VectorSchemaRoot second = arrow.load(maker.flat(schema, large));
      assertThat(second).isSameAs(first);
      assertThat(values(second)).isEqualTo(large);
      assertThat(values(arrow.load(maker.flat(schema, small)))).isEqualTo(small);
    }
  }

  @Test
  void the_schema_survives_the_way_to_arrow_and_back() {
    assertThat(ArrowSchemas.fromArrow(ArrowSchemas.toArrow(EVERY_TYPE))).isEqualTo(EVERY_TYPE);
  }

  @Test
  void a_type_that_weft_does_not_have_is_named() {
    var half =
        new org.apache.arrow.vector.types.pojo.Field(
            "h",
            new FieldType(true, new ArrowType.FloatingPoint(FloatingPointPrecision.HALF), null),
            List.of());

    assertThatThrownBy(
            () ->
                ArrowSchemas.fromArrow(
                    new org.apache.arrow.vector.types.pojo.Schema(List.of(half), Map.of())))
        .isInstanceOf(WeftException.class)
        .hasMessageContaining("column 'h'");
  }

  private List<List<Object>> load(Batch batch) {
    try (ArrowBatches arrow = new ArrowBatches(batch.schema(), allocator)) {
      return values(arrow.load(batch));
    }
  }

  private static List<List<Object>> values(VectorSchemaRoot root) {
    return ArrowRows.of(root);
  }
}
