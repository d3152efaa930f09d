package org.weft.shuffle.write;

import java.util.Arrays;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.block.BlockColumn;
import org.weft.shuffle.partition.SelectedValues;
import org.weft.shuffle.write.BuilderMemory.Piece;
import org.weft.shuffle.write.ScatterKernels.Route;

/**
 * Rows not yet written: one builder per partition, each a column after the other, growing from a
 * few rows to about 8,192 (2,048 of many partitions). A full builder is written and used again;
 * when the budget is reached, the fullest builders are written and their memory is given back. Rows
 * of one partition keep their order. For one thread.
 */
final class PartitionBuilders {
  private static final int BLOCK_ROWS = 8192;
  private static final int SMALL_BLOCK_ROWS = 2048;
  private static final int MANY_PARTITIONS = 1000;

  /** A builder with this many bytes is full, however few its rows. */
  private static final long BLOCK_BYTES = 1 << 20;

  /** Bytes of strings scattered at a time. */
  private static final long LARGEST_PORTION = 16 << 20;

  /** Portions of fewer rows are not divided to save memory. */
  private static final int SMALLEST_PORTION = 64;

  /** Takes the rows of a builder: they are valid during the call. */
  interface Destination {
    void write(int partition, BlockColumn[] columns, int rows);
  }

  private final Schema schema;
  private final long budget;
  private final BuilderMemory memory;
  private final Destination destination;
  private final ColumnBuilders[] columns;
  private final BlockColumn[] described;
  private final boolean[] nullable;
  private final Piece[] pieces;
  private final int[] capacities;
  private final int[] rows;

  private final int[] counts;
  private final int[] touched;
  private final int[] slots = new int[Batch.CAPACITY];
  private final int blockRows;
  private BuilderShape shape;
  private int fullCapacity;

  PartitionBuilders(
      Schema schema, int partitions, long budget, BuilderMemory memory, Destination destination) {
    this.schema = schema;
    this.budget = budget;
    this.memory = memory;
    this.destination = destination;
    this.columns = new ColumnBuilders[schema.size()];
    this.described = new BlockColumn[schema.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new ColumnBuilders(schema.type(i), partitions, memory);
      described[i] = new BlockColumn();
    }
    this.nullable = new boolean[schema.size()];
    this.pieces = new Piece[partitions];
    this.capacities = new int[partitions];
    this.rows = new int[partitions];
    this.counts = new int[partitions];
    this.touched = new int[Math.min(partitions, Batch.CAPACITY)];
    this.blockRows = partitions < MANY_PARTITIONS ? BLOCK_ROWS : SMALL_BLOCK_ROWS;
    reshape();
  }

  private void reshape() {
    shape = new BuilderShape(schema, nullable);
    fullCapacity = shape.fullCapacity(blockRows);
  }

  /** Adds the selected rows; {@code partitions[i]} is that of the i-th. */
  void append(Batch batch, int[] partitions) {
    int n = batch.selectedCount();
    int[] selected = SelectedValues.rows(batch);
    for (int i = 0; i < columns.length; i++) {
      columns[i].point(batch.column(i), selected, n);
    }
    noteNulls();
    for (int from = 0; from < n; from += fullCapacity) {
      appendPortion(new Route(from, Math.min(n, from + fullCapacity), partitions, slots));
    }
  }

