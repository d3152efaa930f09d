package org.weft.shuffle.block;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import org.weft.planner.memory.Memory;

/** Zstandard at level 1, its contexts reused. */
final class ZstdCodec implements BlockCodec {
  private static final int LEVEL = 1;

  private ZstdCompressCtx compressor;
  private ZstdDecompressCtx decompressor;

  @Override
  public long bound(long bytes) {
    return Zstd.compressBound(bytes);
  }

  @Override
  public long compress(long from, long bytes, long to) {
    if (compressor == null) {
      compressor = new ZstdCompressCtx();
      compressor.setLevel(LEVEL);
    }
    int size = Math.toIntExact(bytes);
    int bound = Math.toIntExact(bound(bytes));
    int written =
        compressor.compressDirectByteBuffer(
            Memory.buffer(to, bound), 0, bound, Memory.buffer(from, size), 0, size);
    return written < bytes ? written : -1;
  }

  @Override
  public void decompress(long from, long compressed, long to, long bytes) {
    if (decompressor == null) {
      decompressor = new ZstdDecompressCtx();
    }
    int in = Math.toIntExact(compressed);
    int out = Math.toIntExact(bytes);
    int restored;
    try {
      restored =
          decompressor.decompressDirectByteBuffer(
              Memory.buffer(to, out), 0, out, Memory.buffer(from, in), 0, in);
    } catch (ZstdException e) {
      throw DamagedBlock.because("a zstd frame that cannot be decompressed", e);
    }
    if (restored != out) {
      throw DamagedBlock.because("a zstd frame of another size than stated");
    }
  }

  @Override
  public void close() {
    if (compressor != null) {
      compressor.close();
    }
    if (decompressor != null) {
      decompressor.close();
    }
  }
}
