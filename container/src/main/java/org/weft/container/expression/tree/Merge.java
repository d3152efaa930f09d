package org.weft.container.expression.tree;

import org.weft.container.expression.kernel.ConvertLoops;
import org.weft.container.expression.kernel.CopyLoops;
import org.weft.container.expression.kernel.GatherLoops;
import org.weft.container.expression.kernel.ValidityLoops;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/** A flat vector put together from parts: some rows of this vector, some of that. */
public final class Merge {
  private final Workspace memory;
  private final Vector result;
  private final boolean twoLayouts;
  private Layout layout;
  private long data;
  private long wideData;
  private long nulls;
  private boolean anyNull;
  private Rows rows;

  public Merge(DataType type, Workspace memory) {
    this.memory = memory;
    this.result = new Vector(type);
    this.twoLayouts = Layout.of(type) == Layout.INT128;
  }

  /** Starts over; parts of these rows follow. */
  public void start(Rows all) {
    rows = all;
    anyNull = false;
    layout = twoLayouts ? Layout.INT64 : Layout.of(result.type());
    if (data == 0) {
      data = memory.rowBuffer(layout.width());
    }
  }

  /** Takes some rows of a vector. */
  public void add(Vector vector, Rows part) {
    int[] sel = part.indices();
    int n = part.count();
    if (vector.mayHaveNulls()) {
      addNulls(vector, sel, n);
      if (vector.encoding() == Vector.Encoding.CONSTANT) {
        return;
      }
    } else if (anyNull) {
      ValidityLoops.mark(nulls, (byte) 1, sel, n);
    }
    if (twoLayouts && vector.layout() == Layout.INT128 && layout == Layout.INT64) {
      widen();
    }
    long to = layout == Layout.INT128 ? wideData : data;
    if (vector.layout() != layout) {
      addNarrow(vector, to, sel, n);
      return;
    }
    switch (vector.encoding()) {
      case FLAT -> copy(vector.data(), to, sel, n);
      case CONSTANT -> fill(vector.data(), to, sel, n);
      case DICTIONARY -> gather(vector, to, sel, n);
    }
  }

  /** The rows that were added. */
  public Vector finish() {
    result.pointFlat(layout, layout == Layout.INT128 ? wideData : data, anyNull ? nulls : 0);
    return result;
  }

  private void addNulls(Vector vector, int[] sel, int n) {
    if (!anyNull) {
      anyNull = true;
      if (nulls == 0) {
        nulls = memory.rowBuffer(1);
      }
      ValidityLoops.mark(nulls, (byte) 1, null, rows.total());
    }
    if (vector.encoding() == Vector.Encoding.CONSTANT) {
      ValidityLoops.mark(nulls, (byte) 0, sel, n);
    } else {
      CopyLoops.bytes1(vector.validity(), nulls, sel, n);
    }
  }

  /** A decimal arrived that needs 128 bits: what is there moves. */
  private void widen() {
    if (wideData == 0) {
      wideData = memory.rowBuffer(Layout.INT128.width());
    }
    ConvertLoops.int64ToInt128(data, wideData, null, rows.total());
    layout = Layout.INT128;
  }

  private static void addNarrow(Vector vector, long to, int[] sel, int n) {
    for (int k = 0; k < n; k++) {
      int row = sel == null ? k : sel[k];
      long value = Memory.getLong(vector.valueAddress(row));
      Memory.putLong(to + 16L * row, value);
      Memory.putLong(to + 16L * row + 8, value >> 63);
    }
  }

  private void copy(long from, long to, int[] sel, int n) {
    switch (layout.width()) {
      case 1 -> CopyLoops.bytes1(from, to, sel, n);
      case 2 -> CopyLoops.bytes2(from, to, sel, n);
      case 4 -> CopyLoops.bytes4(from, to, sel, n);
      case 8 -> CopyLoops.bytes8(from, to, sel, n);
      default -> CopyLoops.bytes16(from, to, sel, n);
    }
  }

  private void fill(long from, long to, int[] sel, int n) {
    switch (layout.width()) {
      case 1 -> CopyLoops.fill1(from, to, sel, n);
      case 2 -> CopyLoops.fill2(from, to, sel, n);
      case 4 -> CopyLoops.fill4(from, to, sel, n);
      case 8 -> CopyLoops.fill8(from, to, sel, n);
      default -> CopyLoops.fill16(from, to, sel, n);
    }
  }

  private void gather(Vector vector, long to, int[] sel, int n) {
    long ids = vector.data();
    long entries = vector.dictionary().data();
    switch (layout.width()) {
      case 1 -> GatherLoops.bytes1(ids, entries, to, sel, n);
      case 2 -> GatherLoops.bytes2(ids, entries, to, sel, n);
      case 4 -> GatherLoops.bytes4(ids, entries, to, sel, n);
      case 8 -> GatherLoops.bytes8(ids, entries, to, sel, n);
      default -> GatherLoops.bytes16(ids, entries, to, sel, n);
    }
  }
}
