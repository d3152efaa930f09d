package org.weft.planner.memory;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The ranges of memory that may be touched; used by the checked build only. */
public final class LiveBlocks {
  private static final ConcurrentSkipListMap<Long, Long> RANGES = new ConcurrentSkipListMap<>();
  private static final ThreadLocal<long[]> LAST = ThreadLocal.withInitial(() -> new long[3]);
  private static volatile long removals;

  private LiveBlocks() {}

  static void add(long address, long bytes) {
    RANGES.put(address, bytes);
  }

  static synchronized void remove(long address) {
    RANGES.remove(address);
    removals++;
  }

  /** Lets memory that is not a pool's, such as a direct buffer's, be read in the checked build. */
  public static Permission allow(ByteBuffer direct, long address) {
    return allow(address, direct.capacity());
  }

  /** Lets memory that is not a pool's, such as Arrow's, be touched in the checked build. */
  public static Permission allow(long address, long bytes) {
    if (!Memory.CHECK || bytes == 0) {
      return () -> {};
    }
    add(address, bytes);
    return () -> remove(address);
  }

  /** Ends when closed; before the memory is freed. */
  public interface Permission extends AutoCloseable {
    @Override
    void close();
  }

  static void check(long address, long bytes) {
    if (bytes == 0) {
      return;
    }
    long[] last = LAST.get();
    if (last[2] == removals && address >= last[0] && address + bytes <= last[0] + last[1]) {
      return;
    }
    long seen = removals;
    Map.Entry<Long, Long> block = RANGES.floorEntry(address);
    if (bytes < 0 || block == null || address + bytes > block.getKey() + block.getValue()) {
      throw new IllegalStateException(
          "touched "
              + bytes
              + " bytes at "
              + Long.toHexString(address)
              + (block == null
                  ? ", below every block"
                  : ", "
                      + (address - block.getKey())
                      + " bytes into a block of "
                      + block.getValue()));
    }
    last[0] = block.getKey();
    last[1] = block.getValue();
    last[2] = seen;
  }
}
