package org.weft.io.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.weft.io.file.ByteRange;
import org.weft.io.file.FetchedBytes;
import org.weft.io.file.FileInput;
import org.weft.io.parquet.codec.Decompressors;
import org.weft.io.parquet.footer.ColumnChunk;
import org.weft.io.parquet.footer.FileColumn;
import org.weft.io.parquet.footer.LeafColumn;
import org.weft.io.parquet.footer.ParquetFooter;
import org.weft.io.parquet.footer.RowGroup;
import org.weft.io.parquet.nested.NestedColumn;
import org.weft.io.parquet.page.ChunkReader;
import org.weft.io.parquet.page.ColumnBuffers;
import org.weft.io.parquet.page.ColumnReader;
import org.weft.planner.memory.MemoryScope;

/**
 * The columns of one row group, fetched when first asked for: one by one where a request costs
 * nothing, else all that are wanted at once.
 */
final class RowGroupReader implements AutoCloseable {
  /** A column that may be asked for: what is needed to read it. */
  sealed interface Wanted {
    /** The column in the file. */
    FileColumn column();
  }

  /** A column without nesting. */
  record Flat(FileColumn column, ColumnBuffers buffers) implements Wanted {}

  /** A column put together of several. */
  record Nested(FileColumn column, NestedColumn reader) implements Wanted {}

  private final ParquetFooter footer;
  private final RowGroup rowGroup;
  private final List<Wanted> wanted;
  private final FileInput input;
  private final MemoryScope memory;
  private final Decompressors decompressors;
  private final ColumnReader[] readers;
  private final List<FetchedBytes> fetched = new ArrayList<>();
  private long bytesRead;

  /** What all columns are read with. */
  record Decoding(MemoryScope memory, Decompressors decompressors) {}

  RowGroupReader(
      ParquetFooter footer, int ordinal, List<Wanted> wanted, FileInput input, Decoding decoding) {
    this.footer = footer;
    this.rowGroup = footer.rowGroups().get(ordinal);
    this.wanted = List.copyOf(wanted);
    this.input = input;
    this.memory = decoding.memory();
    this.decompressors = decoding.decompressors();
    this.readers = new ColumnReader[wanted.size()];
  }

  /** The reader of a wanted column. */
  ColumnReader column(int index) {
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

  /** A leaf of a wanted column. */
  private record Part(int index, int leaf, ColumnChunk chunk) {}

  private void fetch(List<Integer> indexes) {
    List<Part> inFileOrder = new ArrayList<>();
    for (int index : indexes) {
      FileColumn column = wanted.get(index).column();
      for (int leaf = column.firstLeaf(); leaf < column.firstLeaf() + column.leaves(); leaf++) {
        inFileOrder.add(new Part(index, leaf, rowGroup.chunks().get(leaf)));
      }
    }
    inFileOrder.sort(Comparator.comparingLong(part -> part.chunk().offset()));
    List<ByteRange> ranges = new ArrayList<>();
    for (Part part : inFileOrder) {
      ranges.add(new ByteRange(part.chunk().offset(), part.chunk().length()));
    }
    FetchedBytes bytes = input.read(ranges, memory);
    bytesRead += ranges.stream().mapToLong(ByteRange::length).sum();
    fetched.add(bytes);
    ChunkReader.Chunk[] chunks = new ChunkReader.Chunk[rowGroup.chunks().size()];
    for (int r = 0; r < ranges.size(); r++) {
      Part part = inFileOrder.get(r);
      LeafColumn leaf = footer.leaves().get(part.leaf());
      chunks[part.leaf()] = new ChunkReader.Chunk(leaf, part.chunk(), bytes.address(r));
    }
    for (int index : indexes) {
      readers[index] = open(wanted.get(index), chunks);
    }
  }

  private ColumnReader open(Wanted column, ChunkReader.Chunk[] chunks) {
    int first = column.column().firstLeaf();
    if (column instanceof Flat flat) {
      return new ChunkReader(chunks[first], decompressors, flat.buffers(), memory);
    }
    List<ChunkReader.Chunk> own =
        Arrays.asList(chunks).subList(first, first + column.column().leaves());
    return ((Nested) column).reader().open(own, rowGroup.rowCount(), decompressors);
  }

  /** Bytes of the file that were read. */
  long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() {
    for (ColumnReader reader : readers) {
      if (reader != null) {
        reader.close();
      }
    }
    fetched.forEach(FetchedBytes::close);
    fetched.clear();
  }
}
