package org.weft.container.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** When answers are computed per dictionary entry, and what keeps them from changing results. */
class DictionaryUseTest {
  private static final Column X = new Column(0, "x", SimpleType.INT64);

  private final MemoryPool pool = new MemoryPool(64 << 20);
  private final MemoryScope data = pool.scope("test");

  @AfterEach
  void everything_was_given_back() {
    data.close();
    assertThat(pool.used()).isZero();
  }

  @Test
  void the_answer_is_another_dictionary_with_the_same_ids() {
    Dictionary dictionary = dictionary(10, 20, 30);
    Expression doubled = Call.of(Function.ADD, SimpleType.INT64, X, X);
    try (Evaluator evaluator = ExpressionCompiler.evaluator(doubled, data)) {
      Batch batch = batch(dictionary, 2, 0, 1, 0);
      Vector first = evaluator.evaluate(batch);
      assertThat(first.encoding()).isEqualTo(Vector.Encoding.DICTIONARY);
      assertThat(first.data()).isEqualTo(batch.column(0).data());
      assertThat(values(first, 4)).containsExactly(60L, 20L, 40L, 20L);
      long id = first.dictionary().id();
      Vector second = evaluator.evaluate(batch(dictionary, 1, 1));
      assertThat(second.dictionary().id()).as("not computed again").isEqualTo(id);
    }
  }

  @Test
  void a_dictionary_much_larger_than_the_rows_is_left_alone() {
    long[] entries = new long[100];
    Dictionary dictionary = dictionary(entries);
    Expression negated = Call.of(Function.NEGATE, SimpleType.INT64, X);
    try (Evaluator evaluator = ExpressionCompiler.evaluator(negated, data)) {
      assertThat(evaluator.evaluate(batch(dictionary, 1, 2)).encoding())
          .isEqualTo(Vector.Encoding.FLAT);
      for (int i = 0; i < 24; i++) {
        evaluator.evaluate(batch(dictionary, 1, 2));
      }
      assertThat(evaluator.evaluate(batch(dictionary, 1, 2)).encoding())
          .as("once rows enough have asked")
          .isEqualTo(Vector.Encoding.DICTIONARY);
    }
  }

  @Test
  void an_entry_that_no_row_uses_cannot_fail_the_query() {
    Dictionary dictionary = dictionary(1, 0, 5);
    Expression quotient = Call.of(Function.DIVIDE, SimpleType.INT64, literal(10), X);
    try (Evaluator evaluator = ExpressionCompiler.evaluator(quotient, data)) {
      assertThat(values(evaluator.evaluate(batch(dictionary, 0, 2, 2)), 3))
          .containsExactly(10L, 2L, 2L);
    }
    Expression predicate = Call.of(Function.GREATER, SimpleType.BOOLEAN, quotient, literal(5));
    try (Selector selector = ExpressionCompiler.selector(predicate, data)) {
      Batch batch = batch(dictionary, 0, 2, 2);
      selector.select(batch);
      assertThat(batch.selectedCount()).isEqualTo(1);
    }
  }

  @Test
  void an_entry_that_needs_128_bits_makes_all_wide() {
    DecimalType narrow = new DecimalType(18, 0);
    DecimalType wide = new DecimalType(36, 0);
    long most = 999_999_999_999_999_999L;
    Dictionary dictionary = dictionary(2, most);
    Column x = new Column(0, "x", narrow);
    Expression square = Call.of(Function.MULTIPLY, wide, x, x);
    try (Evaluator evaluator = ExpressionCompiler.evaluator(square, data)) {
      Batch batch = new Batch(Schema.of(Field.nullable("x", narrow)));
      batch.start(3);
      batch.column(0).pointDictionary(dictionary, ids(0, 1, 0), 0);
      Vector vector = evaluator.evaluate(batch);
      assertThat(vector.layout()).isEqualTo(Layout.INT128);
      assertThat(Constants.read(vector, 0))
          .isEqualTo(new Value.Big(java.math.BigInteger.valueOf(4)));
      assertThat(Constants.read(vector, 1))
          .isEqualTo(new Value.Big(java.math.BigInteger.valueOf(most).pow(2)));
    }
  }

  private static Literal literal(long value) {
    return new Literal(SimpleType.INT64, new Value.Int(value));
  }

  private static List<Long> values(Vector vector, int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(row -> ((Value.Int) Constants.read(vector, row)).value())
        .toList();
  }

  private Batch batch(Dictionary dictionary, int... ids) {
    Batch batch = new Batch(Schema.of(Field.nullable("x", SimpleType.INT64)));
    batch.start(ids.length);
    batch.column(0).pointDictionary(dictionary, ids(ids), 0);
    return batch;
  }

  private long ids(int... ids) {
    long address = data.allocate(4L * ids.length).address();
    Memory.copy(ids, 0, address, ids.length);
    return address;
  }

  private Dictionary dictionary(long... entries) {
    long address = data.allocate(8L * entries.length).address();
    Memory.copy(entries, 0, address, entries.length);
    return new Dictionary(Layout.INT64, address, entries.length);
  }
}
