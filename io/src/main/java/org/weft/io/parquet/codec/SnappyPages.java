package org.weft.io.parquet.codec;

import java.io.IOException;
import org.xerial.snappy.Snappy;

/** Snappy, one raw block per page, by the native library: the fastest for text. */
final class SnappyPages implements Decompressor {
  @Override
  public void decompress(long from, int fromLength, long to, int toLength) {
    try {
      // the native side trusts the block's own length, so that must be ours before it writes
      Decompressor.expect("snappy", Snappy.uncompressedLength(from, fromLength), toLength);
      Decompressor.expect("snappy", Snappy.rawUncompress(from, fromLength, to), toLength);
    } catch (IOException e) {
      throw Decompressor.corrupt("snappy", e.getMessage());
    }
  }
}
