package org.weft.io.parquet.page;

import org.weft.io.text.Utf8;

/** Values of any length, each behind its length. */
final class PlainBytes extends PageValues {
  private final long end;
  private final Check check;
  private long position;

  private PlainBytes(long start, long end, Check check) {
    this.position = start;
    this.end = end;
    this.check = check;
  }

  static PlainBytes ofBytes(long start, long end) {
    return new PlainBytes(start, end, Check.NONE);
  }

  static PlainBytes ofText(long start, long end) {
    // lengths below 128 look like ASCII, too: for most pages one look is enough
    return new PlainBytes(start, end, Utf8.isAscii(start, end) ? Check.NONE : Check.TEXT);
  }

  @Override
  void read(long to, int count) {
    position = inside(ViewKernels.ofPlain(position, end, to, count));
    check.views(to, count);
  }

  @Override
  void skip(int count) {
    position = inside(ViewKernels.skipPlain(position, end, count));
  }

  @Override
  void end() {
    CorruptPage.unlessAtEnd(position, end, "values");
  }

  private static long inside(long behind) {
    if (behind == ViewKernels.OUTSIDE) {
      throw CorruptPage.because("a value that reaches beyond its page");
    }
    return behind;
  }
}
