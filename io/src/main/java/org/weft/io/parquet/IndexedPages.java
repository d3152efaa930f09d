package org.weft.io.parquet;

import java.util.ArrayList;
import java.util.List;
import org.weft.io.file.ByteRange;
import org.weft.io.file.FetchedBytes;
import org.weft.io.file.FileInput;
import org.weft.io.parquet.footer.ColumnChunk;
import org.weft.io.parquet.footer.OffsetIndex;
import org.weft.io.parquet.page.PageStore;
import org.weft.planner.memory.MemoryScope;

/**
 * The pages of a chunk, read one after the other when they are needed, or fetched before if they
 * are likely to be.
 */
final class IndexedPages implements PageStore, AutoCloseable {
  private final ColumnChunk chunk;
  private final OffsetIndex index;
  private final FileInput input;
  private final MemoryScope memory;
  private final List<FetchedBytes> fetched = new ArrayList<>();
  private final Bytes[] pages;
  private Bytes dictionary;
  private long bytesRead;

  IndexedPages(ColumnChunk chunk, OffsetIndex index, FileInput input, MemoryScope memory) {
    this.chunk = chunk;
    this.index = index;
    this.input = input;
    this.memory = memory;
    this.pages = new Bytes[index.pages()];
  }

  /** What lies before the first data page. */
  ByteRange dictionaryRange() {
    return new ByteRange(chunk.offset(), index.offset(0) - chunk.offset());
  }

  /** Where a page lies. */
  ByteRange range(int page) {
    return new ByteRange(index.offset(page), index.length(page));
  }

  /** Pages that have wanted rows. */
  List<Integer> wanted(RowRanges rows) {
    List<Integer> wanted = new ArrayList<>();
    for (int page = 0; page < pages.length; page++) {
      if (rows.hasAny(index.firstRow(page), index.firstRow(page + 1))) {
        wanted.add(page);
      }
    }
    return wanted;
  }

  /** Takes bytes that somebody else has fetched and keeps. */
  void give(int page, long address) {
    pages[page] = new Bytes(address, index.length(page));
  }

  /** Takes the bytes before the first page. */
  void giveDictionary(long address) {
    dictionary = new Bytes(address, dictionaryRange().length());
  }

  /** Bytes that were read one page after the other. */
  long bytesRead() {
    return bytesRead;
  }

  @Override
  public Bytes dictionary() {
    if (dictionary == null) {
      dictionary = read(dictionaryRange());
    }
    return dictionary;
  }

  @Override
  public int pages() {
    return pages.length;
  }

  @Override
  public long rows(int page) {
    return index.firstRow(page + 1) - index.firstRow(page);
  }

  @Override
  public Bytes page(int page) {
    if (pages[page] == null) {
      pages[page] = read(range(page));
    }
    return pages[page];
  }

  private Bytes read(ByteRange range) {
    if (range.length() == 0) {
      return new Bytes(0, 0);
    }
    FetchedBytes bytes = input.read(List.of(range), memory);
    fetched.add(bytes);
    bytesRead += range.length();
    return new Bytes(bytes.address(0), range.length());
  }

  @Override
  public void close() {
    fetched.forEach(FetchedBytes::close);
    fetched.clear();
  }
}