  /** The first nulls of a column: from here on its builders have room for validity. */
  private void noteNulls() {
    boolean changed = false;
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].mayHaveNulls() && !nullable[i]) {
        nullable[i] = true;
        changed = true;
      }
    }
    if (changed) {
      flush();
      releaseEmpty();
      reshape();
    }
  }

  private void appendPortion(Route route) {
    int touchedCount = count(route);
    long bytes = 0;
    for (ColumnBuilders column : columns) {
      if (column.isVariable()) {
        bytes += column.measure(route, touched, touchedCount);
      }
    }
    long growth = growth(touchedCount);
    int n = route.to() - route.from();
    if ((bytes > LARGEST_PORTION && n > 1) || (growth > budget / 2 && n > SMALLEST_PORTION)) {
      clearCounts(touchedCount);
      int middle = route.from() + n / 2;
      appendPortion(new Route(route.from(), middle, route.partitions(), slots));
      appendPortion(new Route(middle, route.to(), route.partitions(), slots));
      return;
    }
    if (memory.used() + growth > budget) {
      shrink(budget / 2);
    }
    for (int i = 0; i < touchedCount; i++) {
      makeRoom(touched[i]);
    }
    assignSlots(route);
    for (ColumnBuilders column : columns) {
      column.scatter(route);
    }
    clearCounts(touchedCount);
  }

  /** Counts the rows of each partition; returns how many partitions have any. */
  private int count(Route route) {
    int[] partitions = route.partitions();
    int touchedCount = 0;
    for (int i = route.from(), to = route.to(); i < to; i++) {
      int partition = partitions[i];
      if (counts[partition]++ == 0) {
        touched[touchedCount++] = partition;
      }
    }
    return touchedCount;
  }

  private void clearCounts(int touchedCount) {
    for (int i = 0; i < touchedCount; i++) {
      counts[touched[i]] = 0;
    }
  }

  private void assignSlots(Route route) {
    int[] partitions = route.partitions();
    for (int i = route.from(), to = route.to(); i < to; i++) {
      slots[i] = rows[partitions[i]]++;
    }
  }

  /** Memory to be taken before the counted rows fit, if no builder is written first. */
  private long growth(int touchedCount) {
    long growth = 0;
    for (int i = 0; i < touchedCount; i++) {
      int partition = touched[i];
      int wanted = Math.min(fullCapacity, rows[partition] + counts[partition]);
      if (wanted > capacities[partition]) {
        growth += BuilderMemory.sizeFor(shape.bytes(shape.capacityFor(wanted)));
      }
      for (ColumnBuilders column : columns) {
        if (column.isVariable()) {
          growth += column.growth(partition);
        }
      }
    }
    return growth;
  }

  private void makeRoom(int partition) {
    int wanted = rows[partition] + counts[partition];
    if (rows[partition] > 0 && (wanted > fullCapacity || isFull(partition))) {
      flush(partition);
      wanted = counts[partition];
    }
    if (wanted > capacities[partition]) {
      grow(partition, wanted);
    }
    for (ColumnBuilders column : columns) {
      if (column.isVariable()) {
        column.ensureBytes(partition);
      }
    }
  }

  /** True if the counted rows would make too large a block. */
  private boolean isFull(int partition) {
    long bytes = content(partition);
    for (ColumnBuilders column : columns) {
      bytes += column.isVariable() ? column.incoming(partition) : 0;
    }
    return bytes > BLOCK_BYTES;
  }

  /** Bytes that lie in a partition's builder. */
  private long content(int partition) {
    long bytes = rows[partition] * shape.rowWidth();
    for (ColumnBuilders column : columns) {
      bytes += column.isVariable() ? column.size(partition) : 0;
    }
    return bytes;
  }

  private void grow(int partition, int wanted) {
    int capacity = shape.capacityFor(wanted);
    Piece larger = memory.take(shape.bytes(capacity));
    for (int i = 0; i < columns.length; i++) {
      long values = larger.address() + shape.values(i, capacity);
      long validity = nullable[i] ? larger.address() + shape.validity(i, capacity) : 0;
      columns[i].move(
          partition, values, validity, new ColumnBuilders.Moved(shape, i, rows[partition]));
    }
    if (pieces[partition] != null) {
      memory.give(pieces[partition]);
    }
    pieces[partition] = larger;
    capacities[partition] = capacity;
  }

  /** Writes what all builders hold, by partition. */
  void flush() {
    for (int partition = 0; partition < rows.length; partition++) {
      flush(partition);
    }
  }

  private void flush(int partition) {
    if (rows[partition] == 0) {
      return;
    }
    for (int i = 0; i < columns.length; i++) {
      columns[i].describe(partition, described[i]);
    }
    destination.write(partition, described, rows[partition]);
    rows[partition] = 0;
    for (ColumnBuilders column : columns) {
      column.clear(partition);
    }
  }

  /** Gives memory back until at most so many bytes are used: the fullest builders' first. */
  private void shrink(long target) {
    releaseEmpty();
    if (memory.used() <= target) {
      return;
    }
    long[] fullest = new long[rows.length];
    for (int partition = 0; partition < rows.length; partition++) {
      long content = Math.min(content(partition), Integer.MAX_VALUE);
      fullest[partition] = (content << 32) | partition;
    }
    Arrays.sort(fullest);
    for (int i = fullest.length - 1; i >= 0 && memory.used() > target; i--) {
      int partition = (int) fullest[i];
      flush(partition);
      release(partition);
    }
  }

  private void releaseEmpty() {
    for (int partition = 0; partition < rows.length; partition++) {
      if (rows[partition] == 0) {
        release(partition);
      }
    }
  }

  private void release(int partition) {
    if (pieces[partition] != null) {
      memory.give(pieces[partition]);
      pieces[partition] = null;
      capacities[partition] = 0;
    }
    for (ColumnBuilders column : columns) {
      column.release(partition);
    }
  }
}
