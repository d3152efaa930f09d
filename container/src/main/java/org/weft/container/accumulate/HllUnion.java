package org.weft.container.accumulate;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/** The sketch of what several have seen. For one thread. */
final class HllUnion {
  private final HllSketches.Sizes sizes;
  private Union union;
  private HllSketch last;

  HllUnion(HllSketches.Sizes sizes) {
    this.sizes = sizes;
  }

  void reset() {
    union = null;
    last = null;
  }

  boolean isEmpty() {
    return union == null;
  }

  void add(HllSketch sketch) {
    if (union == null) {
      union = new Union(sketch.getLgConfigK());
    } else {
      int size = HllSketches.size(last, sketch, sizes);
      if (size < union.getLgConfigK()) {
        Union smaller = new Union(size);
        smaller.update(union.getResult(TgtHllType.HLL_8));
        union = smaller;
      }
    }
    last = sketch;
    union.update(sketch);
  }

  /** The sketch, of which there was one at least. */
  byte[] bytes() {
    return union.getResult(TgtHllType.HLL_8).toCompactByteArray();
  }
}
