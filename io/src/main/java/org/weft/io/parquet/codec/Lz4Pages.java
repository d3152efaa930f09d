package org.weft.io.parquet.codec;

import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.weft.planner.memory.Memory;

/** LZ4, one raw block per page. The "safe" decompressor is also the fast one. */
final class Lz4Pages implements Decompressor {
  private final LZ4SafeDecompressor lz4 = LZ4Factory.fastestInstance().safeDecompressor();

  @Override
  public void decompress(long from, int fromLength, long to, int toLength) {
    Decompressor.expect("lz4", block(from, fromLength, to, toLength), toLength);
  }

  /** Writes at most {@code room} bytes and says how many. */
  int block(long from, int fromLength, long to, int room) {
    try {
      return lz4.decompress(
          Memory.buffer(from, fromLength), 0, fromLength, Memory.buffer(to, room), 0, room);
    } catch (LZ4Exception e) {
      throw Decompressor.corrupt("lz4", e.getMessage());
    }
  }
}
