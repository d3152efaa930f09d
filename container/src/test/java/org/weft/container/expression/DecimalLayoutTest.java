package org.weft.container.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weft.container.expression.decimal.DecimalLayout;
import org.weft.container.expression.decimal.Int128;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Wide decimals lie in 64 bits while they fit, and in 128 as soon as one row does not. */
class DecimalLayoutTest {
  private static final DecimalType PRICE = new DecimalType(18, 2);
  private static final DecimalType PRODUCT = new DecimalType(36, 4);
  private static final Expression SQUARE =
      Call.of(Function.MULTIPLY, PRODUCT, new Column(0, "a", PRICE), new Column(1, "b", PRICE));

  private final MemoryPool pool = new MemoryPool(64 << 20);
  private final MemoryScope data = pool.scope("test");
  private final List<Evaluator> evaluators = new ArrayList<>();

  @AfterEach
  void everything_was_given_back() {
    evaluators.forEach(Evaluator::close);
    data.close();
    assertThat(pool.used()).isZero();
  }

  @Test
  void products_that_fit_lie_in_64_bits() {
    assertThat(evaluate(SQUARE, 1, 2_000_000_000L, -3_000_000_000L).layout())
        .isEqualTo(Layout.INT64);
  }

  @Test
  void one_product_that_does_not_fit_moves_the_batch_to_128() {
    Vector vector = evaluate(SQUARE, 1, 4_000_000_000L);
    assertThat(vector.layout()).isEqualTo(Layout.INT128);
    assertThat(Int128.toBigInteger(vector.valueAddress(1)))
        .isEqualTo(BigInteger.valueOf(4_000_000_000L).pow(2));
    assertThat(Int128.toBigInteger(vector.valueAddress(0))).isEqualTo(BigInteger.ONE);
  }

  @Test
  void narrow_vectors_can_be_widened_for_keeping() {
    Vector vector = evaluate(SQUARE, 3, -4);
    assertThat(DecimalLayout.isNarrow(vector)).isTrue();
    long wide = data.allocate(32).address();
    DecimalLayout.widen(vector, wide, null, 2);
    assertThat(Int128.toBigInteger(wide)).isEqualTo(BigInteger.valueOf(9));
    assertThat(Int128.toBigInteger(wide + 16)).isEqualTo(BigInteger.valueOf(16));
  }

  @Test
  void a_sum_of_39_digits_is_an_error_that_names_the_numbers() {
    DecimalType most = new DecimalType(38, 2);
    BigInteger nines = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
    Expression sum =
        Call.of(Function.ADD, most, new Column(0, "a", most), new Column(1, "b", most));
    Batch batch = batch(most, nines);
    try (Evaluator evaluator = ExpressionCompiler.evaluator(sum, data)) {
      assertThatThrownBy(() -> evaluator.evaluate(batch))
          .isInstanceOfSatisfying(
              WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NUMERIC_OVERFLOW))
          .hasMessageContaining("999999999999999999999999999999999999.99");
    }
  }

  private Vector evaluate(Expression expression, long... numbers) {
    BigInteger[] values = new BigInteger[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      values[i] = BigInteger.valueOf(numbers[i]);
    }
    Batch batch = batch(PRICE, values);
    Evaluator evaluator = ExpressionCompiler.evaluator(expression, data);
    evaluators.add(evaluator);
    return evaluator.evaluate(batch);
  }

  private Batch batch(DecimalType type, BigInteger... numbers) {
    List<Value> values = new ArrayList<>();
    for (BigInteger number : numbers) {
      values.add(Value.decimal(number, type));
    }
    return new TestBatch(data, new Random(0))
        .column(type, Vector.Encoding.FLAT, values)
        .column(type, Vector.Encoding.FLAT, values)
        .build();
  }
}
