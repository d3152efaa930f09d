package org.weft.io.parquet.page;

import org.weft.planner.memory.Memory;

/**
 * Numbers written as differences (DELTA_BINARY_PACKED): blocks of miniblocks, each packed with the
 * bits its largest difference needs, beyond the block's least one.
 */
final class DeltaNumbers {
  private static final int LARGEST_BLOCK = 1 << 20;

  private final long end;
  private final int miniblocks;
  private final int perMiniblock;
  private final int total;
  private final long first;
  private long position;

  /**
   * Reads the header.
   *
   * @param most numbers that the page may hold
   */
  DeltaNumbers(long start, long end, int most) {
    this.end = end;
    this.position = start;
    long blockSize = varint();
    long miniblockCount = varint();
    long totalCount = varint();
    this.first = Varint.unzigzag(varint());
    if (blockSize <= 0
        || blockSize > LARGEST_BLOCK
        || miniblockCount <= 0
        || blockSize % miniblockCount != 0
        || (blockSize / miniblockCount) % 8 != 0) {
      throw CorruptPage.because(
          "blocks of " + blockSize + " differences in " + miniblockCount + " parts");
    }
    if (totalCount < 0 || totalCount > most) {
      throw CorruptPage.because(totalCount + " differences in a page of " + most + " values");
    }
    this.miniblocks = (int) miniblockCount;
    this.perMiniblock = (int) (blockSize / miniblockCount);
    this.total = (int) totalCount;
  }

  /** How many numbers there are. */
  int total() {
    return total;
  }

  /** The address behind the last miniblock, after all numbers were read. */
  long position() {
    return position;
  }

  /** Checks that nothing stands behind the numbers that were read. */
  void end() {
    CorruptPage.unlessAtEnd(position, end, "differences");
  }

  /** Writes all numbers as int64. */
  void readInt64(long to) {
    if (total == 0) {
      return;
    }
    long last = first;
    Memory.putLong(to, last);
    int done = 1;
    while (done < total) {
      long least = Varint.unzigzag(varint());
      long widths = widths();
      for (int m = 0; m < miniblocks && done < total; m++) {
        int width = Memory.getByte(widths + m);
        int n = Math.min(perMiniblock, total - done);
        checkMiniblock(width, n);
        last = DeltaKernels.sum64(position, width, least, last, to + 8L * done, n);
        done += n;
        passMiniblock(width);
      }
    }
  }

  /** Writes all numbers as int32, wrapped around as their writer's differences were. */
  void readInt32(long to) {
    if (total == 0) {
      return;
    }
    int last = (int) first;
    Memory.putInt(to, last);
    int done = 1;
    while (done < total) {
      long least = Varint.unzigzag(varint());
      long widths = widths();
      for (int m = 0; m < miniblocks && done < total; m++) {
        int width = Memory.getByte(widths + m);
        int n = Math.min(perMiniblock, total - done);
        checkMiniblock(width, n);
        last = DeltaKernels.sum32(position, width, least, last, to + 4L * done, n);
        done += n;
        passMiniblock(width);
      }
    }
  }

  private long varint() {
    long value = Varint.read(position, end);
    position = Varint.behind(position, end);
    return value;
  }

  /** The address of a block's widths, which are passed over. */
  private long widths() {
    if (miniblocks > end - position) {
      throw CorruptPage.because("a block of differences without widths");
    }
    long widths = position;
    position += miniblocks;
    return widths;
  }

  private void checkMiniblock(int width, int wanted) {
    if (width < 0 || width > 64) {
      throw CorruptPage.because("differences of " + width + " bits");
    }
    // the last miniblock may be cut where its values end
    if (((long) width * wanted + 7) >>> 3 > end - position) {
      throw CorruptPage.because("a page ends within its differences");
    }
  }

  private void passMiniblock(int width) {
    position = Math.min(end, position + (((long) perMiniblock * width) >>> 3));
  }
}
