package org.weft.io.parquet.page;

import org.weft.io.parquet.footer.Conversion;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Views;

/** Values of any length made into others: decimals of any number of bytes. */
final class ConvertedBytes extends PageValues {
  private static final int PIECE = 512;

  private final PageValues bytes;
  private final Conversion conversion;
  private final int width;
  private final MemoryScope memory;

  /**
   * @param bytes gives views
   * @param width bytes of a converted value
   */
  ConvertedBytes(PageValues bytes, Conversion conversion, int width, MemoryScope memory) {
    this.bytes = bytes;
    this.conversion = conversion;
    this.width = width;
    this.memory = memory;
  }

  @Override
  void read(long to, int count) {
    try (Block views = memory.allocate((long) Views.WIDTH * PIECE)) {
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

  @Override
  void end() {
    bytes.end();
  }
}
