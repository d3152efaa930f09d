package org.weft.container.accumulate;

import java.util.List;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/** Counts that go to disk when memory is short, by value, and are added up from there. */
final class SpillingCounts implements ValueCounts {
  private final int argument;
  private final HeldCounts held;
  private final Overflow overflow;
  private final MemoryScope scope;
  private final KeptValue last;
  private final ColumnReader values = new ColumnReader();
  private final ColumnReader counts = new ColumnReader();
  private long total;

  /**
   * Takes over the counts, the overflow and the scope.
   *
   * @param overflow of rows of {@link #schema}
   * @param scope for what is read
   */
  SpillingCounts(
      int argument, DataType type, HeldCounts held, Overflow overflow, MemoryScope scope) {
    this.argument = argument;
    this.held = held;
    this.overflow = overflow;
    this.scope = scope;
    this.last = new KeptValue(type, scope);
    overflow.onOpening(this::handOver);
  }

  /** What is spilled: values of a type and how often they came. */
  static Schema schema(DataType type) {
    return new Schema(
        List.of(Field.nullable("value", type), Field.nullable("count", SimpleType.INT64)));
  }

  @Override
  public void clear() {
    held.clear();
    overflow.clear();
    total = 0;
  }

  @Override
  public void add(Batch batch, int[] rows, int from, int to) {
    overflow.makeRoom(held.growth(to - from));
    if (!overflow.isOpen()) {
      held.add(batch, rows, from, to);
      return;
    }
    values.point(batch.column(argument));
    for (int i = from; i < to; i++) {
      if (!values.isNull(rows[i])) {
        overflow.append(0, values, rows[i]);
        overflow.column(1).appendInteger(1);
        overflow.rowDone();
        total++;
      }
    }
  }

  private void handOver() {
    total = held.total();
    held.forEach(
        (value, count) -> {
          overflow.column(0).appendValue(value);
          overflow.column(1).appendInteger(count);
          overflow.rowDone();
        });
    held.clear();
  }

  @Override
  public long total() {
    return overflow.isOpen() ? total : held.total();
  }

  @Override
  public Layout layout() {
    return held.layout();
  }

  @Override
  public void forEach(Visitor visitor) {
    if (!overflow.isOpen()) {
      held.forEach(visitor);
      return;
    }
    last.clear();
    Sums sums = new Sums(visitor);
    overflow.read(sums);
    sums.end();
  }

  /** Adds up the counts of equal values, which are neighbours. */
  private final class Sums implements BatchConsumer {
    private final Visitor visitor;
    private long sum;

    Sums(Visitor visitor) {
      this.visitor = visitor;
    }

    @Override
    public void accept(Batch batch) {
      values.point(batch.column(0));
      counts.point(batch.column(1));
      int[] rows = RowNumbers.of(batch);
      for (int i = 0; i < batch.selectedCount(); i++) {
        if (!last.isSet() || last.compare(values, rows[i]) != 0) {
          end();
          last.set(values, rows[i]);
          sum = 0;
        }
        sum += counts.integer(rows[i]);
      }
    }

    /** What came so far is complete. */
    void end() {
      if (last.isSet()) {
        visitor.visit(last.address(), sum);
      }
    }

    @Override
    public boolean wantsMore() {
      return true;
    }
  }

  @Override
  public void close() {
    overflow.close();
    held.close();
    scope.close();
  }
}
