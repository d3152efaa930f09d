package org.weft.io.compress;

import java.io.InputStream;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/** Plain bytes for libraries that take a stream. Closing it closes neither bytes nor file. */
public final class PlainStream extends InputStream {
  private static final int BUFFER = 128 << 10;

  private final PlainBytes bytes;
  private final Block block;
  private final byte[] one = new byte[1];

  public PlainStream(PlainBytes bytes, MemoryScope memory) {
    this.bytes = bytes;
    this.block = memory.allocate(BUFFER);
  }

  @Override
  public int read() {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int count) {
    int n = bytes.read(block.address(), Math.min(count, BUFFER));
    if (n > 0) {
      Memory.copy(block.address(), into, from, n);
    }
    return n;
  }
}
