package org.weft.io.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * A local file, read straight into pool memory. Not mapped: a file that shrinks under a mapping
 * kills the process.
 */
final class LocalInput implements FileInput {
  private static final int LARGEST_READ = 1 << 30;

  private final String path;
  private final FileChannel channel;

  LocalInput(String path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  @Override
  public FetchedBytes read(List<ByteRange> ranges, MemoryScope scope) {
    List<Block> blocks = new ArrayList<>();
    try {
      long[] addresses = new long[ranges.size()];
      for (int i = 0; i < addresses.length; i++) {
        Block block = scope.allocate(ranges.get(i).length());
        blocks.add(block);
        addresses[i] = block.address();
        read(ranges.get(i), block.address());
      }
      return new FetchedBytes(blocks, addresses);
    } catch (RuntimeException e) {
      blocks.forEach(Block::close);
      throw e;
    }
  }

  private void read(ByteRange range, long address) {
    long done = 0;
    while (done < range.length()) {
      int piece = (int) Math.min(range.length() - done, LARGEST_READ);
      read(range, range.offset() + done, Memory.buffer(address + done, piece));
      done += piece;
    }
  }

  @Override
  public void readFully(long offset, byte[] into) {
    read(new ByteRange(offset, into.length), offset, ByteBuffer.wrap(into));
  }

  @Override
  public void readInto(long offset, long address, int length) {
    read(new ByteRange(offset, length), offset, Memory.buffer(address, length));
  }

  private void read(ByteRange range, long offset, ByteBuffer buffer) {
    try {
      long position = offset;
      while (buffer.hasRemaining()) {
        int n = channel.read(buffer, position);
        if (n < 0) {
          throw FileErrors.endsEarly(path, range);
        }
        position += n;
      }
    } catch (IOException e) {
      throw FileErrors.of(path, e);
    }
  }

  @Override
  public RequestCost requestCost() {
    return RequestCost.FREE;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileErrors.of(path, e);
    }
  }
}
