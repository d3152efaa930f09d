package org.weft.io.parquet.page;

import org.weft.io.parquet.footer.Conversion;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;

/** Values of any length, each behind its length. */
final class PlainBytes extends PageValues {
  /** What the values have to be. */
  enum Check {
    NONE,
    TEXT
  }

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
    if (check == Check.TEXT && !Utf8.areText(to, count)) {
      throw CorruptPage.because("a string that is not UTF-8");
    }
  }

  @Override
  void skip(int count) {
    position = inside(ViewKernels.skipPlain(position, end, count));
  }

  private static long inside(long behind) {
    if (behind == ViewKernels.OUTSIDE) {
      throw CorruptPage.because("a value that reaches beyond its page");
    }
    return behind;
  }

  /** The same values converted: decimals of any number of bytes. */
  static final class Converted extends PageValues {
    private static final int PIECE = 512;

    private final PlainBytes bytes;
    private final Conversion conversion;
    private final int width;
    private final MemoryScope memory;

    /**
     * @param width bytes of a converted value
     */
    Converted(PlainBytes bytes, Conversion conversion, int width, MemoryScope memory) {
      this.bytes = bytes;
      this.conversion = conversion;
      this.width = width;
      this.memory = memory;
    }

    @Override
    void read(long to, int count) {
      try (Block views = memory.allocate(16L * PIECE)) {
        for (int done = 0; done < count; done += PIECE) {
          int n = Math.min(PIECE, count - done);
          bytes.read(views.address(), n);
          long out = to + (long) width * done;
          if (!Conversions.ofViews(conversion, views.address(), out, n)) {
            throw CorruptPage.because("a value that its type does not hold");
          }
        }
      }
    }

    @Override
    void skip(int count) {
      bytes.skip(count);
    }
  }
}
