package org.weft.io.compress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Hadoop's framing of codecs that have none: blocks of a length (four bytes, the high one first)
 * and then chunks of a compressed length and bytes until the block's length is reached.
 */
final class HadoopBlocks extends InputStream {
  private static final int LARGEST = 64 << 20;

  private final InputStream source;
  private final Chunk codec;
  private byte[] plain = new byte[0];
  private int position;
  private int limit;
  private int leftOfBlock;

  /** Undoes a codec. */
  interface Chunk {
    /** Writes at most {@code room} bytes and says how many. */
    int decompress(byte[] from, int length, byte[] to, int room) throws IOException;
  }

  HadoopBlocks(InputStream source, Chunk codec) {
    this.source = source;
    this.codec = codec;
  }

  private boolean fill() throws IOException {
    while (position == limit) {
      if (leftOfBlock == 0) {
        int first = source.read();
        if (first < 0) {
          return false;
        }
        leftOfBlock = number(first);
        if (plain.length < leftOfBlock) {
          plain = new byte[leftOfBlock];
        }
        continue;
      }
      int length = number(take());
      byte[] compressed = source.readNBytes(length);
      if (compressed.length < length) {
        throw new EOFException("the last block is cut short");
      }
      limit = codec.decompress(compressed, length, plain, leftOfBlock);
      position = 0;
      leftOfBlock -= limit;
      if (limit == 0) {
        throw new IOException("a chunk without bytes");
      }
    }
    return true;
  }

  private int number(int first) throws IOException {
    int number = first << 24 | take() << 16 | take() << 8 | take();
    if (number < 0 || number > LARGEST) {
      throw new IOException("a block of " + number + " bytes");
    }
    return number;
  }

  private int take() throws IOException {
    int next = source.read();
    if (next < 0) {
      throw new EOFException("the last block is cut short");
    }
    return next;
  }

  @Override
  public int read() throws IOException {
    return fill() ? plain[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(count, limit - position);
    System.arraycopy(plain, position, into, from, n);
    position += n;
    return n;
  }
}
