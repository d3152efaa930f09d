package org.weft.shuffle.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Where the blocks of each partition lie in a data file, in the order they were written: offset,
 * length, rows and checksum. Immutable.
 *
 * <p>On disk, high byte first: the mark, the number of partitions and of blocks, the length of the
 * data file, for each partition the number of its first block, for each block its entry, and a
 * CRC-32C of all that.
 */
public final class BlockIndex {
  private static final long MARK = 0x5745465449445831L; // "WEFTIDX1"
  private static final int HEADER = 24;
  private static final int ENTRY = 24;

  private final int[] starts;
  private final long[] offsets;
  private final long[] lengths;
  private final int[] rows;
  private final int[] checksums;
  private final long dataLength;

  private BlockIndex(int partitions, int blocks, long dataLength) {
    this.starts = new int[partitions + 1];
    this.offsets = new long[blocks];
    this.lengths = new long[blocks];
    this.rows = new int[blocks];
    this.checksums = new int[blocks];
    this.dataLength = dataLength;
  }

  public int partitions() {
    return starts.length - 1;
  }

  /** Number of the first block of a partition; those of one partition follow each other. */
  public int first(int partition) {
    return starts[partition];
  }

  /** The number after the last block of a partition. */
  public int end(int partition) {
    return starts[partition + 1];
  }

  /** Number of blocks of all partitions. */
  public int blocks() {
    return offsets.length;
  }

  public long offset(int block) {
    return offsets[block];
  }

  public long length(int block) {
    return lengths[block];
  }

  public int rows(int block) {
    return rows[block];
  }

  /** CRC-32C of the block as it is stored. */
  public int checksum(int block) {
    return checksums[block];
  }

  /** Bytes of the data file, schema and end included. */
  public long dataLength() {
    return dataLength;
  }

  /** Stored bytes of a partition. */
  public long partitionBytes(int partition) {
    long bytes = 0;
    for (int i = first(partition); i < end(partition); i++) {
      bytes += lengths[i];
    }
    return bytes;
  }

  /** Rows of a partition. */
  public long partitionRows(int partition) {
    long sum = 0;
    for (int i = first(partition); i < end(partition); i++) {
      sum += rows[i];
    }
    return sum;
  }

  /** Writes the index to a file. */
  public void write(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + 4 * starts.length + ENTRY * offsets.length + 4);
    bytes.putLong(MARK).putInt(partitions()).putInt(blocks()).putLong(dataLength);
    bytes.asIntBuffer().put(starts);
    bytes.position(HEADER + 4 * starts.length);
    for (int i = 0; i < offsets.length; i++) {
      bytes.putLong(offsets[i]).putLong(lengths[i]).putInt(rows[i]).putInt(checksums[i]);
    }
    bytes.putInt(checksum(bytes.array(), bytes.position()));
    Files.write(file, bytes.array());
  }

  /**
   * Reads an index.
   *
   * @throws IOException if the file cannot be read
   * @throws WeftException CORRUPT_FILE if it is not what was written
   */
  public static BlockIndex read(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    ByteBuffer bytes = ByteBuffer.wrap(content);
    if (content.length < HEADER + 8 || bytes.getLong() != MARK) {
      throw damaged(file, "it is no index");
    }
    int partitions = bytes.getInt();
    int blocks = bytes.getInt();
    long dataLength = bytes.getLong();
    if (content.length != HEADER + 4 * (partitions + 1L) + (long) ENTRY * blocks + 4) {
      throw damaged(file, "it has " + content.length + " bytes");
    }
    if (bytes.getInt(content.length - 4) != checksum(content, content.length - 4)) {
      throw damaged(file, "its checksum differs");
    }
    BlockIndex index = new BlockIndex(partitions, blocks, dataLength);
    for (int i = 0; i <= partitions; i++) {
      index.starts[i] = bytes.getInt();
    }
    for (int i = 0; i < blocks; i++) {
      index.offsets[i] = bytes.getLong();
      index.lengths[i] = bytes.getLong();
      index.rows[i] = bytes.getInt();
      index.checksums[i] = bytes.getInt();
    }
    return index;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static WeftException damaged(Path file, String why) {
    return WeftException.of(
        ErrorCode.CORRUPT_FILE, "the shuffle index " + file + " is damaged: " + why);
  }

  /** Collects blocks in the order they are written, of all partitions mixed. */
  public static final class Builder {
    private final int[] counts;
    private int[] partitions = new int[16];
    private long[] offsets = new long[16];
    private long[] lengths = new long[16];
    private int[] rows = new int[16];
    private int[] checksums = new int[16];
    private int size;

    public Builder(int partitions) {
      counts = new int[partitions];
    }

    /** Adds the next block of a partition. */
    public void add(int partition, Entry block) {
      if (size == offsets.length) {
        partitions = Arrays.copyOf(partitions, size * 2);
        offsets = Arrays.copyOf(offsets, size * 2);
        lengths = Arrays.copyOf(lengths, size * 2);
        rows = Arrays.copyOf(rows, size * 2);
        checksums = Arrays.copyOf(checksums, size * 2);
      }
      counts[partition]++;
      partitions[size] = partition;
      offsets[size] = block.offset;
      lengths[size] = block.length;
      rows[size] = block.rows;
      checksums[size++] = block.checksum;
    }

    /** Number of blocks so far. */
    public int size() {
      return size;
    }

    /** The index of a data file of this length. */
    public BlockIndex build(long dataLength) {
      BlockIndex index = new BlockIndex(counts.length, size, dataLength);
      for (int i = 0; i < counts.length; i++) {
        index.starts[i + 1] = index.starts[i] + counts[i];
      }
      int[] next = index.starts.clone();
      for (int i = 0; i < size; i++) {
        int place = next[partitions[i]]++;
        index.offsets[place] = offsets[i];
        index.lengths[place] = lengths[i];
        index.rows[place] = rows[i];
        index.checksums[place] = checksums[i];
      }
      return index;
    }
  }

  /** One block of a data file. */
  public record Entry(long offset, long length, int rows, int checksum) {}
}
