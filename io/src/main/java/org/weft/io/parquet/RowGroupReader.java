package org.weft.io.parquet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.weft.io.file.ByteRange;
import org.weft.io.file.FetchedBytes;
import org.weft.io.file.FileInput;
import org.weft.io.parquet.codec.Decompressors;
import org.weft.io.parquet.footer.ColumnChunk;
import org.weft.io.parquet.footer.LeafColumn;
import org.weft.io.parquet.footer.RowGroup;
import org.weft.io.parquet.page.ChunkReader;
import org.weft.io.parquet.page.ColumnBuffers;
import org.weft.planner.memory.MemoryScope;

/**
 * The columns of one row group, fetched when first asked for: one by one where a request costs
 * nothing, else all that are wanted at once.
 */
final class RowGroupReader implements AutoCloseable {
  /**
   * A column that may be asked for.
   *
   * @param ordinal in the file
   */
  record Wanted(LeafColumn leaf, int ordinal, ColumnBuffers buffers) {}

  private final RowGroup rowGroup;
  private final List<Wanted> wanted;
  private final FileInput input;
  private final MemoryScope memory;
  private final Decompressors decompressors;
  private final ChunkReader[] readers;
  private final List<FetchedBytes> fetched = new ArrayList<>();
  private long bytesRead;

  RowGroupReader(
      RowGroup rowGroup,
      List<Wanted> wanted,
      FileInput input,
      MemoryScope memory,
      Decompressors decompressors) {
    this.rowGroup = rowGroup;
    this.wanted = List.copyOf(wanted);
    this.input = input;
    this.memory = memory;
    this.decompressors = decompressors;
    this.readers = new ChunkReader[wanted.size()];
  }

  /** The reader of a wanted column. */
  ChunkReader column(int index) {
    if (readers[index] == null) {
      if (input.requestCost() == FileInput.RequestCost.FREE) {
        fetch(List.of(index));
      } else {
        fetch(allMissing());
      }
    }
    return readers[index];
  }

  private List<Integer> allMissing() {
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < readers.length; i++) {
      if (readers[i] == null) {
        missing.add(i);
      }
    }
    return missing;
  }

  private void fetch(List<Integer> indexes) {
    List<Integer> inFileOrder = new ArrayList<>(indexes);
    inFileOrder.sort(Comparator.comparingLong(i -> chunk(i).offset()));
    List<ByteRange> ranges = new ArrayList<>();
    for (int index : inFileOrder) {
      ranges.add(new ByteRange(chunk(index).offset(), chunk(index).length()));
    }
    FetchedBytes bytes = input.read(ranges, memory);
    bytesRead += ranges.stream().mapToLong(ByteRange::length).sum();
    fetched.add(bytes);
    for (int r = 0; r < ranges.size(); r++) {
      int index = inFileOrder.get(r);
      LeafColumn leaf = wanted.get(index).leaf();
      ChunkReader.Chunk chunk =
          new ChunkReader.Chunk(leaf, chunk(index), rowGroup.rowCount(), bytes.address(r));
      readers[index] = new ChunkReader(chunk, decompressors, wanted.get(index).buffers(), memory);
    }
  }

  /** Bytes of the file that were read. */
  long bytesRead() {
    return bytesRead;
  }

  private ColumnChunk chunk(int index) {
    return rowGroup.chunks().get(wanted.get(index).ordinal());
  }

  @Override
  public void close() {
    for (ChunkReader reader : readers) {
      if (reader != null) {
        reader.close();
      }
    }
    fetched.forEach(FetchedBytes::close);
    fetched.clear();
  }
}
