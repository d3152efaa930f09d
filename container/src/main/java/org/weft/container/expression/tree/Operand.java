package org.weft.container.expression.tree;

import org.weft.container.expression.kernel.ConvertLoops;
import org.weft.container.expression.kernel.GatherLoops;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * An input of a kernel, brought into the form the kernel reads: one flat layout, or a constant. A
 * vector that has the form already is passed on; others go through a buffer of this operand's.
 */
public final class Operand {
  private final Workspace memory;
  private long buffer;
  private int bufferWidth;
  private long data;
  private long spread;
  private boolean constant;

  public Operand(Workspace memory) {
    this.memory = memory;
  }

  /** True if there is one value for all rows, at {@link #data}. */
  public boolean isConstant() {
    return constant;
  }

  /** Address of the values, one per row, or of the one value. */
  public long data() {
    return data;
  }

  /** The values in the vector's own layout. */
  public void flat(Vector vector, Rows rows) {
    as(vector, rows, vector.layout());
  }

  /** The values in a layout at least as wide as the vector's, of the same sort of number. */
  public void as(Vector vector, Rows rows, Layout layout) {
    constant = vector.encoding() == Vector.Encoding.CONSTANT;
    boolean same = vector.layout() == layout;
    if (same && vector.encoding() != Vector.Encoding.DICTIONARY) {
      data = vector.data();
      return;
    }
    long to = room(layout.width());
    data = to;
    if (constant) {
      widen(vector.layout(), layout, vector.data(), to, null, 1);
    } else if (vector.encoding() == Vector.Encoding.FLAT) {
      boolean all = rows.isDense();
      int[] sel = all ? null : rows.indices();
      widen(vector.layout(), layout, vector.data(), to, sel, all ? rows.total() : rows.count());
    } else {
      // never an id outside the selection: nobody promises that it is one
      int[] sel = rows.indices();
      long entries = vector.dictionary().data();
      if (same) {
        gather(layout, vector.data(), entries, to, sel, rows.count());
      } else {
        gatherWide(vector.layout(), layout, vector.data(), entries, to, sel, rows.count());
      }
    }
  }

  /** The values as 64-bit numbers of the same order: integers themselves, floats by their order. */
  public void order(Vector vector, Rows rows) {
    switch (vector.layout()) {
      case FLOAT32, FLOAT64 -> {
        as(vector, rows, Layout.FLOAT64);
        long from = data;
        data = room(8);
        if (constant) {
          ConvertLoops.float64ToOrder(from, data, null, 1);
        } else {
          ConvertLoops.float64ToOrder(from, data, rows.indices(), rows.count());
        }
      }
      case BOOL8, INT8, INT16, INT32, INT64 -> as(vector, rows, Layout.INT64);
      case INT128, VIEW -> throw new IllegalArgumentException("no order of " + vector.layout());
    }
  }

  /** The one value of a constant in INT64. */
  public long constantLong() {
    return Memory.getLong(data);
  }

  /**
   * The address of one value per row also where there is one for all: for kernels that see
   * constants too rarely to have a loop for them.
   */
  public long spread(Layout layout, Rows rows) {
    if (!constant) {
      return data;
    }
    if (spread == 0) {
      spread = memory.rowBuffer(Layout.INT128.width());
    }
    int width = layout.width();
    for (int k = 0; k < rows.count(); k++) {
      long row = rows.indices() == null ? k : rows.indices()[k];
      Memory.copy(data, spread + row * width, width);
    }
    return spread;
  }

  private long room(int width) {
    if (bufferWidth < width) {
      buffer = memory.rowBuffer(width);
      bufferWidth = width;
    }
    return buffer;
  }

  private static void widen(Layout from, Layout to, long data, long out, int[] sel, int n) {
    switch (to) {
      case INT64 -> {
        switch (from) {
          case BOOL8, INT8 -> ConvertLoops.int8ToInt64(data, out, sel, n);
          case INT16 -> ConvertLoops.int16ToInt64(data, out, sel, n);
          case INT32 -> ConvertLoops.int32ToInt64(data, out, sel, n);
          default -> throw unfit(from, to);
        }
      }
      case FLOAT64 -> {
        if (from != Layout.FLOAT32) {
          throw unfit(from, to);
        }
        ConvertLoops.float32ToFloat64(data, out, sel, n);
      }
      case INT128 -> {
        switch (from) {
          case INT8 -> ConvertLoops.int8ToInt128(data, out, sel, n);
          case INT16 -> ConvertLoops.int16ToInt128(data, out, sel, n);
          case INT32 -> ConvertLoops.int32ToInt128(data, out, sel, n);
          case INT64 -> ConvertLoops.int64ToInt128(data, out, sel, n);
          default -> throw unfit(from, to);
        }
      }
      default -> throw unfit(from, to);
    }
  }

  private static void gather(Layout layout, long ids, long entries, long out, int[] sel, int n) {
    switch (layout.width()) {
      case 1 -> GatherLoops.bytes1(ids, entries, out, sel, n);
      case 2 -> GatherLoops.bytes2(ids, entries, out, sel, n);
      case 4 -> GatherLoops.bytes4(ids, entries, out, sel, n);
      case 8 -> GatherLoops.bytes8(ids, entries, out, sel, n);
      default -> GatherLoops.bytes16(ids, entries, out, sel, n);
    }
  }

  private static void gatherWide(
      Layout from, Layout to, long ids, long entries, long out, int[] sel, int n) {
    switch (to) {
      case INT64 -> {
        switch (from) {
          case BOOL8, INT8 -> GatherLoops.int8ToInt64(ids, entries, out, sel, n);
          case INT16 -> GatherLoops.int16ToInt64(ids, entries, out, sel, n);
          case INT32 -> GatherLoops.int32ToInt64(ids, entries, out, sel, n);
          default -> throw unfit(from, to);
        }
      }
      case FLOAT64 -> {
        if (from != Layout.FLOAT32) {
          throw unfit(from, to);
        }
        GatherLoops.float32ToFloat64(ids, entries, out, sel, n);
      }
      case INT128 -> {
        switch (from) {
          case INT8 -> GatherLoops.int8ToInt128(ids, entries, out, sel, n);
          case INT16 -> GatherLoops.int16ToInt128(ids, entries, out, sel, n);
          case INT32 -> GatherLoops.int32ToInt128(ids, entries, out, sel, n);
          case INT64 -> GatherLoops.int64ToInt128(ids, entries, out, sel, n);
          default -> throw unfit(from, to);
        }
      }
      default -> throw unfit(from, to);
    }
  }

  private static IllegalArgumentException unfit(Layout from, Layout to) {
    return new IllegalArgumentException(from + " does not widen to " + to);
  }
}
