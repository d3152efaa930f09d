package org.weft.container.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.weft.container.expression.Constants;
import org.weft.container.expression.TestBatch;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** Filter and project: what they hand on, and when they look at which column. */
class RowOperatorsTest {
  private static final Estimate UNKNOWN = new Estimate(1, 1);
  private static final Column A = new Column(0, "a", SimpleType.INT64);
  private static final Column B = new Column(1, "b", SimpleType.INT64);
  private static final Schema SCHEMA =
      Schema.of(Field.nullable("a", SimpleType.INT64), Field.nullable("b", SimpleType.INT64));
  private static final PhysicalPlan INPUT = new PhysicalPlan.Values(List.of(), SCHEMA, UNKNOWN);

  private final MemoryPool pool = new MemoryPool(64 << 20);
  private final MemoryScope data = pool.scope("test");
  private final ExecutionContext context =
      new ExecutionContext(pool, Settings.DEFAULTS, 1, new Cancellation());
  private final Collected collected = new Collected();

  @AfterEach
  void everything_was_given_back() {
    data.close();
    assertThat(pool.used()).isZero();
  }

  @Test
  void a_filter_hands_on_the_rows_that_pass() {
    run(filter(call(Function.GREATER, SimpleType.BOOLEAN, A, number(1))), batch());
    assertThat(collected.rows).containsExactly(List.of(2L, 0L), List.of(3L, 30L));
  }

  @Test
  void a_filter_hands_on_no_empty_batch() {
    run(filter(call(Function.GREATER, SimpleType.BOOLEAN, A, number(9))), batch());
    assertThat(collected.batches).isZero();
  }

  @Test
  void a_condition_that_may_fail_sees_only_rows_that_passed_the_others() {
    Expression guarded =
        call(
            Function.AND,
            SimpleType.BOOLEAN,
            call(
                Function.GREATER,
                SimpleType.BOOLEAN,
                call(Function.DIVIDE, SimpleType.INT64, number(60), B),
                number(1)),
            call(Function.NOT_EQUAL, SimpleType.BOOLEAN, B, number(0)));
    run(filter(guarded), batch());
    assertThat(collected.rows).containsExactly(List.of(1L, 10L), List.of(3L, 30L));
  }

  @Test
  void a_column_is_loaded_for_the_rows_that_earlier_conditions_left() {
    List<String> loaded = new ArrayList<>();
    Batch source = batch();
    Batch lazy = new Batch(SCHEMA);
    ColumnLoader loader =
        (asking, column, vector) -> {
          loaded.add(column + ":" + asking.selectedCount());
          vector.pointLike(source.column(column));
        };
    lazy.start(source.rowCount(), loader);
    Expression both =
        call(
            Function.AND,
            SimpleType.BOOLEAN,
            call(Function.GREATER, SimpleType.BOOLEAN, A, number(2)),
            call(Function.GREATER, SimpleType.BOOLEAN, B, number(2)));
    run(filter(both), lazy);
    assertThat(loaded).containsExactly("0:3", "1:1");
  }

  @Test
  void a_projection_passes_columns_on_and_computes_the_others() {
    Expression sum = call(Function.ADD, SimpleType.INT64, A, B);
    run(project(List.of(B, sum, number(7))), batch());
    assertThat(collected.rows)
        .containsExactly(List.of(10L, 11L, 7L), List.of(0L, 2L, 7L), List.of(30L, 33L, 7L));
  }

  @Test
  void a_column_nobody_asks_for_is_not_computed() {
    Expression fails = call(Function.DIVIDE, SimpleType.INT64, A, B);
    collected.columns = 1;
    run(project(List.of(A, fails)), batch());
    assertThat(collected.rows).containsExactly(List.of(1L), List.of(2L), List.of(3L));
  }

  @Test
  void a_failing_projection_names_the_values() {
    Expression fails = call(Function.DIVIDE, SimpleType.INT64, A, B);
    Batch batch = batch();
    assertThatThrownBy(() -> run(project(List.of(fails)), batch))
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO))
        .hasMessageContaining("2 / 0");
  }

  private Batch batch() {
    return new TestBatch(data, new Random(1))
        .column(SimpleType.INT64, Vector.Encoding.FLAT, numbers(1, 2, 3))
        .column(SimpleType.INT64, Vector.Encoding.FLAT, numbers(10, 0, 30))
        .build();
  }

  private FilterOperator filter(Expression predicate) {
    return new FilterOperator(new PhysicalPlan.Filter(INPUT, predicate, UNKNOWN), context);
  }

  private ProjectOperator project(List<Expression> expressions) {
    List<Field> fields = new ArrayList<>();
    for (Expression expression : expressions) {
      fields.add(Field.nullable("x", expression.type()));
    }
    return new ProjectOperator(
        new PhysicalPlan.Project(INPUT, expressions, new Schema(fields), UNKNOWN), context);
  }

  private void run(StreamOperator operator, Batch batch) {
    try (StreamOperator.Worker worker = operator.worker(collected)) {
      worker.accept(batch);
      worker.finish();
    }
  }

  private static List<Value> numbers(long... numbers) {
    List<Value> values = new ArrayList<>();
    for (long number : numbers) {
      values.add(new Value.Int(number));
    }
    return values;
  }

  private static Literal number(long value) {
    return new Literal(SimpleType.INT64, new Value.Int(value));
  }

  private static Expression call(Function function, SimpleType type, Expression... inputs) {
    return Call.of(function, type, inputs);
  }

  /** Keeps what it is handed. */
  private static final class Collected implements BatchConsumer {
    private final List<List<Long>> rows = new ArrayList<>();
    private int batches;
    private int columns = Integer.MAX_VALUE;

    @Override
    public void accept(Batch batch) {
      batches++;
      for (int n = 0; n < batch.selectedCount(); n++) {
        List<Long> row = new ArrayList<>();
        for (int c = 0; c < Math.min(columns, batch.columnCount()); c++) {
          assertThat(batch.column(c).layout()).isEqualTo(Layout.INT64);
          row.add(((Value.Int) Constants.read(batch.column(c), batch.row(n))).value());
        }
        rows.add(row);
      }
    }

    @Override
    public boolean wantsMore() {
      return true;
    }
  }
}
