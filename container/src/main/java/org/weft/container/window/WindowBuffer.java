package org.weft.container.window;

import java.util.BitSet;
import java.util.List;
import org.weft.container.hash.RowNumbers;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/** Keeps rows that come in order, and knows where partitions and groups of peers begin. */
final class WindowBuffer {
  private final PassedColumn[] columns;
  private final List<Integer> partitionKeys;
  private final List<SortKey> orderKeys;
  private final Scratch flags;
  private final WindowRows complete;
  private int rows;

  /** The start of the last partition, which may go on. */
  private int lastPartition;

  WindowBuffer(PhysicalPlan.Window plan, MemoryScope scope) {
    partitionKeys = plan.partitionKeys();
    orderKeys = plan.orderKeys();
    flags = new Scratch(scope);
    BitSet used = new BitSet();
    partitionKeys.forEach(used::set);
    orderKeys.forEach(key -> used.set(key.ordinal()));
    for (WindowCall call : plan.calls()) {
      call.columns().forEach(used::set);
    }
    columns = new PassedColumn[plan.input().schema().size()];
    ValueCopies copies = new ValueCopies();
    for (int i = 0; i < columns.length; i++) {
      Layout layout = Layout.of(plan.input().schema().type(i));
      columns[i] =
          used.get(i)
              ? new KeptColumn(layout, scope, copies)
              : new ChunkedColumn(layout, scope, copies);
    }
    complete = new WindowRows(columns, scope);
  }

  /**
   * Points the first columns of a batch at rows from {@code first} to at most before {@code end},
   * as many as lie together.
   */
  void show(Batch batch, int first, int end) {
    int count = Math.min(Batch.CAPACITY, end - first);
    for (PassedColumn column : columns) {
      count = Math.min(count, column.together(first));
    }
    batch.start(count);
    for (int i = 0; i < columns.length; i++) {
      columns[i].show(batch.column(i), first);
    }
  }

  WindowRows complete() {
    return complete;
  }

  /** Keeps the selected rows of a batch. */
  void append(Batch batch) {
    int count = batch.selectedCount();
    if (rows > Integer.MAX_VALUE - count) {
      throw WeftException.of(
              ErrorCode.OUT_OF_MEMORY,
              "a partition of a window has more than " + Integer.MAX_VALUE + " rows")
          .hint("add a key to PARTITION BY");
    }
    int[] selected = RowNumbers.of(batch);
    for (int i = 0; i < columns.length; i++) {
      columns[i].append(batch.column(i), selected, count);
    }
    markBreaks(count);
    rows += count;
  }

  private void markBreaks(int count) {
    long address = flags.grow((long) rows + count, rows);
    Memory.fill(address + rows, count, (byte) 0);
    int from = rows;
    int to = rows + count;
    if (rows == 0) {
      Memory.putByte(address, (byte) (WindowRows.PARTITION | WindowRows.GROUP));
      from = 1;
    }
    for (int key : partitionKeys) {
      KeyBreaks.mark(
          (KeptColumn) columns[key], from, to, address, WindowRows.PARTITION | WindowRows.GROUP);
    }
    for (SortKey key : orderKeys) {
      KeyBreaks.mark((KeptColumn) columns[key.ordinal()], from, to, address, WindowRows.GROUP);
    }
    if (!partitionKeys.isEmpty()) {
      int last = to - 1;
      while (last >= from && (Memory.getByte(address + last) & WindowRows.PARTITION) == 0) {
        last--;
      }
      lastPartition = last >= from ? last : lastPartition;
    }
  }

  /** How many rows belong to partitions that are complete. */
  int completeRows() {
    return lastPartition;
  }

  /** The row behind the last of the first partition, as far as it came. */
  int firstPartitionEnd() {
    int end = lastPartition == 0 ? rows : 1;
    while (end < rows && (flag(end) & WindowRows.PARTITION) == 0) {
      end++;
    }
    return end;
  }

  /** True if a row begins a group of peers; the end of all rows does. */
  boolean beginsGroup(int row) {
    return row == rows || (flag(row) & WindowRows.GROUP) != 0;
  }

  private int flag(int row) {
    return Memory.getByte(flags.address() + row);
  }

  /** How many rows there are. */
  int rows() {
    return rows;
  }

  /** Takes the first rows, whole partitions, as those to compute. */
  void take(int count) {
    complete.start(flags.address(), count);
  }

  /** Takes the first rows, of one partition, of which a part is to compute. */
  void takePart(int count, WindowRows.Part part) {
    complete.startPart(flags.address(), count, part);
  }

  /** Forgets the first rows. */
  void drop(int count) {
    if (count == 0) {
      return;
    }
    for (PassedColumn column : columns) {
      column.drop(count);
    }
    rows -= count;
    if (rows > 0) {
      Memory.copy(flags.address() + count, flags.address(), rows);
    }
    flags.shrink(rows);
    lastPartition = Math.max(0, lastPartition - count);
  }
}
