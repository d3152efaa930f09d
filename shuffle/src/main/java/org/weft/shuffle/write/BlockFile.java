package org.weft.shuffle.write;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.shuffle.block.ArrowSchemas;
import org.weft.shuffle.block.BlockColumn;
import org.weft.shuffle.block.BlockEncoder;
import org.weft.shuffle.block.Compression;
import org.weft.shuffle.block.GrowingBlock;
import org.weft.shuffle.file.BlockIndex;

/**
 * A data file as blocks: an Arrow IPC stream of schema, blocks of all partitions in the order they
 * come, and end. Blocks are gathered in memory and written about a mebibyte at a time. For one
 * thread.
 */
final class BlockFile implements PartitionBuilders.Destination, AutoCloseable {
  private static final long BUFFER = (1 << 20) - 16;

  /** Blocks of many rows are about a mebibyte: only a single row can be this large. */
  private static final long LARGEST_BLOCK = Integer.MAX_VALUE - BUFFER;

  /** A continuation mark and a length of 0. */
  private static final long END_OF_STREAM = 0xFFFFFFFFL;

  private final DataFile file;
  private final BlockEncoder encoder;
  private final GrowingBlock buffer;
  private final BlockIndex.Builder index;
  private final CRC32C crc = new CRC32C();
  private int buffered;

  BlockFile(
      DataFile file, Schema schema, Compression compression, int partitions, MemoryScope scope) {
    this.file = file;
    this.encoder = new BlockEncoder(schema, compression, scope);
    this.buffer = new GrowingBlock(scope);
    this.index = new BlockIndex.Builder(partitions);
    try {
      file.write(ByteBuffer.wrap(ArrowSchemas.message(schema)));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Appends the rows as a block of the partition. */
  @Override
  public void write(int partition, BlockColumn[] columns, int rows) {
    long bound = encoder.bound(columns, rows);
    if (bound > LARGEST_BLOCK) {
      throw WeftException.of(
          ErrorCode.INVALID_VALUE, "a row of " + bound + " bytes is too large to be shuffled");
    }
    long start = reserve(bound);
    int length = (int) encoder.encode(columns, rows, start);
    crc.reset();
    crc.update(Memory.buffer(start, length));
    long offset = file.length() + buffered;
    index.add(partition, new BlockIndex.Entry(offset, length, rows, (int) crc.getValue()));
    buffered += length;
    if (length > BUFFER / 2) {
      writeBuffered();
    }
  }

  private long reserve(long bound) {
    if (buffered > 0 && buffered + bound > buffer.capacity()) {
      writeBuffered();
    }
    return buffer.reserve(Math.max(buffered + bound, BUFFER)) + buffered;
  }

  private void writeBuffered() {
    if (buffered > 0) {
      file.write(Memory.buffer(buffer.reserve(0), buffered));
      buffered = 0;
    }
  }

  /** Writes what is buffered. */
  void flush() {
    writeBuffered();
  }

  /** Reads a block back; everything must have been flushed. */
  void read(BlockIndex written, int block, long to) {
    file.read(Memory.buffer(to, (int) written.length(block)), written.offset(block));
  }

  /** Where the blocks written so far lie. */
  BlockIndex index() {
    return index.build(file.length());
  }

  /** Ends the file and gives it its name. */
  Path publish() {
    long end = reserve(8);
    Memory.putLong(end, END_OF_STREAM);
    buffered += 8;
    writeBuffered();
    return file.publish(index());
  }

  @Override
  public void close() {
    buffer.close();
    encoder.close();
    file.close();
  }
}
