package org.weft.container.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.weft.container.fixture.Rows.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.weft.container.fixture.ListSink;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.Pipeline;
import org.weft.container.pipeline.PipelineExecutor;
import org.weft.container.pipeline.PipelineStep;
import org.weft.container.pipeline.QueryThreads;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

class ValuesSourceTest {
  private final MemoryPool pool = new MemoryPool(16 << 20);

  @Test
  void every_type_of_literal_comes_out() {
    List<Literal> literals =
        List.of(
            literal(SimpleType.BOOLEAN, new Value.Bool(true)),
            literal(SimpleType.INT8, new Value.Int(-1)),
            literal(SimpleType.INT16, new Value.Int(-2)),
            literal(SimpleType.INT32, new Value.Int(-3)),
            literal(SimpleType.INT64, new Value.Int(Long.MIN_VALUE)),
            literal(new DecimalType(9, 2), new Value.Int(-123)),
            literal(new DecimalType(38, 2), new Value.Big(BigInteger.ONE.shiftLeft(100).negate())),
            literal(SimpleType.FLOAT32, new Value.Real(1.5)),
            literal(SimpleType.FLOAT64, new Value.Real(-0.1)),
            literal(SimpleType.DATE, new Value.Int(-1)),
            literal(SimpleType.STRING, new Value.Text("a text longer than its prefix")),
            literal(SimpleType.BINARY, new Value.Bytes(new byte[] {1, 2})));
    List<Literal> nulls = literals.stream().map(l -> Literal.ofNull(l.type())).toList();

    assertThat(run(List.of(literals, nulls)))
        .containsExactly(
            row(
                true,
                -1L,
                -2L,
                -3L,
                Long.MIN_VALUE,
                new BigDecimal("-1.23"),
                new BigDecimal(BigInteger.ONE.shiftLeft(100).negate(), 2),
                1.5f,
                -0.1,
                LocalDate.of(1969, 12, 31),
                "a text longer than its prefix",
                "0x0102"),
            row(new Object[nulls.size()]));
  }

  @Test
  void many_rows_come_in_several_batches_in_order() {
    int count = 2 * Batch.CAPACITY + 1;
    List<List<Literal>> rows =
        IntStream.range(0, count)
            .mapToObj(i -> List.of(literal(SimpleType.INT32, new Value.Int(i))))
            .toList();

    List<List<Object>> out = run(rows);

    assertThat(out).hasSize(count);
    assertThat(out.get(count - 1)).isEqualTo(row((long) count - 1));
  }

  @Test
  void no_rows_are_no_batch() {
    assertThat(run(List.of())).isEmpty();
  }

  private static Literal literal(DataType type, Value value) {
    return new Literal(type, value);
  }

  private List<List<Object>> run(List<List<Literal>> rows) {
    List<Field> fields =
        rows.isEmpty()
            ? List.of(Field.nullable("a", SimpleType.INT32))
            : rows.get(0).stream().map(l -> Field.nullable("c", l.type())).toList();
    PhysicalPlan.Values values =
        new PhysicalPlan.Values(rows, new Schema(fields), new Estimate(rows.size(), 8));
    Cancellation cancellation = new Cancellation();
    QueryThreads threads = new QueryThreads(1, Runnable::run, cancellation);
    ListSink sink = new ListSink();
    Pipeline pipeline = new Pipeline(() -> new ValuesSource(values, pool), List.of());
    new PipelineExecutor(threads, cancellation)
        .run(List.of(new PipelineStep(List.of(pipeline), sink, List.of())));
    assertThat(pool.used()).isZero();
    return sink.rows();
  }
}
