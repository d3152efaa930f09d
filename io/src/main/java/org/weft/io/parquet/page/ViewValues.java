package org.weft.io.parquet.page;

import org.weft.io.parquet.footer.Conversion;
import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Views;

/** Values whose views were all made when the page was opened. */
final class ViewValues extends PageValues {
  private final Conversion conversion;
  private final long end;
  private long position;

  ViewValues(long views, int count, Conversion conversion) {
    this.position = views;
    this.end = views + (long) Views.WIDTH * count;
    this.conversion = conversion;
  }

  @Override
  void read(long to, int count) {
    long from = take(count);
    if (conversion == Conversion.NONE) {
      Memory.copy(from, to, (long) count * Views.WIDTH);
    } else if (!Conversions.ofViews(conversion, from, to, count)) {
      throw CorruptPage.because("a value that its type does not hold");
    }
  }

  @Override
  void skip(int count) {
    take(count);
  }

  @Override
  long pass(int count) {
    return conversion == Conversion.NONE ? take(count) : 0;
  }

  private long take(int count) {
    long bytes = (long) count * Views.WIDTH;
    if (bytes > end - position) {
      throw CorruptPage.because("a page of fewer values than it announces");
    }
    long from = position;
    position += bytes;
    return from;
  }
}
