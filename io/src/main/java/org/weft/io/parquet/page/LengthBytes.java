package org.weft.io.parquet.page;

import org.weft.io.text.Utf8;
import org.weft.planner.memory.Memory;

/** Values of any length that follow each other, whose lengths (int32) stand elsewhere. */
final class LengthBytes extends PageValues {
  private final Check check;
  private final long end;
  private long lengths;
  private long bytes;

  private LengthBytes(DeltaStrings.Values values, Check check) {
    this.bytes = values.bytes();
    this.lengths = values.lengths();
    this.end = values.lengths() + 4L * values.count();
    this.check = check;
  }

  static LengthBytes ofBytes(DeltaStrings.Values values) {
    return new LengthBytes(values, Check.NONE);
  }

  static LengthBytes ofText(DeltaStrings.Values values) {
    boolean isAscii = Utf8.isAscii(values.bytes(), values.bytes() + values.length());
    return new LengthBytes(values, isAscii ? Check.NONE : Check.TEXT);
  }

  @Override
  void read(long to, int count) {
    long from = take(count);
    bytes = ViewKernels.ofLengths(bytes, from, to, count);
    check.views(to, count);
  }

  @Override
  void skip(int count) {
    long from = take(count);
    for (int i = 0; i < count; i++) {
      bytes += Memory.getInt(from + 4L * i);
    }
  }

  @Override
  void end() {
    CorruptPage.unlessAtEnd(lengths, end, "lengths of values");
  }

  private long take(int count) {
    if (4L * count > end - lengths) {
      throw CorruptPage.because("a page of fewer values than it announces");
    }
    long from = lengths;
    lengths += 4L * count;
    return from;
  }
}
