package org.weft.io.parquet.page;

import org.weft.io.parquet.footer.Conversion;
import org.weft.planner.memory.Memory;

/** Values of one width that follow each other. */
final class FixedValues extends PageValues {
  private final Conversion conversion;
  private final int width;
  private final long end;
  private long position;

  FixedValues(long start, long end, int width, Conversion conversion) {
    this.position = start;
    this.end = end;
    this.width = width;
    this.conversion = conversion;
  }

  @Override
  void read(long to, int count) {
    long from = take(count);
    if (conversion == Conversion.NONE) {
      Memory.copy(from, to, (long) count * width);
    } else if (!Conversions.ofFixed(conversion, from, width, to, count)) {
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

  @Override
  void end() {
    CorruptPage.unlessAtEnd(position, end, "values");
  }

  private long take(int count) {
    long bytes = (long) count * width;
    if (bytes > end - position) {
      throw CorruptPage.because("a page of fewer values than it announces");
    }
    long from = position;
    position += bytes;
    return from;
  }
}
