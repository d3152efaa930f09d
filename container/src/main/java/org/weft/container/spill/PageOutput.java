package org.weft.container.spill;

import java.util.zip.CRC32C;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.shuffle.block.BlockCodec;
import org.weft.shuffle.block.Compression;
import org.weft.shuffle.block.GrowingBlock;

/**
 * Compresses pages and writes them to a file, for as many {@link PageWriter}s as there are. For one
 * thread. Closing it gives the memory back; the file stays.
 */
public final class PageOutput implements AutoCloseable {
  private static final int PADDING = 16;

  private final SpillFile file;
  private final SpillCount count;
  private final BlockCodec codec = Compression.LZ4.codec();
  private final GrowingBlock buffer;
  private final CRC32C crc = new CRC32C();
  private final String operator;

  private PageOutput(SpillFile file, String operator, SpillCount count, MemoryScope scope) {
    this.file = file;
    this.operator = operator;
    this.count = count;
    this.buffer = new GrowingBlock(scope);
  }

  /** An output into a new file, which is deleted when the query ends, or by {@link #delete}. */
  public static PageOutput create(
      QuerySpill spill, String operator, SpillCount count, MemoryScope scope) {
    return new PageOutput(spill.file(operator), operator, count, scope);
  }

  SpillPage write(int rows, long rowAddress, long rowBytes, long textAddress, long textBytes) {
    long bound = codec.bound(rowBytes) + codec.bound(textBytes) + 2 * PADDING;
    if (bound > Integer.MAX_VALUE) {
      throw WeftException.of(
              ErrorCode.OUT_OF_MEMORY,
              "a row of "
                  + (rowBytes + textBytes)
                  + " bytes is too large to be spilled by the "
                  + operator)
          .hint("raise weft.memory.limit");
    }
    long started = System.nanoTime();
    long out = buffer.reserve(bound);
    int storedRows = put(rowAddress, rowBytes, out);
    int storedText = textBytes == 0 ? 0 : put(textAddress, textBytes, out + storedRows);
    int stored = storedRows + storedText;
    crc.reset();
    crc.update(Memory.buffer(out, stored));
    SpillFile.Place place = file.append(out, stored);
    count.add(rowBytes + textBytes, stored, System.nanoTime() - started);
    return new SpillPage(
        file,
        place,
        rows,
        (int) rowBytes,
        (int) textBytes,
        storedRows,
        storedText,
        (int) crc.getValue());
  }

  private int put(long from, long bytes, long to) {
    long compressed = codec.compress(from, bytes, to);
    if (compressed < 0) {
      Memory.copy(from, to, bytes);
      return (int) bytes;
    }
    return (int) compressed;
  }

  /** Deletes what was written; its pages can no longer be read. */
  public void delete() {
    file.close();
  }

  @Override
  public void close() {
    buffer.close();
    codec.close();
  }
}
