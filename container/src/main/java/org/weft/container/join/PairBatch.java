package org.weft.container.join;

import org.weft.container.hash.ColumnBuffer;
import org.weft.container.hash.RowGather;
import org.weft.container.hash.RowNumbers;
import org.weft.container.hash.VectorGather;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Vector;

/**
 * A batch of pairs of a probe row and a build row, in one of several shapes, whose columns are made
 * when someone reads them. Good until the next one is made. For one thread.
 */
final class PairBatch implements ColumnLoader {
  /** Where the two rows of position p are. */
  private enum Shape {
    /** Probe row p, build row {@code at[p]}; 0 for none. */
    SAME_POSITION,
    /** Probe row {@code probeRows[p]}, build row {@code at[p]}. */
    GATHERED,
    /** Probe row p, one and the same build row. */
    ONE_BUILD_ROW,
    /** One and the same probe row, build row {@code at[p]}. */
    ONE_PROBE_ROW,
    /** Probe row p, no build row. */
    NO_BUILD_ROW,
    /** No probe row, build row {@code at[p]}. */
    NO_PROBE_ROW
  }

  /** Whether the probe batch is needed again after this one. */
  enum Use {
    /**
     * No: its selection may narrow with this batch's, so that columns are loaded for fewer rows.
     */
    LAST,
    AGAIN
  }

  private final Batch batch;
  private final int probeColumns;
  private final BuildLayout build;
  private final boolean[] nullable;
  private final VectorGather[] gathers;
  private final ColumnBuffer[] buffers;
  private final long nothing;
  private final long[] at = new long[Batch.CAPACITY];
  private final int[] probeRows = new int[Batch.CAPACITY];
  private final int[] present = new int[Batch.CAPACITY];
  private Batch probe;
  private Shape shape;
  private Use use;
  private boolean mayBeAbsent;
  private long oneBuildRow;
  private int oneProbeRow;

  /**
   * Pairs with the probe's columns first.
   *
   * @param nullable which build columns hold nulls
   */
  PairBatch(
      Schema schema, int probeColumns, BuildLayout build, boolean[] nullable, MemoryScope scope) {
    this.batch = new Batch(schema);
    this.probeColumns = probeColumns;
    this.build = build;
    this.nullable = nullable;
    gathers = new VectorGather[probeColumns];
    for (int c = 0; c < probeColumns; c++) {
      gathers[c] = new VectorGather(scope);
    }
    buffers = new ColumnBuffer[schema.size() - probeColumns];
    for (int c = 0; c < buffers.length; c++) {
      buffers[c] = new ColumnBuffer(scope, build.layout(c));
    }
    nothing = scope.allocateZeroed(32).address();
  }

  /** To be filled by position before a batch is made of it. */
  long[] at() {
    return at;
  }

  /** To be filled by position before {@link #gathered}. */
  int[] probeRows() {
    return probeRows;
  }

  /** The probe batch's rows at these positions, each with the build row {@code at} its position. */
  Batch samePosition(Batch rows, int[] positions, int count, Use afterwards) {
    return start(Shape.SAME_POSITION, rows, positions, count, afterwards, false);
  }

  /** As {@link #samePosition}, but where {@code at} is 0 there is no build row. */
  Batch samePositionOrNone(Batch rows, int[] positions, int count, Use afterwards) {
    return start(Shape.SAME_POSITION, rows, positions, count, afterwards, true);
  }

  /** The probe batch's rows at these positions, without build rows. */
  Batch withoutBuildRow(Batch rows, int[] positions, int count, Use afterwards) {
    return start(Shape.NO_BUILD_ROW, rows, positions, count, afterwards, false);
  }

  /** The probe batch's rows at these positions, each with this build row. */
  Batch withBuildRow(Batch rows, int[] positions, int count, long row) {
    oneBuildRow = row;
    return start(Shape.ONE_BUILD_ROW, rows, positions, count, Use.AGAIN, false);
  }

  private Batch start(
      Shape newShape, Batch rows, int[] positions, int count, Use afterwards, boolean absent) {
    shape = newShape;
    probe = rows;
    use = afterwards;
    mayBeAbsent = absent;
    batch.start(rows.rowCount(), this);
    batch.select(positions, count);
    return batch;
  }

  /** The first pairs of {@code probeRows} and {@code at}. */
  Batch gathered(Batch rows, int count) {
    return start(Shape.GATHERED, rows, count);
  }

