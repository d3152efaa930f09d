package org.weft.io.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads frames of LZ4, whose blocks may refer to those before them, which lz4-java does not read
 * but Arrow's C++ library writes. After the LZ4 frame format description, version 1.6.2; checksums
 * of blocks and contents are passed over.
 */
final class Lz4Frames {
  private static final int MAGIC = 0x184D2204;
  private static final int UNCOMPRESSED = 0x80000000;
  private static final int BLOCK_CHECKSUM = 0x10;
  private static final int CONTENT_SIZE = 0x08;
  private static final int DICTIONARY = 0x01;
  private static final int LEAST_MATCH = 4;

  private final ByteBuffer from;
  private final ByteBuffer to;

  private Lz4Frames(ByteBuffer from, ByteBuffer to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Reads one frame into a buffer, which it must fill.
   *
   * @throws RuntimeException if it is damaged
   */
  static void decode(ByteBuffer frame, ByteBuffer target) {
    ByteBuffer from = frame.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    new Lz4Frames(from, target.duplicate()).decode();
  }

  private void decode() {
    if (from.getInt() != MAGIC) {
      throw new IllegalArgumentException("no frame of LZ4");
    }
    int flags = from.get();
    if (flags >> 6 != 1 || (flags & DICTIONARY) != 0) {
      throw new IllegalArgumentException("a frame of LZ4 with flags " + flags);
    }
    int rest = 2 + ((flags & CONTENT_SIZE) == 0 ? 0 : Long.BYTES);
    from.position(from.position() + rest);
    for (int size = from.getInt(); size != 0; size = from.getInt()) {
      int length = size & ~UNCOMPRESSED;
      if (length > from.remaining()) {
        throw new IllegalArgumentException("a block of LZ4 beyond its buffer");
      }
      int end = from.position() + length;
      if ((size & UNCOMPRESSED) != 0) {
        literals(length);
      } else {
        block(end);
      }
      from.position(end + ((flags & BLOCK_CHECKSUM) == 0 ? 0 : Integer.BYTES));
    }
    if (to.hasRemaining()) {
      throw new IllegalArgumentException(to.remaining() + " bytes fewer than announced");
    }
  }

  private void literals(int length) {
    to.put(to.position(), from, from.position(), length);
    to.position(to.position() + length);
    from.position(from.position() + length);
  }

  private void block(int end) {
    while (from.position() < end) {
      int token = from.get() & 0xFF;
      int literals = length(token >> 4);
      if (literals > end - from.position() || literals > to.remaining()) {
        throw new IllegalArgumentException("literals of LZ4 beyond their block");
      }
      literals(literals);
      if (from.position() == end) {
        return;
      }
      int distance = from.getShort() & 0xFFFF;
      match(distance, Math.addExact(length(token & 0xF), LEAST_MATCH));
    }
  }

  /** A length of four bits and as many bytes as it takes. */
  private int length(int bits) {
    int length = bits;
    if (bits == 15) {
      int more = 255;
      while (more == 255) {
        more = from.get() & 0xFF;
        length = Math.addExact(length, more);
      }
    }
    return length;
  }

  private void match(int distance, int length) {
    int at = to.position();
    if (distance == 0 || distance > at || length > to.remaining()) {
      throw new IllegalArgumentException("a match of LZ4 outside of its frame");
    }
    if (distance >= length) {
      to.put(at, to, at - distance, length);
    } else {
      for (int i = 0; i < length; i++) {
        to.put(at + i, to.get(at + i - distance));
      }
    }
    to.position(at + length);
  }
}
