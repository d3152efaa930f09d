package org.weft.container.aggregate;

import org.weft.container.hash.ColumnIndex;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * What aggregates read of one column, in the form they want it, at the batch's row numbers. Points
 * into the batch where the column lies so already. For one thread.
 */
final class Operand {
  /**
   * Which column, and how.
   *
   * @param column ordinal of the values, or {@link #NONE}
   * @param filter ordinal of the flags without which a row counts as null, or {@link #NONE}
   * @param fill what SUMMAND, REAL and ORDERED give for rows that are null, as 64 bits
   */
  record Spec(int column, int filter, OperandForm form, long fill) {
    static final int NONE = -1;
  }

  private final Spec spec;
  private final MemoryScope scope;
  private final ColumnIndex source = new ColumnIndex();
  private Block valueScratch;
  private Block validScratch;
  private long values;
  private long valid;
  private boolean wide;

  Operand(Spec spec, MemoryScope scope) {
    this.spec = spec;
    this.scope = scope;
  }

  /** The address of the value of row 0; meaningful at selected rows only. */
  long values() {
    return values;
  }

  /** One byte per row, 1 if it counts; or 0 if all do. */
  long valid() {
    return valid;
  }

  /** True if values are 128 bits. */
  boolean isWide() {
    return wide;
  }

  /** Points at values that lie ready, 64 bits each. */
  void point(long readyValues, long readyValid) {
    values = readyValues;
    valid = readyValid;
    wide = false;
  }

  /** Points at the selected rows of a batch. */
  void point(Batch batch, int[] rows, int count) {
    valid = validity(batch, rows, count);
    if (spec.form() == OperandForm.PRESENCE) {
      return;
    }
    Vector vector = batch.column(spec.column());
    wide =
        spec.form() == OperandForm.WIDE
            || (spec.form() == OperandForm.SUMMAND && vector.layout() == Layout.INT128);
    boolean fill = valid != 0 && fillsNulls();
    if (vector.encoding() == Vector.Encoding.FLAT && !fill && isReadable(vector.layout())) {
      values = vector.data();
      return;
    }
    if (valueScratch == null) {
      valueScratch = scope.allocate(16L * Batch.CAPACITY);
    }
    values = valueScratch.address();
    source.point(vector, rows, count);
    OperandLoads.load(spec.form(), source, rows, count, values);
    if (fill) {
      OperandLoads.fill(valid, rows, count, spec.fill(), wide, values);
    }
  }

  private boolean fillsNulls() {
    return switch (spec.form()) {
      case SUMMAND, REAL, ORDERED -> true;
      case RAW, WIDE, TEXT, PRESENCE -> false;
    };
  }

  private boolean isReadable(Layout layout) {
    return switch (spec.form()) {
      case SUMMAND -> layout == Layout.INT64 || layout == Layout.INT128;
      case REAL -> layout == Layout.FLOAT64;
      case ORDERED -> layout == Layout.INT64;
      case RAW -> layout == Layout.INT64 || layout == Layout.FLOAT64;
      case WIDE -> layout == Layout.INT128;
      case TEXT -> layout == Layout.VIEW;
      case PRESENCE -> false;
    };
  }

  private long validity(Batch batch, int[] rows, int count) {
    Vector vector = spec.column() == Spec.NONE ? null : batch.column(spec.column());
    boolean nulls = vector != null && vector.mayHaveNulls();
    if (spec.filter() == Spec.NONE) {
      if (!nulls) {
        return 0;
      }
      if (vector.encoding() != Vector.Encoding.CONSTANT) {
        return vector.validity();
      }
    }
    long out = validScratch();
    if (spec.filter() == Spec.NONE) {
      OperandLoads.fillBytes(Memory.getByte(vector.validity()), rows, count, out);
      return out;
    }
    Vector filter = batch.column(spec.filter());
    source.point(filter, rows, count);
    OperandLoads.flags(source.base(), source.index(), rows, count, out);
    restrict(filter, rows, count, out);
    if (nulls) {
      restrict(vector, rows, count, out);
    }
    return out;
  }

  private static void restrict(Vector vector, int[] rows, int count, long out) {
    if (!vector.mayHaveNulls()) {
      return;
    }
    if (vector.encoding() == Vector.Encoding.CONSTANT) {
      if (Memory.getByte(vector.validity()) == 0) {
        OperandLoads.fillBytes((byte) 0, rows, count, out);
      }
      return;
    }
    OperandLoads.and(vector.validity(), rows, count, out);
  }

  private long validScratch() {
    if (validScratch == null) {
      validScratch = scope.allocate(Batch.CAPACITY);
    }
    return validScratch.address();
  }
}
