package org.weft.io.file;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.weft.planner.memory.Memory;

/** A file of Hadoop's, which takes arrays only. */
final class HadoopOutput implements FileOutput {
  private static final int COPY_BUFFER = 1 << 20;

  private final String path;
  private final FSDataOutputStream stream;
  private byte[] copy;
  private long position;
  private boolean closed;

  HadoopOutput(String path, FSDataOutputStream stream) {
    this.path = path;
    this.stream = stream;
  }

  @Override
  public void write(long address, long bytes) {
    if (copy == null) {
      copy = new byte[COPY_BUFFER];
    }
    for (long done = 0; done < bytes; done += copy.length) {
      int piece = (int) Math.min(bytes - done, copy.length);
      Memory.copy(address + done, copy, 0, piece);
      write(copy, 0, piece);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      stream.write(bytes, offset, length);
      position += length;
    } catch (IOException e) {
      throw FileErrors.ofWrite(path, e);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void finish() {
    close();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      stream.close();
    } catch (IOException e) {
      throw FileErrors.ofWrite(path, e);
    }
  }
}
