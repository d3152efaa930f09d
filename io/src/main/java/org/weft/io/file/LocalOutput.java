package org.weft.io.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.weft.planner.memory.Memory;

/** A local file. */
final class LocalOutput implements FileOutput {
  private static final int LARGEST_WRITE = 1 << 30;

  private final String path;
  private final FileChannel channel;
  private long position;

  LocalOutput(String path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public void write(long address, long bytes) {
    for (long done = 0; done < bytes; done += LARGEST_WRITE) {
      write(Memory.buffer(address + done, (int) Math.min(bytes - done, LARGEST_WRITE)));
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    write(ByteBuffer.wrap(bytes, offset, length));
  }

  private void write(ByteBuffer buffer) {
    try {
      while (buffer.hasRemaining()) {
        position += channel.write(buffer);
      }
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
    try {
      channel.close();
    } catch (IOException e) {
      throw FileErrors.ofWrite(path, e);
    }
  }
}
