package org.weft.io.parquet.codec;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.weft.planner.memory.Memory;

/** Gzip, one or more members per page (RFC 1952). */
final class GzipPages implements Decompressor {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();

  @Override
  public void decompress(long from, int fromLength, long to, int toLength) {
    long position = from;
    long end = from + fromLength;
    int written = 0;
    while (position < end) {
      long body = skipHeader(position, end);
      inflater.reset();
      inflater.setInput(Memory.buffer(body, (int) (end - body)));
      int member = inflate(to + written, toLength - written);
      long trailer = end - inflater.getRemaining();
      checkTrailer(trailer, end, to + written, member);
      position = trailer + TRAILER;
      written += member;
    }
    Decompressor.expect("gzip", written, toLength);
  }

  private int inflate(long to, int room) {
    try {
      int written = 0;
      while (!inflater.finished()) {
        int n = inflater.inflate(Memory.buffer(to + written, room - written));
        written += n;
        if (n == 0 && !inflater.finished()) {
          throw Decompressor.corrupt(
              "gzip", inflater.needsInput() ? "it ends too early" : "more than the page announces");
        }
      }
      return written;
    } catch (DataFormatException e) {
      throw Decompressor.corrupt("gzip", e.getMessage());
    }
  }

  private void checkTrailer(long trailer, long end, long written, int length) {
    if (end - trailer < TRAILER) {
      throw Decompressor.corrupt("gzip", "it ends too early");
    }
    crc.reset();
    crc.update(Memory.buffer(written, length));
    if ((int) crc.getValue() != Memory.getInt(trailer) || length != Memory.getInt(trailer + 4)) {
      throw Decompressor.corrupt("gzip", "its checksum is wrong");
    }
  }

  private static long skipHeader(long start, long end) {
    if (end - start < HEADER || (Memory.getInt(start) & 0xFFFFFF) != 0x088B1F) {
      throw Decompressor.corrupt("gzip", "its header is missing");
    }
    int flags = Memory.getByte(start + 3);
    long position = start + HEADER;
    if ((flags & EXTRA) != 0) {
      position += 2 + (end - position < 2 ? 0 : Memory.getShort(position) & 0xFFFF);
    }
    if ((flags & NAME) != 0) {
      position = skipText(position, end);
    }
    if ((flags & COMMENT) != 0) {
      position = skipText(position, end);
    }
    if ((flags & HEADER_CRC) != 0) {
      position += 2;
    }
    if (position > end) {
      throw Decompressor.corrupt("gzip", "it ends too early");
    }
    return position;
  }

  private static long skipText(long start, long end) {
    long position = start;
    while (position < end && Memory.getByte(position) != 0) {
      position++;
    }
    return position + 1;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
