package org.weft.container.expression.decimal;

import org.weft.container.expression.kernel.ConvertLoops;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DecimalType;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * The two layouts of a decimal of more than 18 digits. Whoever keeps or sends values holds them in
 * the canonical one; between kernels they lie in 64 bits when they fit.
 */
public final class DecimalLayout {
  private DecimalLayout() {}

  /** True if the vector's values must be widened before they are kept. */
  public static boolean isNarrow(Vector vector) {
    return vector.type() instanceof DecimalType && vector.layout() != Layout.of(vector.type());
  }

  /**
   * Writes the values of the selected rows in INT128, flat, at the rows' own positions. The values
   * lie in INT64 or INT128, in any encoding.
   *
   * @param to 16 bytes for each row of the batch
   * @param sel row numbers, or null for the rows {@code 0..n-1}
   */
  public static void widen(Vector vector, long to, int[] sel, int n) {
    if (vector.encoding() == Vector.Encoding.FLAT && vector.layout() == Layout.INT64) {
      ConvertLoops.int64ToInt128(vector.data(), to, sel, n);
      return;
    }
    for (int k = 0; k < n; k++) {
      int row = sel == null ? k : sel[k];
      long from = vector.valueAddress(row);
      long low = Memory.getLong(from);
      long high = vector.layout() == Layout.INT64 ? low >> 63 : Memory.getLong(from + 8);
      Int128.put(to + 16L * row, high, low);
    }
  }

  /** Writes the entries of a dictionary of INT64 in INT128. */
  public static void widen(Dictionary dictionary, long to) {
    ConvertLoops.int64ToInt128(dictionary.data(), to, null, dictionary.size());
  }
}
