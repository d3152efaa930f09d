package org.weft.container.accumulate;

import java.util.List;
import java.util.stream.IntStream;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;

/**
 * Where the rows go that an aggregate keeps of a group larger than memory. As long as there is
 * memory it keeps them itself; when that is short it hands all of them over, adds what comes after
 * that here too, and reads them in the order of their columns. So a group need not fit memory, and
 * the many that do cost no sort. For one thread at a time.
 */
final class Overflow implements AutoCloseable {
  /** Less is not worth a sort. */
  private static final long LEAST = 128 << 10;

  private final Schema schema;
  private final MemoryScope kept;
  private final RowSort rows;
  private final GroupMemory group;
  private final MemoryPool pool;
  private Runnable handOver = () -> {};
  private MemoryScope scope;
  private RowsOut out;
  private volatile boolean isOpen;
  private volatile boolean isBusy;

  /**
   * @param schema of the rows
   * @param kept what the aggregate keeps them in
   * @param rows in {@link #order}; taken over
   */
  Overflow(Schema schema, MemoryScope kept, RowSort rows, GroupMemory group, MemoryPool pool) {
    this.schema = schema;
    this.kept = kept;
    this.rows = rows;
    this.group = group;
    this.pool = pool;
  }

  /** By all columns, one after the other. */
  static List<SortKey> order(Schema schema) {
    return IntStream.range(0, schema.size()).mapToObj(SortKey::ascending).toList();
  }

  /** The columns of a row. */
  Schema schema() {
    return schema;
  }

  /** What hands all rows over, and forgets them. */
  void onOpening(Runnable handingOver) {
    handOver = handingOver;
  }

  /** To be asked before rows are added: may open this one, if so many bytes more have no room. */
  void makeRoom(long bytes) {
    if (!isOpen) {
      group.makeRoom(bytes);
    }
  }

  void open() {
    isOpen = true;
    scope = pool.scope("aggregation");
    out = new RowsOut(schema, scope);
    handOver.run();
  }

  /** True if the rows of the group are here. */
  boolean isOpen() {
    return isOpen;
  }

  /** Until {@link #rest} what is kept is in use, and this one is not opened. */
  void work() {
    isBusy = true;
  }

  void rest() {
    isBusy = false;
  }

  /** For the columns of the next row. */
  ColumnBuilder column(int n) {
    return out.builders()[n];
  }

  /** Appends a row's value, or null, to a column. */
  void append(int n, ColumnReader values, int row) {
    ColumnBuilder column = column(n);
    if (values.isNull(row)) {
      column.appendNull();
      return;
    }
    switch (column.layout()) {
      case VIEW, FLOAT32, FLOAT64, BOOL8 -> column.appendValue(values.address(row));
      // a decimal may lie in a narrower layout than its type's
      case INT128 -> column.appendWide(values.integer(row), values.high(row));
      case INT8, INT16, INT32, INT64 -> column.appendInteger(values.integer(row));
    }
  }

  /** A row is complete. */
  void rowDone() {
    out.rowDone(rows);
  }

  /** Shows the rows in order. */
  void read(BatchConsumer reader) {
    out.flush(rows);
    rows.read(reader);
  }

  /** The next group begins. */
  void clear() {
    if (isOpen) {
      rows.clear();
      scope.close();
      isOpen = false;
    }
  }

  /** Bytes that opening it would give back. */
  long held() {
    long bytes = isOpen || isBusy ? 0 : kept.held();
    return bytes >= LEAST ? bytes : 0;
  }

  @Override
  public void close() {
    clear();
  }
}
