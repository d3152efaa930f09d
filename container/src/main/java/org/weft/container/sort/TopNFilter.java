package org.weft.container.sort;

import java.util.Arrays;
import org.weft.container.expression.kernel.SelectLoops;
import org.weft.container.hash.RowNumbers;
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * Narrows batches to rows that may be among the first N. The leading key is compared as it lies if
 * that is possible, which leaves few rows; then key after key is added to their words, and rows
 * beyond the bound go as soon as that shows. Later columns are loaded for what is left only.
 */
final class TopNFilter {
  private final RowFormat format;
  private final WordPlan plan;
  private final TopNBound bound;
  private final SortKey leading;
  private final KeyReader keys = new KeyReader();
  private final int[] rows = new int[Batch.CAPACITY];
  private final long[] words = new long[Batch.CAPACITY];
  private final TopNTexts texts;

  TopNFilter(RowFormat format, WordPlan plan, TopNBound bound, MemoryScope scope) {
    this.format = format;
    this.plan = plan;
    this.bound = bound;
    this.leading = format.keys().get(0);
    this.texts = new TopNTexts(leading, bound.leading().ties(), scope);
  }

  void narrow(Batch batch) {
    if (!bound.isSet()) {
      return;
    }
    Vector vector = batch.column(leading.ordinal());
    boolean narrowed = false;
    if (!vector.mayHaveNulls() && vector.encoding() != Vector.Encoding.CONSTANT) {
      boolean isFlat = vector.encoding() == Vector.Encoding.FLAT;
      narrowed =
          vector.layout() == Layout.VIEW
              ? narrowText(batch, vector)
              : isFlat && narrowNumber(batch, vector);
    }
    if (!narrowed) {
      System.arraycopy(RowNumbers.of(batch), 0, rows, 0, batch.selectedCount());
    }
    if (batch.selectedCount() > 0) {
      narrowWords(batch);
    }
  }

  /** Texts beyond the last one wanted go. */
  private boolean narrowText(Batch batch, Vector vector) {
    byte[] last = bound.text();
    if (last == null) {
      return false;
    }
    batch.select(rows, texts.select(batch, vector, last, rows));
    return true;
  }

  /** Numbers beyond the range that the bound leaves go. */
  private boolean narrowNumber(Batch batch, Vector vector) {
    WordPart part = plan.parts().get(0);
    if (!(part.form() instanceof WordPart.Number number) || vector.layout() == Layout.INT128) {
      return false;
    }
    long wanted = bound.limit() >>> part.shift();
    if (part.nullBit() >= 0) {
      int isNullBit = part.nullBit() - part.shift();
      boolean valueBit = leading.nulls() == SortKey.Nulls.FIRST;
      boolean limitBit = (wanted >>> isNullBit & 1) != 0;
      wanted &= ~(-1L << isNullBit);
      if (limitBit != valueBit) {
        // the bound is a null: values come all before it, or all behind
        if (valueBit) {
          batch.select(rows, 0);
          return true;
        }
        return false;
      }
    }
    long distance = wanted << number.cut() | ((1L << number.cut()) - 1);
    boolean ascending = leading.direction() == SortKey.Direction.ASCENDING;
    long whole = number.greatest() - number.least();
    if (Long.compareUnsigned(distance, whole) >= 0) {
      return false;
    }
    long low = ascending ? Long.MIN_VALUE : number.greatest() - distance;
    long high = ascending ? number.least() + distance : Long.MAX_VALUE;
    batch.select(rows, select(vector, low, high, batch));
    return true;
  }

  private int select(Vector vector, long low, long high, Batch batch) {
    long data = vector.data();
    int[] sel = batch.selection();
    int n = batch.selectedCount();
    // narrow integers are subtracted from the ends of the range without overflow
    long least = Math.max(low, Integer.MIN_VALUE);
    long greatest = Math.min(high, Integer.MAX_VALUE);
    return switch (vector.layout()) {
      case BOOL8, INT8 -> SelectLoops.int8(data, least, greatest, 1, sel, n, rows);
      case INT16 -> SelectLoops.int16(data, least, greatest, 1, sel, n, rows);
      case INT32 -> SelectLoops.int32(data, least, greatest, 1, sel, n, rows);
      case INT64 -> SelectLoops.int64(data, low, high, 1, sel, n, rows);
      case FLOAT32 -> SelectLoops.float32(data, low, high, 1, sel, n, rows);
      case FLOAT64 -> SelectLoops.float64(data, low, high, 1, sel, n, rows);
      case INT128, VIEW -> throw new IllegalArgumentException("a range of " + vector.layout());
    };
  }

  /** {@link #rows} holds the selection. */
  private void narrowWords(Batch batch) {
    int count = batch.selectedCount();
    Arrays.fill(words, 0, count, 0);
    long limit = bound.limit();
    for (WordPart part : plan.parts()) {
      int column = format.keys().get(part.key()).ordinal();
      part.addTo(words, keys.read(batch.column(column), rows, count));
      count = keep(count, limit >>> part.shift(), part.shift());
      batch.select(rows, count);
      if (count == 0) {
        return;
      }
    }
  }

  private int keep(int count, long limit, int shift) {
    int m = 0;
    for (int i = 0; i < count; i++) {
      long word = words[i];
      words[m] = word;
      rows[m] = rows[i];
      m += Long.compareUnsigned(word >>> shift, limit) <= 0 ? 1 : 0;
    }
    return m;
  }
}
