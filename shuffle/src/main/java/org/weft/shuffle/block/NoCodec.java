package org.weft.shuffle.block;

/** Stores bytes as they are. */
final class NoCodec implements BlockCodec {
  @Override
  public long bound(long bytes) {
    return 0;
  }

  @Override
  public long compress(long from, long bytes, long to) {
    return -1;
  }

  @Override
  public void decompress(long from, long compressed, long to, long bytes) {
    throw new IllegalStateException("nothing is compressed in such a block");
  }

  @Override
  public void close() {}
}
