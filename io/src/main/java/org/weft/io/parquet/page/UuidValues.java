package org.weft.io.parquet.page;

import java.util.List;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Views;

/** UUIDs of sixteen bytes, as the text they are written as. */
final class UuidValues extends PageValues {
  private static final int STORED = 16;
  private static final int TEXT = 36;
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final List<Block> owned;
  private final MemoryScope memory;
  private final long end;
  private long position;

  /**
   * @param owned where the blocks of the page are kept, which its texts are in
   */
  UuidValues(long start, long end, List<Block> owned, MemoryScope memory) {
    this.position = start;
    this.end = end;
    this.owned = owned;
    this.memory = memory;
  }

  @Override
  void read(long to, int count) {
    long from = take(count);
    if (count == 0) {
      return;
    }
    Block texts = memory.allocate((long) TEXT * count);
    owned.add(texts);
    for (int i = 0; i < count; i++) {
      long text = texts.address() + (long) TEXT * i;
      write(from + (long) STORED * i, text);
      Views.put(to + (long) Views.WIDTH * i, text, TEXT);
    }
  }

  /** Two digits a byte, and a dash before bytes 4, 6, 8 and 10. */
  private static void write(long from, long to) {
    long at = to;
    for (int b = 0; b < STORED; b++) {
      if (b == 4 || b == 6 || b == 8 || b == 10) {
        Memory.putByte(at++, (byte) '-');
      }
      int value = Memory.getByte(from + b) & 0xFF;
      Memory.putByte(at++, DIGITS[value >>> 4]);
      Memory.putByte(at++, DIGITS[value & 15]);
    }
  }

  @Override
  void skip(int count) {
    take(count);
  }

  @Override
  void end() {
    CorruptPage.unlessAtEnd(position, end, "values");
  }

  private long take(int count) {
    long bytes = (long) STORED * count;
    if (bytes > end - position) {
      throw CorruptPage.because("a page of fewer values than it announces");
    }
    long from = position;
    position += bytes;
    return from;
  }
}
