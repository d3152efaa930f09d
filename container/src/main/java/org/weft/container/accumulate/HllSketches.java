package org.weft.container.accumulate;

import org.apache.datasketches.common.SketchesArgumentException;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;
import org.weft.container.expression.tree.Failures;

/**
 * HyperLogLog sketches as bytes, in the form of Apache DataSketches, which Spark's functions of the
 * same names read and write too.
 */
public final class HllSketches {
  private HllSketches() {}

  /**
   * The sketch of bytes.
   *
   * @throws org.weft.planner.error.WeftException if they are none
   */
  static HllSketch read(byte[] bytes) {
    try {
      return HllSketch.heapify(Memory.wrap(bytes));
    } catch (SketchesArgumentException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw Failures.badValue("the bytes are no HLL sketch").hint("use what hll_sketch_agg gives");
    }
  }

  /** About how many distinct values a sketch has seen. */
  public static long estimate(byte[] bytes) {
    return Math.round(read(bytes).getEstimate());
  }

  /** What sketches of different sizes become. */
  public enum Sizes {
    /** An error. */
    EQUAL,
    /** One as exact as the less exact of them. */
    ANY
  }

  /** The sketch of what either has seen. */
  public static byte[] union(byte[] left, byte[] right, Sizes sizes) {
    HllSketch first = read(left);
    HllSketch second = read(right);
    Union union = new Union(size(first, second, sizes));
    union.update(first);
    union.update(second);
    return union.getResult(TgtHllType.HLL_8).toCompactByteArray();
  }

  /** The logarithm of the registers of two sketches together. */
  static int size(HllSketch first, HllSketch second, Sizes sizes) {
    int size = Math.min(first.getLgConfigK(), second.getLgConfigK());
    if (sizes == Sizes.EQUAL && first.getLgConfigK() != second.getLgConfigK()) {
      throw Failures.badValue(
              "the HLL sketches have 2^"
                  + first.getLgConfigK()
                  + " and 2^"
                  + second.getLgConfigK()
                  + " registers")
          .hint("allow that with TRUE as the last argument");
    }
    return size;
  }
}
