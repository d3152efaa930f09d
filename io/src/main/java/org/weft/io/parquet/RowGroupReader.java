package org.weft.io.parquet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.weft.io.file.ByteRange;
import org.weft.io.file.FetchedBytes;
import org.weft.io.file.FileInput;
import org.weft.io.parquet.codec.Decompressors;
import org.weft.io.parquet.footer.ColumnChunk;
import org.weft.io.parquet.footer.ColumnPart;
import org.weft.io.parquet.footer.OffsetIndex;
import org.weft.io.parquet.footer.ParquetFooter;
import org.weft.io.parquet.footer.RowGroup;
import org.weft.io.parquet.nested.NestedColumn;
import org.weft.io.parquet.page.ChunkReader;
import org.weft.io.parquet.page.ColumnBuffers;
import org.weft.io.parquet.page.ColumnReader;
import org.weft.planner.memory.MemoryScope;

/**
 * The columns of one row group, fetched when first asked for: one by one where a request costs
 * nothing, else all that are wanted at once. Where it is known where pages lie, only those with
 * wanted rows are fetched; where a request costs nothing, only when such a row is there.
 */
final class RowGroupReader implements AutoCloseable {
  /** A column that may be asked for: what is needed to read it. */
  sealed interface Wanted {
    /** What is read of a column of the file. */
    ColumnPart column();
  }

  /** A column without nesting. */
  record Flat(ColumnPart column, ColumnBuffers buffers) implements Wanted {}

  /** A column put together of several. */
  record Nested(ColumnPart column, NestedColumn reader) implements Wanted {}

  /** A chunk of fewer bytes is read as a whole: there is little to leave out. */
  private static final long WORTHWHILE = 16 << 10;

  private final ParquetFooter footer;
  private final RowGroup rowGroup;
  private final List<Wanted> wanted;
  private final FileInput input;
  private final MemoryScope memory;
  private final Decompressors decompressors;
  private final ColumnReader[] readers;
  private final List<FetchedBytes> fetched = new ArrayList<>();
  private final List<IndexedPages> paged = new ArrayList<>();
  private final Optional<PageIndexes> indexes;
  private long bytesRead;

  /**
   * What all columns are read with.
   *
   * @param indexes where pages lie; nothing if every row will be asked for
   */
  record Decoding(MemoryScope memory, Decompressors decompressors, Optional<PageIndexes> indexes) {}

  RowGroupReader(
      ParquetFooter footer, int ordinal, List<Wanted> wanted, FileInput input, Decoding decoding) {
    this.footer = footer;
    this.rowGroup = footer.rowGroups().get(ordinal);
    this.wanted = List.copyOf(wanted);
    this.input = input;
    this.memory = decoding.memory();
    this.decompressors = decoding.decompressors();
    this.readers = new ColumnReader[wanted.size()];
    this.indexes = decoding.indexes();
  }

  /**
   * The reader of a wanted column.
   *
   * @param rows all that will be asked for from now on
   */
  ColumnReader column(int index, RowRanges rows) {
    if (readers[index] == null) {
      if (input.requestCost() == FileInput.RequestCost.FREE) {
        fetch(List.of(index), rows);
      } else {
        fetch(allMissing(), rows);
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

  /** Some bytes to be fetched, and who takes their address. */
  private record Part(ByteRange range, LongConsumer taker) {}

  private void fetch(List<Integer> columns, RowRanges rows) {
    boolean free = input.requestCost() == FileInput.RequestCost.FREE;
    boolean pagesOnly = free || rows.count() < rowGroup.rowCount();
    List<Part> parts = new ArrayList<>();
    ChunkReader.Chunk[] whole = new ChunkReader.Chunk[rowGroup.chunks().size()];
    IndexedPages[] byPage = new IndexedPages[rowGroup.chunks().size()];
    for (int index : columns) {
      ColumnPart column = wanted.get(index).column();
      int first = column.leaves().get(0);
      boolean isLarge = rowGroup.chunks().get(first).length() >= WORTHWHILE;
      Optional<OffsetIndex> offsets =
          pagesOnly && isLarge && column.isFlat()
              ? indexes.flatMap(known -> known.offsets(first))
              : Optional.empty();
      if (offsets.isPresent()) {
        byPage[first] =
            new IndexedPages(rowGroup.chunks().get(first), offsets.get(), input, memory);
        paged.add(byPage[first]);
        if (!free) {
          addPages(byPage[first], rows, parts);
        }
      } else {
        addWhole(column, whole, parts);
      }
    }
    fetch(parts);
    for (int index : columns) {
      IndexedPages pages = byPage[wanted.get(index).column().leaves().get(0)];
      readers[index] = pages == null ? open(wanted.get(index), whole) : open(index, pages);
    }
  }

  private void addWhole(ColumnPart column, ChunkReader.Chunk[] chunks, List<Part> parts) {
    for (int leaf : column.leaves()) {
      ColumnChunk chunk = rowGroup.chunks().get(leaf);
      parts.add(
          new Part(
              new ByteRange(chunk.offset(), chunk.length()),
              address ->
                  chunks[leaf] = new ChunkReader.Chunk(footer.leaves().get(leaf), chunk, address)));
    }
  }

  private static void addPages(IndexedPages pages, RowRanges rows, List<Part> parts) {
    if (pages.dictionaryRange().length() > 0) {
      parts.add(new Part(pages.dictionaryRange(), pages::giveDictionary));
    }
    for (int page : pages.wanted(rows)) {
      parts.add(new Part(pages.range(page), address -> pages.give(page, address)));
    }
  }

  private void fetch(List<Part> parts) {
    if (parts.isEmpty()) {
      return;
    }
    parts.sort(Comparator.comparingLong(part -> part.range().offset()));
    List<ByteRange> ranges = parts.stream().map(Part::range).toList();
    FetchedBytes bytes = input.read(ranges, memory);
    fetched.add(bytes);
    bytesRead += ranges.stream().mapToLong(ByteRange::length).sum();
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).taker().accept(bytes.address(i));
    }
  }

  private ColumnReader open(int index, IndexedPages pages) {
    Flat column = (Flat) wanted.get(index);
    int leaf = column.column().leaves().get(0);
    ChunkReader.PagedChunk chunk =
        new ChunkReader.PagedChunk(footer.leaves().get(leaf), rowGroup.chunks().get(leaf), pages);
    return new ChunkReader(chunk, decompressors, column.buffers(), memory);
  }

  private ColumnReader open(Wanted column, ChunkReader.Chunk[] chunks) {
    List<Integer> leaves = column.column().leaves();
    if (column instanceof Flat flat) {
      return new ChunkReader(chunks[leaves.get(0)], decompressors, flat.buffers(), memory);
    }
    List<ChunkReader.Chunk> own = leaves.stream().map(leaf -> chunks[leaf]).toList();
    return ((Nested) column).reader().open(own, rowGroup.rowCount(), decompressors);
  }

  /** Bytes of the file that were read. */
  long bytesRead() {
    return bytesRead + paged.stream().mapToLong(IndexedPages::bytesRead).sum();
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
    paged.forEach(IndexedPages::close);
  }
}
