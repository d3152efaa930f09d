package org.weft.planner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** No row group is left out that has a row for which the filter is true. */
class StatisticsFilterProperties {
  private static final Schema SCHEMA =
      Schema.of(
          Field.nullable("a", SimpleType.INT64),
          Field.nullable("b", SimpleType.INT64),
          Field.nullable("s", SimpleType.STRING),
          Field.nullable("x", SimpleType.FLOAT64),
          Field.nullable("f", SimpleType.BOOLEAN));
  private static final String[] TEXTS = {"", "a", "ab", "abc", "b", "ba", "c", "ä", "\uD83D\uDE00"};
  private static final String[] PATTERNS = {"a%", "ab%", "b_", "%", "abc", "ä%", "c%", "_b%"};
  private static final double[] REALS = {-2, -0.0, 0.0, 1.5, 3, Double.NaN, 1e300};
  private static final Function[] COMPARISONS = {
    Function.EQUAL,
    Function.NOT_EQUAL,
    Function.LESS,
    Function.LESS_OR_EQUAL,
    Function.GREATER,
    Function.GREATER_OR_EQUAL
  };
  private static final Function[] TESTS = {
    Function.IS_NULL,
    Function.IS_NOT_NULL,
    Function.IS_TRUE,
    Function.IS_NOT_TRUE,
    Function.IS_FALSE,
    Function.IS_NOT_FALSE,
    Function.NOT
  };

  @Property(tries = 20_000)
  void never_drops_a_matching_row(@ForAll Random random) {
    List<List<Object>> rows =
        IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> row(random)).toList();
    Expression filter = predicate(random, 3);
    boolean matches =
        rows.stream().anyMatch(row -> Boolean.TRUE.equals(BruteForce.evaluate(filter, row)));
    if (matches) {
      assertThat(
              StatisticsFilter.mayMatch(
                  filter, SCHEMA, statistics(rows, random), OptionalLong.of(rows.size())))
          .as("%s over %s", filter, rows)
          .isTrue();
    }
  }

  private static List<Object> row(Random random) {
    Object[] row = new Object[SCHEMA.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = BruteForce.object(value(random, i));
    }
    return Arrays.asList(row);
  }

  private static Value value(Random random, int column) {
    if (random.nextInt(5) == 0) {
      return new Value.Null();
    }
    return switch (column) {
      case 0, 1 -> new Value.Int(random.nextInt(6));
      case 2 -> new Value.Text(TEXTS[random.nextInt(TEXTS.length)]);
      case 3 -> new Value.Real(REALS[random.nextInt(REALS.length)]);
      default -> new Value.Bool(random.nextBoolean());
    };
  }

  private static List<ColumnStatistics> statistics(List<List<Object>> rows, Random random) {
    List<ColumnStatistics> statistics = new ArrayList<>();
    for (int i = 0; i < SCHEMA.size(); i++) {
      int column = i;
      List<Object> values = rows.stream().map(row -> row.get(column)).toList();
      statistics.add(statistics(column, new ArrayList<>(values), random));
    }
    return statistics;
  }

  /** As a writer of Parquet makes them: exact, loose, or not at all; without not-a-number. */
  private static ColumnStatistics statistics(int column, List<Object> values, Random random) {
    long nulls = values.stream().filter(v -> v == null).count();
    values.removeIf(v -> v == null || v instanceof Double d && d.isNaN());
    List<Value> sorted =
        values.stream()
            .map(StatisticsFilterProperties::value)
            .sorted((a, b) -> ValueOrder.compare(SCHEMA.type(column), a, b))
            .toList();
    boolean known = random.nextInt(4) > 0 && !sorted.isEmpty();
    Optional<Value> min = known ? Optional.of(lower(sorted.get(0), random)) : Optional.empty();
    Optional<Value> max =
        known && random.nextInt(4) > 0
            ? Optional.of(upper(sorted.get(sorted.size() - 1), random))
            : Optional.empty();
    return new ColumnStatistics(
        min,
        max,
        random.nextInt(4) > 0 ? OptionalLong.of(nulls) : OptionalLong.empty(),
        OptionalDouble.empty());
  }

  private static Value value(Object object) {
    if (object instanceof Long number) {
      return new Value.Int(number);
    }
    if (object instanceof String text) {
      return new Value.Text(text);
    }
    return object instanceof Double real ? new Value.Real(real) : new Value.Bool((Boolean) object);
  }

  private static Value lower(Value value, Random random) {
    if (value instanceof Value.Text text && random.nextBoolean()) {
      String string = text.value();
      return new Value.Text(
          string.substring(
              0,
              string.offsetByCodePoints(
                  0, Math.min(1, string.codePointCount(0, string.length())))));
    }
    return value instanceof Value.Int number && random.nextBoolean()
        ? new Value.Int(number.value() - 1)
        : value;
  }

  private static Value upper(Value value, Random random) {
    if (value instanceof Value.Text text && random.nextBoolean()) {
      return new Value.Text(text.value() + "z");
    }
    return value instanceof Value.Int number && random.nextBoolean()
        ? new Value.Int(number.value() + 1)
        : value;
  }

  private static Expression predicate(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      Function connective =
          random.nextBoolean()
              ? random.nextBoolean() ? Function.AND : Function.OR
              : TESTS[random.nextInt(TESTS.length)];
      return connective == Function.AND || connective == Function.OR
          ? flag(connective, predicate(random, depth - 1), predicate(random, depth - 1))
          : flag(connective, predicate(random, depth - 1));
    }
    int column = random.nextInt(SCHEMA.size());
    return switch (random.nextInt(5)) {
      case 0 -> flag(Function.IS_NULL, column(column));
      case 1 -> flag(Function.IN, column(column), literal(random, column), literal(random, column));
      case 2 -> text(random);
      case 3 -> compared(random, column(0), column(1));
      default -> compared(random, column(column), literal(random, column));
    };
  }

  private static Expression text(Random random) {
    return random.nextBoolean()
        ? flag(Function.LIKE, column(2), textLiteral(PATTERNS[random.nextInt(PATTERNS.length)]))
        : flag(Function.STARTS_WITH, column(2), textLiteral(TEXTS[random.nextInt(TEXTS.length)]));
  }

  private static Expression compared(Random random, Expression a, Expression b) {
    Function function = COMPARISONS[random.nextInt(COMPARISONS.length)];
    return random.nextBoolean() ? flag(function, a, b) : flag(function, b, a);
  }

  private static Expression flag(Function function, Expression... inputs) {
    return Call.of(function, SimpleType.BOOLEAN, inputs);
  }

  private static Expression column(int ordinal) {
    return new Column(ordinal, SCHEMA.field(ordinal).name(), SCHEMA.type(ordinal));
  }

  private static Expression textLiteral(String text) {
    return new Literal(SimpleType.STRING, new Value.Text(text));
  }

  private static Expression literal(Random random, int column) {
    return new Literal(SCHEMA.type(column), value(random, column));
  }
}
