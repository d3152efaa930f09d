package org.weft.io.parquet.page;

import org.weft.io.parquet.footer.Conversion;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;

/** Values of any length, each behind its length. */
final class PlainBytes extends PageValues {
  private final long end;
  private long position;

  PlainBytes(long start, long end) {
    this.position = start;
    this.end = end;
  }

  @Override
  void read(long to, int count) {
    position = inside(ViewKernels.ofPlain(position, end, to, count));
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