  /** This probe row with each of the first rows of {@code at}. */
  Batch withProbeRow(Batch rows, int row, int count) {
    oneProbeRow = row;
    return start(Shape.ONE_PROBE_ROW, rows, count);
  }

  /** The first rows of {@code at}, without probe rows. */
  Batch withoutProbeRow(int count) {
    return start(Shape.NO_PROBE_ROW, null, count);
  }

  private Batch start(Shape newShape, Batch rows, int count) {
    shape = newShape;
    probe = rows;
    use = Use.AGAIN;
    mayBeAbsent = false;
    batch.start(count, this);
    return batch;
  }

  /** Notes that the build rows of the selected positions were matched. */
  void markBuildRows() {
    int offset = build.matchedOffset();
    if (shape == Shape.ONE_BUILD_ROW) {
      Memory.putByte(oneBuildRow + offset, (byte) 1);
      return;
    }
    int[] positions = RowNumbers.of(batch);
    for (int i = 0; i < batch.selectedCount(); i++) {
      Memory.putByte(at[positions[i]] + offset, (byte) 1);
    }
  }

  /** Notes that the probe rows of the selected positions were matched. */
  void markProbeRows(boolean[] matched) {
    int[] positions = RowNumbers.of(batch);
    switch (shape) {
      case SAME_POSITION, ONE_BUILD_ROW -> {
        for (int i = 0; i < batch.selectedCount(); i++) {
          matched[positions[i]] = true;
        }
      }
      case GATHERED -> {
        for (int i = 0; i < batch.selectedCount(); i++) {
          matched[probeRows[positions[i]]] = true;
        }
      }
      case ONE_PROBE_ROW -> matched[oneProbeRow] = true;
      case NO_BUILD_ROW, NO_PROBE_ROW -> throw new IllegalStateException("no pairs");
    }
  }

  @Override
  public void load(Batch rows, int column, Vector vector) {
    if (column < probeColumns) {
      loadProbe(column, vector);
    } else {
      loadBuild(column - probeColumns, vector);
    }
  }

  private void loadProbe(int column, Vector vector) {
    switch (shape) {
      case SAME_POSITION, ONE_BUILD_ROW, NO_BUILD_ROW -> {
        if (use == Use.LAST) {
          probe.select(RowNumbers.of(batch), batch.selectedCount());
        }
        vector.pointLike(probe.column(column));
      }
      case GATHERED ->
          gathers[column].gather(
              probe.column(column), probeRows, RowNumbers.of(batch), batch.selectedCount(), vector);
      case ONE_PROBE_ROW -> {
        Vector source = probe.column(column);
        vector.pointConstant(
            source.layout(),
            source.valueAddress(oneProbeRow),
            source.isNull(oneProbeRow) ? nothing : 0);
      }
      case NO_PROBE_ROW -> vector.pointConstant(vector.layout(), nothing, nothing);
    }
  }

  private void loadBuild(int column, Vector vector) {
    int offset = build.offset(column);
    ColumnBuffer out = buffers[column];
    switch (shape) {
      case NO_BUILD_ROW -> vector.pointConstant(out.layout(), nothing, nothing);
      case ONE_BUILD_ROW -> {
        long valid = oneBuildRow + build.validityOffset(column);
        vector.pointConstant(
            out.layout(), oneBuildRow + offset, Memory.getByte(valid) == 0 ? valid : 0);
      }
      case SAME_POSITION, GATHERED, ONE_PROBE_ROW, NO_PROBE_ROW -> {
        int[] positions = RowNumbers.of(batch);
        int count = batch.selectedCount();
        if (mayBeAbsent) {
          count = presentOnly(positions, count, out.validity());
          positions = present;
        }
        RowGather.values(out.layout(), at, positions, count, offset, out.values());
        vector.pointFlat(out.layout(), out.values(), validity(column, positions, count));
      }
    }
  }

  /** Lists the positions with a build row; marks the others as null. */
  private int presentOnly(int[] positions, int count, long valid) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      int p = positions[i];
      if (at[p] != 0) {
        present[found++] = p;
      } else {
        Memory.putByte(valid + p, (byte) 0);
      }
    }
    return found;
  }

  private long validity(int column, int[] positions, int count) {
    if (!nullable[column] && !mayBeAbsent) {
      return 0;
    }
    long out = buffers[column].validity();
    boolean nulls = RowGather.byteValidity(at, positions, count, build.validityOffset(column), out);
    return nulls || mayBeAbsent ? out : 0;
  }
}
