package org.weft.io.sketch;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/**
 * The values of some rows of a column, taken in two halves from different places of its table.
 *
 * <p>How many different values the whole column has is told by how many of them both halves have,
 * as fish are counted that are caught twice (Chapman 1951). Where they have none in common, every
 * further part of the table is taken to bring as many new values as these: so it is with keys, and
 * with columns that files are sorted by, of which samples of single rows say nothing of the kind.
 * Not thread-safe.
 */
public final class ValueSample {
  /** From another part of the table. */
  public enum Half {
    FIRST,
    SECOND
  }

  private final Hashes first = new Hashes();
  private final Hashes second = new Hashes();
  private long rows;

  /** Takes a column of a batch of which no row was left out. */
  public void see(Batch batch, Vector vector, Half half) {
    Hashes hashes = half == Half.FIRST ? first : second;
    for (int row = 0; row < batch.rowCount(); row++) {
      if (!vector.isNull(row)) {
        hashes.add(ValueHashes.hash(vector.layout(), vector.valueAddress(row)));
      }
    }
    rows += batch.rowCount();
  }

  /**
   * Estimated number of different values of the column, nulls not counted; nothing if no row was
   * seen.
   *
   * @param tableRows of the whole table
   */
  public OptionalDouble distinct(double tableRows) {
    if (rows == 0) {
      return OptionalDouble.empty();
    }
    long[] a = first.distinct();
    long[] b = second.distinct();
    double common = common(a, b);
    double seen = a.length + b.length - common;
    if (rows >= tableRows || seen == 0) {
      return OptionalDouble.of(Math.max(1, seen));
    }
    double most = tableRows * seen / rows;
    double caughtTwice = (a.length + 1.0) * (b.length + 1.0) / (common + 1) - 1;
    double estimate = common == 0 ? most : Math.min(most, caughtTwice);
    return OptionalDouble.of(Math.max(seen, estimate));
  }

  /** How many of two ascending arrays without duplicates are in both. */
  private static int common(long[] a, long[] b) {
    int common = 0;
    for (int i = 0, k = 0; i < a.length && k < b.length; ) {
      int order = Long.compare(a[i], b[k]);
      common += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      k += order >= 0 ? 1 : 0;
    }
    return common;
  }

  private static final class Hashes {
    private long[] values = new long[Batch.CAPACITY];
    private int count;

    private void add(long hash) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = hash;
    }

    /** Each once, ascending. */
    private long[] distinct() {
      Arrays.sort(values, 0, count);
      int kept = 0;
      for (int i = 0; i < count; i++) {
        if (kept == 0 || values[i] != values[kept - 1]) {
          values[kept++] = values[i];
        }
      }
      count = kept;
      return Arrays.copyOf(values, kept);
    }
  }
}
