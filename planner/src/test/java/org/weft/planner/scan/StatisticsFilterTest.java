package org.weft.planner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Cast;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** What is excluded; that nothing is excluded wrongly is in {@link StatisticsFilterProperties}. */
class StatisticsFilterTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.nullable("n", SimpleType.INT32),
          Field.nullable("s", SimpleType.STRING),
          Field.nullable("x", SimpleType.FLOAT64),
          Field.nullable("d", new DecimalType(10, 2)),
          Field.nullable("b", SimpleType.BOOLEAN),
          Field.required("r", SimpleType.INT64));

  /** n is 10 to 20 with 3 nulls of 100 rows, s is "kiwi" to "melon" without nulls. */
  private static final List<ColumnStatistics> STATISTICS =
      List.of(
          between(new Value.Int(10), new Value.Int(20), 3),
          between(new Value.Text("kiwi"), new Value.Text("melon"), 0),
          between(new Value.Real(-1.5), new Value.Real(1.5), 0),
          between(new Value.Int(100), new Value.Int(200), 0),
          between(new Value.Bool(false), new Value.Bool(false), 0),
          ColumnStatistics.UNKNOWN);

  private static final Column N = column(0);
  private static final Column S = column(1);

  private static ColumnStatistics between(Value min, Value max, long nulls) {
    return new ColumnStatistics(
        Optional.of(min), Optional.of(max), OptionalLong.of(nulls), OptionalDouble.empty());
  }

  private static Column column(int ordinal) {
    return new Column(ordinal, SCHEMA.field(ordinal).name(), SCHEMA.type(ordinal));
  }

  private static Expression call(Function function, Expression... inputs) {
    return Call.of(function, SimpleType.BOOLEAN, inputs);
  }

  private static Literal number(long value) {
    return new Literal(SimpleType.INT32, new Value.Int(value));
  }

  private static Literal text(String value) {
    return new Literal(SimpleType.STRING, new Value.Text(value));
  }

  private static boolean mayMatch(Expression filter) {
    return StatisticsFilter.mayMatch(filter, SCHEMA, STATISTICS, OptionalLong.of(100));
  }

  @ParameterizedTest(name = "n {0} {1}: {2}")
  @CsvSource({
    "EQUAL, 9, false",
    "EQUAL, 10, true",
    "EQUAL, 21, false",
    "NOT_EQUAL, 15, true",
    "LESS, 10, false",
    "LESS, 11, true",
    "LESS_OR_EQUAL, 9, false",
    "LESS_OR_EQUAL, 10, true",
    "GREATER, 20, false",
    "GREATER, 19, true",
    "GREATER_OR_EQUAL, 21, false",
    "GREATER_OR_EQUAL, 20, true"
  })
  void comparisons(Function function, long number, boolean expected) {
    assertThat(mayMatch(call(function, N, number(number)))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "s LIKE {0}: {1}")
  @CsvSource({
    "lemon%, true",
    "a%, false",
    "zucchini%, false",
    "kiwi, true",
    "ki_i, true",
    "ka%, false",
    "melons%, false",
    "melo%, true",
    "%e, true",
    "_z, true",
    "k\\%, true"
  })
  void prefixes(String pattern, boolean expected) {
    assertThat(mayMatch(call(Function.LIKE, S, text(pattern)))).isEqualTo(expected);
  }

  @Test
  void an_escape_ends_the_prefix() {
    assertThat(mayMatch(call(Function.LIKE, S, text("k#%a%"), text("#")))).isTrue();
    assertThat(mayMatch(call(Function.LIKE, S, text("a#%a%"), text("#")))).isFalse();
  }

  @Test
  void starts_with() {
    assertThat(mayMatch(call(Function.STARTS_WITH, S, text("lem")))).isTrue();
    assertThat(mayMatch(call(Function.STARTS_WITH, S, text("%")))).isFalse();
  }

  @Test
  void connectives() {
    Expression never = call(Function.EQUAL, N, number(99));
    Expression maybe = call(Function.EQUAL, N, number(12));
    assertThat(mayMatch(call(Function.AND, maybe, never))).isFalse();
    assertThat(mayMatch(call(Function.OR, never, maybe))).isTrue();
    assertThat(mayMatch(call(Function.OR, never, never))).isFalse();
    assertThat(mayMatch(call(Function.NOT, never))).isTrue();
    Expression always = call(Function.GREATER, N, number(5));
    assertThat(mayMatch(call(Function.NOT, always))).isFalse();
    assertThat(mayMatch(call(Function.IS_NOT_TRUE, always))).as("n may be null").isTrue();
    assertThat(mayMatch(call(Function.IS_FALSE, always))).isFalse();
  }

  @Test
  void lists() {
    assertThat(mayMatch(call(Function.IN, N, number(1), number(99)))).isFalse();
    assertThat(mayMatch(call(Function.IN, N, number(1), number(11)))).isTrue();
    assertThat(mayMatch(call(Function.NOT, call(Function.IN, N, number(1), number(11))))).isTrue();
    assertThat(mayMatch(call(Function.IN, N, number(1), Literal.ofNull(SimpleType.INT32))))
        .isFalse();
  }

  @Test
  void nulls() {
    assertThat(mayMatch(call(Function.IS_NULL, N))).isTrue();
    assertThat(mayMatch(call(Function.IS_NULL, S))).isFalse();
    assertThat(mayMatch(call(Function.IS_NULL, column(5)))).as("required").isFalse();
    assertThat(mayMatch(call(Function.IS_NOT_NULL, N))).isTrue();
    List<ColumnStatistics> allNull =
        List.of(
            new ColumnStatistics(
                Optional.empty(), Optional.empty(), OptionalLong.of(7), OptionalDouble.empty()));
    Expression notNull = call(Function.IS_NOT_NULL, N);
    assertThat(StatisticsFilter.mayMatch(notNull, SCHEMA, allNull, OptionalLong.of(7))).isFalse();
    assertThat(StatisticsFilter.mayMatch(notNull, SCHEMA, allNull, OptionalLong.of(8))).isTrue();
    assertThat(StatisticsFilter.mayMatch(notNull, SCHEMA, allNull)).isTrue();
    assertThat(
            StatisticsFilter.mayMatch(
                call(Function.EQUAL, N, number(1)), SCHEMA, allNull, OptionalLong.of(7)))
        .isFalse();
  }

  @Test
  void widened_integers_keep_their_bounds_and_other_casts_do_not() {
    Literal big = new Literal(SimpleType.INT64, new Value.Int(1L << 40));
    Expression wide = new Cast(N, SimpleType.INT64, Cast.OnError.FAIL);
    assertThat(mayMatch(call(Function.GREATER, wide, big))).isFalse();
    Expression text = new Cast(N, SimpleType.STRING, Cast.OnError.FAIL);
    assertThat(mayMatch(call(Function.EQUAL, text, text("zzz")))).isTrue();
  }

  @Test
  void floats_may_hide_not_a_number() {
    Column x = column(2);
    Literal two = new Literal(SimpleType.FLOAT64, new Value.Real(2));
    assertThat(mayMatch(call(Function.EQUAL, x, two))).isFalse();
    assertThat(mayMatch(call(Function.GREATER, x, two))).isTrue();
    Literal nan = new Literal(SimpleType.FLOAT64, new Value.Real(Double.NaN));
    assertThat(mayMatch(call(Function.EQUAL, x, nan))).isTrue();
  }

  @Test
  void decimals_are_compared_at_one_scale_only() {
    Column d = column(3);
    Literal cents = new Literal(new DecimalType(38, 2), new Value.Big(java.math.BigInteger.TEN));
    assertThat(mayMatch(call(Function.EQUAL, d, cents))).isFalse();
    Literal whole = new Literal(new DecimalType(10, 0), new Value.Int(1));
    assertThat(mayMatch(call(Function.EQUAL, d, whole))).isTrue();
  }

  @Test
  void flags() {
    Column b = column(4);
    assertThat(mayMatch(b)).isFalse();
    assertThat(mayMatch(call(Function.NOT, b))).isTrue();
    assertThat(mayMatch(call(Function.IS_NULL, b))).isFalse();
  }

  @Test
  void what_is_not_understood_may_match() {
    Expression length = Call.of(Function.CHAR_LENGTH, SimpleType.INT64, S);
    Literal huge = new Literal(SimpleType.INT64, new Value.Int(1_000));
    assertThat(mayMatch(call(Function.GREATER, length, huge))).isTrue();
    assertThat(mayMatch(call(Function.CONTAINS, S, text("zzz")))).isTrue();
  }
}
