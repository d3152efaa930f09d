package org.weft.shuffle.write;

import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.shuffle.block.BlockColumn;
import org.weft.shuffle.partition.SelectedValues;
import org.weft.shuffle.write.BuilderMemory.Piece;
import org.weft.shuffle.write.ScatterKernels.Route;

/** One column of the builders of all partitions. */
final class ColumnBuilders {
  private final DataType type;
  private final Layout layout;
  private final BuilderMemory memory;
  private final long[] bases;
  private final long[] validityBases;
  private final SelectedValues values = new SelectedValues();

  // of variable-length columns only
  private final long[] byteBases;
  private final int[] sizes;
  private final Piece[] bytes;
  private final int[] lengths;
  private final long[] incoming;

  ColumnBuilders(DataType type, int partitions, BuilderMemory memory) {
    this.type = type;
    this.layout = Layout.of(type);
    this.memory = memory;
    this.bases = new long[partitions];
    this.validityBases = new long[partitions];
    boolean variable = type.isVariableLength();
    this.byteBases = new long[variable ? partitions : 0];
    this.sizes = new int[variable ? partitions : 0];
    this.bytes = new Piece[variable ? partitions : 0];
    this.lengths = new int[variable ? Batch.CAPACITY : 0];
    this.incoming = new long[variable ? partitions : 0];
  }

  boolean isVariable() {
    return type.isVariableLength();
  }

  /** Looks at the column of a batch from now on. */
  void point(Vector vector, int[] rows, int count) {
    values.point(vector, rows, count);
  }

  /** True if the pointed column may hold nulls (other than by its type). */
  boolean mayHaveNulls() {
    return values.validity() != 0 && type.kind() != TypeKind.NULL;
  }

  /** Computes what each partition's bytes will grow by; returns the sum. */
  long measure(Route route, int[] touched, int touchedCount) {
    for (int i = 0; i < touchedCount; i++) {
      incoming[touched[i]] = 0;
    }
    if (values.validity() == 0) {
      ScatterKernels.viewLengths(route, values.data(), values.index(), lengths, incoming);
    } else {
      ScatterKernels.nullableViewLengths(route, values, lengths, incoming);
    }
    long sum = 0;
    for (int i = 0; i < touchedCount; i++) {
      sum += incoming[touched[i]];
    }
    return sum;
  }

  /** Bytes that the rows last measured bring to a partition. */
  long incoming(int partition) {
    return incoming[partition];
  }

  /** Bytes that lie in a partition's builder, those of fixed width left out. */
  int size(int partition) {
    return sizes[partition];
  }

  /** Memory to be taken before the rows last measured fit into a partition. */
  long growth(int partition) {
    long wanted = sizes[partition] + incoming[partition];
    Piece piece = bytes[partition];
    return piece != null && piece.capacity() >= wanted ? 0 : BuilderMemory.sizeFor(wanted);
  }

  /** Makes room for the rows last measured. */
  void ensureBytes(int partition) {
    long wanted = sizes[partition] + incoming[partition];
    Piece old = bytes[partition];
    if (old != null && old.capacity() >= wanted) {
      return;
    }
    Piece larger = memory.take(wanted);
    if (old != null) {
      Memory.copy(old.address(), larger.address(), sizes[partition]);
      memory.give(old);
    }
    bytes[partition] = larger;
    byteBases[partition] = larger.address();
  }

  /** The fixed-width part of a partition's builder has moved; {@code rows} rows go with it. */
  void move(int partition, long newValues, long newValidity, Moved moved) {
    if (moved.rows() > 0) {
      Memory.copy(
          bases[partition], newValues, moved.shape().valueBytes(moved.column(), moved.rows()));
      if (newValidity != 0) {
        Memory.copy(validityBases[partition], newValidity, moved.rows());
      }
    } else if (isVariable()) {
      Memory.putInt(newValues, 0);
    }
    bases[partition] = newValues;
    validityBases[partition] = newValidity;
  }

  /** What a builder held when it moved. */
  record Moved(BuilderShape shape, int column, int rows) {}

  /** Copies the rows of the route to their builders. */
  void scatter(Route route) {
    if (type.kind() == TypeKind.NULL) {
      return;
    }
    if (isVariable()) {
      ScatterKernels.ViewSource source =
          new ScatterKernels.ViewSource(values.data(), values.index(), lengths);
      ScatterKernels.copyViews(route, source, bases, byteBases, sizes);
    } else if (values.layout() != layout) {
      requireWidening();
      ScatterKernels.widen64(route, values.data(), values.index(), bases);
    } else if (bases.length == 1 && values.index() == SelectedValues.identity()) {
      copyRun(route);
    } else {
      switch (layout.shift()) {
        case 0 -> ScatterKernels.copy8(route, values.data(), values.index(), bases);
        case 1 -> ScatterKernels.copy16(route, values.data(), values.index(), bases);
        case 2 -> ScatterKernels.copy32(route, values.data(), values.index(), bases);
        case 3 -> ScatterKernels.copy64(route, values.data(), values.index(), bases);
        default -> ScatterKernels.copy128(route, values.data(), values.index(), bases);
      }
    }
    if (validityBases[route.partitions()[route.from()]] != 0) {
      scatterValidity(route);
    }
  }

  private void requireWidening() {
    if (layout != Layout.INT128 || values.layout() != Layout.INT64) {
      throw new IllegalStateException(type + " in " + values.layout());
    }
  }

  /** All rows of a flat column to one partition. */
  private void copyRun(Route route) {
    int shift = layout.shift();
    long from = values.data() + ((long) route.from() << shift);
    long to = bases[0] + ((long) route.slots()[route.from()] << shift);
    Memory.copy(from, to, (long) (route.to() - route.from()) << shift);
  }

  private void scatterValidity(Route route) {
    if (values.validity() == 0) {
      ScatterKernels.ones(route, validityBases);
    } else {
      ScatterKernels.copy8(route, values.validity(), values.validityIndex(), validityBases);
    }
  }

  /** Describes a partition's rows to the encoder. */
  void describe(int partition, BlockColumn column) {
    column.values = bases[partition];
    column.validity = validityBases[partition];
    if (isVariable()) {
      column.offsets = bases[partition];
      column.bytes = byteBases[partition];
    }
  }

  /** Forgets a partition's rows, keeps its memory. */
  void clear(int partition) {
    if (isVariable()) {
      sizes[partition] = 0;
    }
  }

  /** Gives a partition's bytes back. */
  void release(int partition) {
    if (isVariable() && bytes[partition] != null) {
      memory.give(bytes[partition]);
      bytes[partition] = null;
      byteBases[partition] = 0;
    }
  }

  /** Memory held for a partition's bytes. */
  long held(int partition) {
    return isVariable() && bytes[partition] != null ? bytes[partition].size() : 0;
  }
}
