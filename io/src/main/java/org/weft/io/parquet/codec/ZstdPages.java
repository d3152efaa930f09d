package org.weft.io.parquet.codec;

import com.github.luben.zstd.Zstd;

/** Zstandard, one frame per page. */
final class ZstdPages implements Decompressor {
  @Override
  public void decompress(long from, int fromLength, long to, int toLength) {
    long written = Zstd.decompressUnsafe(to, toLength, from, fromLength);
    if (Zstd.isError(written)) {
      throw Decompressor.corrupt("zstd", Zstd.getErrorName(written));
    }
    Decompressor.expect("zstd", written, toLength);
  }
}
