package org.weft.io.parquet.codec;

import org.weft.planner.memory.Memory;

/**
 * The codec Parquet calls LZ4: blocks framed by Hadoop, each with its sizes in big-endian order
 * before it; or, from some writers, one bare block.
 */
final class HadoopLz4Pages implements Decompressor {
  private static final int FRAME = 8;

  private final Lz4Pages blocks = new Lz4Pages();

  @Override
  public void decompress(long from, int fromLength, long to, int toLength) {
    if (isFramed(from, fromLength, toLength)) {
      framed(from, fromLength, to, toLength);
    } else {
      blocks.decompress(from, fromLength, to, toLength);
    }
  }

  /** True if the sizes of all frames add up exactly: no bare block looks like that by accident. */
  private static boolean isFramed(long from, int fromLength, int toLength) {
    long position = 0;
    long written = 0;
    while (position < fromLength) {
      if (fromLength - position < FRAME) {
        return false;
      }
      int plain = Integer.reverseBytes(Memory.getInt(from + position));
      int compressed = Integer.reverseBytes(Memory.getInt(from + position + 4));
      if (plain < 0 || compressed < 0) {
        return false;
      }
      position += FRAME + (long) compressed;
      written += plain;
    }
    return position == fromLength && written == toLength;
  }

  private void framed(long from, int fromLength, long to, int toLength) {
    long position = from;
    long out = to;
    while (position < from + fromLength) {
      int plain = Integer.reverseBytes(Memory.getInt(position));
      int compressed = Integer.reverseBytes(Memory.getInt(position + 4));
      Decompressor.expect("lz4", blocks.block(position + FRAME, compressed, out, plain), plain);
      position += FRAME + compressed;
      out += plain;
    }
    Decompressor.expect("lz4", out - to, toLength);
  }
}
