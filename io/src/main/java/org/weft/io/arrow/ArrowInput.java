package org.weft.io.arrow;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;

/** A file as the library wants it: with an index at its end, or as a stream. */
final class ArrowInput implements SeekableByteChannel {
  private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

  private final FileInput input;
  private final long size;
  private long position;

  private ArrowInput(FileInput input, long size) {
    this.input = input;
    this.size = size;
  }

  /** A reader of the file, which stays open when the reader is closed. */
  static ArrowReader reader(FoundFile file, FileInput input, BufferAllocator allocator) {
    byte[] start = new byte[(int) Math.min(MAGIC.length, file.length())];
    input.readFully(0, start);
    ArrowInput channel = new ArrowInput(input, file.length());
    return Arrays.equals(start, MAGIC)
        ? new ArrowFileReader(channel, allocator, ArrowCodecs.INSTANCE)
        : new ArrowStreamReader(
            new ArrowMessages(channel, allocator), allocator, ArrowCodecs.INSTANCE);
  }

  @Override
  public int read(ByteBuffer to) {
    int n = (int) Math.min(to.remaining(), size - position);
    if (n <= 0) {
      return to.hasRemaining() ? -1 : 0;
    }
    byte[] bytes = new byte[Math.min(n, 1 << 20)];
    input.readFully(position, bytes);
    to.put(bytes);
    position += bytes.length;
    return bytes.length;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new UnsupportedOperationException("a file that is read");
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long to) {
    if (to < 0 || to > size) {
      throw new IllegalArgumentException("an offset of " + to + " in a file of " + size);
    }
    position = to;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public SeekableByteChannel truncate(long to) {
    throw new UnsupportedOperationException("a file that is read");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // the file is closed by whoever opened it
  }
}
