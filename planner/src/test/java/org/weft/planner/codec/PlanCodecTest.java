package org.weft.planner.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.setting.Settings;
import org.weft.planner.stage.Stage;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** The spelling, and what is refused. */
class PlanCodecTest {
  /** As a record of another module would look. */
  record Outside(
      Settings settings, Optional<byte[]> bytes, SimpleType simple, DecimalType decimal) {}

  record Cents(long cents) {
    Cents {
      if (cents < 0) {
        throw new IllegalArgumentException("no negative cents: " + cents);
      }
    }
  }

  record NotAPlan(Object anything) {}

  @Test
  void a_member_of_a_family_says_its_name_first() {
    Expression column = new Column(3, "price", DataType.parse("decimal(15,2)"));
    assertThat(new String(PlanCodec.encode(column), UTF_8))
        .isEqualTo(
            """
            {"@":"Column","ordinal":3,"name":"price","type":"decimal(15,2)"}""");
  }

  @Test
  void absent_optionals_are_null_and_numbers_without_digits_are_text() {
    assertThat(new String(PlanCodec.encode(new Value.Real(Double.NaN)), UTF_8))
        .isEqualTo(
            """
            {"@":"Real","value":"NaN"}""");
    Schema schema = Schema.of(Field.required("k", SimpleType.INT64));
    assertThat(new String(PlanCodec.encode(schema), UTF_8))
        .isEqualTo(
            """
            {"fields":[{"name":"k","type":"int64","nullability":"REQUIRED"}]}""");
  }

  @Test
  void keys_of_maps_come_back_as_numbers() {
    ScanTask task =
        new ScanTask(
            List.of(new ScanTask.Source("hdfs://n/t/f", 9, 8, List.of(0, 2))), List.of("h1"), 7, 6);
    Stage.TaskInput input = new Stage.TaskInput(Map.of(4, List.of(task)), -1);
    assertThat(PlanCodec.decode(PlanCodec.encode(input), Stage.TaskInput.class)).isEqualTo(input);
  }

  @Test
  void a_record_of_another_module_needs_nothing() {
    Outside outside =
        new Outside(
            Settings.DEFAULTS.with("num_partitions", "7"),
            Optional.of(new byte[] {1, -1}),
            SimpleType.DATE,
            new DecimalType(5, 1));
    Outside back = PlanCodec.decode(PlanCodec.encode(outside), Outside.class);
    assertThat(back.settings().asMap()).isEqualTo(Map.of("num_partitions", "7"));
    assertThat(back.bytes().orElseThrow()).containsExactly(1, -1);
    assertThat(back.simple()).isEqualTo(SimpleType.DATE);
    assertThat(back.decimal()).isEqualTo(new DecimalType(5, 1));
  }

  @Test
  void a_member_can_be_read_as_itself() {
    PhysicalPlan.Values values =
        new PhysicalPlan.Values(List.of(), new Schema(List.of()), new Estimate(0, 0));
    assertThat(PlanCodec.decode(PlanCodec.encode(values), PhysicalPlan.Values.class))
        .isEqualTo(values);
    refuses(
        new String(PlanCodec.encode(values), UTF_8),
        PhysicalPlan.Limit.class,
        "a Values where a Limit belongs");
  }

  @Test
  void deep_expressions_are_no_problem() {
    Expression deep = Literal.ofNull(SimpleType.BOOLEAN);
    for (int i = 0; i < 900; i++) {
      deep = Call.of(Function.NOT, SimpleType.BOOLEAN, deep);
    }
    assertThat(PlanCodec.encode(PlanCodec.decode(PlanCodec.encode(deep), Expression.class)))
        .isEqualTo(PlanCodec.encode(deep));
  }

  @Test
  void what_is_not_exactly_a_record_is_refused() {
    refuses("{\"@\":\"Colum\"}", Expression.class, "no Expression is called 'Colum'");
    refuses("{\"ordinal\":1}", Expression.class, "begins with property '@'");
    refuses("{\"@\":7}", Expression.class, "is a text");
    refuses("[]", Expression.class, "a Expression is a JSON object");
    refuses("null", Expression.class, "null");
    refuses("{\"cents\":1,\"x\":2}", Cents.class, "Cents has no component 'x'");
    refuses("{\"cents\":1,\"cents\":2}", Cents.class, "'cents' twice");
    refuses("{}", Cents.class, "Cents without component 'cents'");
    refuses("{\"cents\":-1}", Cents.class, "no negative cents: -1");
    refuses("{\"cents\":1.5}", Cents.class, "long");
    refuses("{\"cents\":\"1\"}", Cents.class, "long");
    refuses("{\"cents\":null}", Cents.class, "long");
    refuses("{\"cents\":1} {}", Cents.class, "Trailing token");
    refuses("{\"cents\":", Cents.class, "end-of-input");
    refuses(
        "{\"@\":\"Column\",\"ordinal\":0,\"name\":\"a\",\"type\":\"int65\"}",
        Expression.class,
        "no such type: int65");
  }

  @Test
  void what_is_no_record_of_ours_is_refused_when_encoding() {
    assertThatThrownBy(() -> PlanCodec.encode(new NotAPlan(new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no JSON for a");
  }

  @Test
  void an_error_says_where() {
    assertThatThrownBy(
            () ->
                PlanCodec.decode(
                    "{\"path\":\"p\",\"length\":\"x\"}".getBytes(UTF_8), DataFile.class))
        .hasMessageContaining("length")
        .hasMessageContaining("not the JSON of a org.weft.planner.scan.DataFile");
  }

  private static void refuses(String json, Class<?> type, String why) {
    assertThatThrownBy(() -> PlanCodec.decode(json.getBytes(UTF_8), type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
