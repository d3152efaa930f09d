package org.weft.container.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/** Compiled expressions give what {@link Oracle} gives, whatever the types and encodings. */
class ExpressionProperties {
  @Property(tries = 4000, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void values_are_those_of_the_textbook(@ForAll long seed) {
    check(seed, null);
  }

  @Property(tries = 3000, edgeCases = net.jqwik.api.EdgeCasesMode.NONE)
  void selections_are_those_of_the_textbook(@ForAll long seed) {
    check(seed, SimpleType.BOOLEAN);
  }

  private static void check(long seed, DataType wanted) {
    Random random = new Random(seed);
    try (MemoryPool pool = new MemoryPool(256 << 20)) {
      try (MemoryScope data = pool.scope("test")) {
        int rows = 1 + random.nextInt(random.nextInt(10) == 0 ? Batch.CAPACITY : 60);
        TestBatch source = source(random, data, rows);
        DataType type =
            wanted != null
                ? wanted
                : random.nextBoolean()
                    ? RandomValues.type(random)
                    : source.types().get(random.nextInt(source.types().size()));
        RandomExpressions expressions = new RandomExpressions(random, source.types());
        int depth = 1 + random.nextInt(3);
        if (wanted != null) {
          select(source, expressions.safeCondition(depth), random, data);
        } else {
          evaluate(source, expressions.of(type, depth), random, data);
        }
      }
      assertThat(pool.used()).isZero();
    }
  }

  private static TestBatch source(Random random, MemoryScope data, int rows) {
    TestBatch source = new TestBatch(data, random);
    int columns = 1 + random.nextInt(4);
    double nulls = random.nextInt(3) == 0 ? 0.3 : 0;
    for (int i = 0; i < columns; i++) {
      DataType type =
          i > 0 && random.nextBoolean() ? source.types().get(0) : RandomValues.type(random);
      Vector.Encoding encoding =
          random.nextInt(8) == 0
              ? Vector.Encoding.CONSTANT
              : random.nextBoolean() ? Vector.Encoding.FLAT : Vector.Encoding.DICTIONARY;
      source.column(type, encoding, RandomValues.column(type, rows, nulls, random));
    }
    return source;
  }

  private static Batch batch(TestBatch source, Random random) {
    Batch batch = source.build();
    switch (random.nextInt(3)) {
      case 0 -> TestBatch.selectSome(batch, random, 0.9);
      case 1 -> TestBatch.selectSome(batch, random, 0.3);
      default -> {}
    }
    return batch;
  }

  private static void evaluate(
      TestBatch source, Expression expression, Random random, MemoryScope scope) {
    try (Evaluator evaluator = ExpressionCompiler.evaluator(expression, scope)) {
      for (int round = 0; round < 2; round++) {
        Batch batch = batch(source, random);
        if (batch.selectedCount() == 0) {
          continue;
        }
        Vector vector;
        try {
          vector = evaluator.evaluate(batch);
        } catch (WeftException e) {
          mustFail(source, expression, batch, e);
          return;
        }
        assertThat(vector.type()).isEqualTo(expression.type());
        for (int n = 0; n < batch.selectedCount(); n++) {
          compare(source, expression, batch.row(n), vector);
        }
      }
    }
  }

  private static void compare(TestBatch source, Expression expression, int row, Vector vector) {
    Value actual = Constants.read(vector, row);
    Value expected = new Oracle(source, row, Oracle.Failing.YIELDS_TO_NULL).eval(expression);
    assertThat(actual)
        .as("%s in row %s", expression, row)
        .usingComparator((a, b) -> same(a, b) ? 0 : 1)
        .isEqualTo(expected);
  }

  private static boolean same(Value a, Value b) {
    if (a instanceof Value.Real x && b instanceof Value.Real y) {
      return Double.compare(x.value() + 0.0, y.value() + 0.0) == 0;
    }
    return a.equals(b);
  }

  private static void mustFail(
      TestBatch source, Expression expression, Batch batch, WeftException error) {
    for (int n = 0; n < batch.selectedCount(); n++) {
      for (Oracle.Failing failing : Oracle.Failing.values()) {
        try {
          new Oracle(source, batch.row(n), failing).eval(expression);
        } catch (WeftException e) {
          if (e.code() == error.code()) {
            return;
          }
        }
      }
    }
    fail(expression + " fails with " + error.getMessage() + ", but no row does", error);
  }

  private static void select(
      TestBatch source, Expression predicate, Random random, MemoryScope scope) {
    try (Selector selector = ExpressionCompiler.selector(predicate, scope)) {
      for (int round = 0; round < 3; round++) {
        Batch batch = batch(source, random);
        java.util.List<Integer> expected = new java.util.ArrayList<>();
        for (int n = 0; n < batch.selectedCount(); n++) {
          if (Oracle.isTrue(
              new Oracle(source, batch.row(n), Oracle.Failing.DECIDES).eval(predicate))) {
            expected.add(batch.row(n));
          }
        }
        selector.select(batch);
        java.util.List<Integer> actual = new java.util.ArrayList<>();
        for (int n = 0; n < batch.selectedCount(); n++) {
          actual.add(batch.row(n));
        }
        assertThat(actual).as("%s", predicate).isEqualTo(expected);
      }
    }
  }
}
