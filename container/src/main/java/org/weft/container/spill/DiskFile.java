package org.weft.container.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file as far as spilling needs one; tests put failing disks here. */
interface DiskFile extends AutoCloseable {
  /** Opens files for writing and reading. */
  interface Opener {
    DiskFile open(Path file) throws IOException;
  }

  /** Writes some of the bytes, at least one, and returns how many. */
  int write(ByteBuffer bytes, long position) throws IOException;

  /** Reads some bytes and returns how many; -1 at the end. */
  int read(ByteBuffer bytes, long position) throws IOException;

  @Override
  void close() throws IOException;

  /** A new real file. */
  static DiskFile create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return new DiskFile() {
      @Override
      public int write(ByteBuffer bytes, long position) throws IOException {
        return channel.write(bytes, position);
      }

      @Override
      public int read(ByteBuffer bytes, long position) throws IOException {
        return channel.read(bytes, position);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
