package org.weft.io.compress;

import java.io.InputStream;
import org.weft.io.file.FileInput;

/** A file from front to back, for libraries that take a stream. */
final class FileStream extends InputStream {
  private static final int CHUNK = 256 << 10;

  private final FileInput input;
  private final long length;
  private byte[] chunk = new byte[0];
  private int position;
  private long offset;

  FileStream(FileInput input, long length) {
    this.input = input;
    this.length = length;
  }

  private boolean fill() {
    if (position < chunk.length) {
      return true;
    }
    int next = (int) Math.min(CHUNK, length - offset);
    if (next == 0) {
      return false;
    }
    chunk = chunk.length == next ? chunk : new byte[next];
    input.readFully(offset, chunk);
    offset += next;
    position = 0;
    return true;
  }

  @Override
  public int read() {
    return fill() ? chunk[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int from, int count) {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(count, chunk.length - position);
    System.arraycopy(chunk, position, into, from, n);
    position += n;
    return n;
  }

  /** Never 0 before the end: readers of several members take that for it. */
  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, length - offset + chunk.length - position);
  }

  /** The file is closed by whoever opened it. */
  @Override
  public void close() {
    position = chunk.length;
    offset = length;
  }
}
