package org.weft.io.parquet.page;

import java.util.List;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** Byte arrays whose lengths, or also common beginnings, are written as differences. */
final class DeltaStrings {
  /** A page that unfolds to more is refused: no honest writer makes one. */
  private static final long MOST_BYTES = 1L << 31;

  /**
   * All values of a page: {@code count} of them, one behind the other, and their lengths.
   *
   * @param length of all bytes
   */
  record Values(long bytes, long length, long lengths, int count) {}

  private final MemoryScope memory;
  private final List<Block> owned;
  private final int most;

  /**
   * @param owned where the page's blocks are kept
   * @param most values that the page may hold
   */
  DeltaStrings(MemoryScope memory, List<Block> owned, int most) {
    this.memory = memory;
    this.owned = owned;
    this.most = most;
  }

  /** DELTA_LENGTH_BYTE_ARRAY: the lengths, then all bytes. */
  Values lengths(long start, long end) {
    DeltaNumbers numbers = new DeltaNumbers(start, end, most);
    Block lengths = block(4L * numbers.total());
    numbers.readInt32(lengths.address());
    long bytes = sum(lengths.address(), numbers.total());
    if (bytes > end - numbers.position()) {
      throw CorruptPage.because("values that reach beyond their page");
    }
    CorruptPage.unlessAtEnd(numbers.position() + bytes, end, "values");
    return new Values(numbers.position(), bytes, lengths.address(), numbers.total());
  }

  /** DELTA_BYTE_ARRAY: lengths shared with the value before, then the rests as above. */
  Values prefixes(long start, long end) {
    DeltaNumbers numbers = new DeltaNumbers(start, end, most);
    int count = numbers.total();
    Block shared = block(4L * count);
    numbers.readInt32(shared.address());
    Values rests = lengths(numbers.position(), end);
    if (rests.count() != count) {
      throw CorruptPage.because(count + " beginnings and " + rests.count() + " rests of values");
    }
    long total = sum(shared.address(), count) + sum(rests.lengths(), count);
    if (total > MOST_BYTES) {
      throw CorruptPage.because("values that unfold to " + total + " bytes");
    }
    Block bytes = block(total);
    unfold(shared.address(), rests, bytes.address());
    return new Values(bytes.address(), total, rests.lengths(), count);
  }

  /** Writes the values and, over the lengths of the rests, their lengths. */
  private static void unfold(long shared, Values rests, long to) {
    long rest = rests.bytes();
    long out = to;
    int before = 0;
    for (int i = 0; i < rests.count(); i++) {
      int same = Memory.getInt(shared + 4L * i);
      int more = Memory.getInt(rests.lengths() + 4L * i);
      if (same > before) {
        throw CorruptPage.because("a value that shares more than the one before it has");
      }
      Memory.copy(out - before, out, same);
      Memory.copy(rest, out + same, more);
      rest += more;
      before = same + more;
      out += before;
      Memory.putInt(rests.lengths() + 4L * i, before);
    }
  }

  /** The sum of lengths, none of them negative. */
  private static long sum(long lengths, int count) {
    long sum = 0;
    int sign = 0;
    for (int i = 0; i < count; i++) {
      int length = Memory.getInt(lengths + 4L * i);
      sign |= length;
      sum += length;
    }
    if (sign < 0) {
      throw CorruptPage.because("a value of negative length");
    }
    return sum;
  }

  private Block block(long bytes) {
    Block block = memory.allocate(bytes);
    owned.add(block);
    return block;
  }
}
