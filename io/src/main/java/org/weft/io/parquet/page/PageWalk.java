package org.weft.io.parquet.page;

import java.util.ArrayList;
import java.util.List;
import org.weft.io.parquet.codec.Decompressors;
import org.weft.io.parquet.thrift.MemoryInput;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;

/** The pages of one column chunk, from the first to the last. */
final class PageWalk implements AutoCloseable {
  private final long valueCount;
  private final PageOpener opener;
  private final List<Block> dictionaryBlocks = new ArrayList<>(2);

  /** Pages whose memory the present batch may point into. */
  private final List<DataPage> retired = new ArrayList<>();

  /** Null if all bytes of the chunk lie at {@code position}. */
  private final PageStore store;

  private int nextStored;
  private long end;
  private long position;
  private boolean sawPage;
  private int pages;
  private Dictionary dictionary;
  private DataPage page;

  /** Values of the pages whose header was read. */
  private long pagedValues;

  PageWalk(ChunkReader.Chunk chunk, Decompressors decompressors, MemoryScope memory) {
    this.valueCount = chunk.chunk().values();
    this.opener = new PageOpener(chunk.column(), chunk.chunk().codec(), decompressors, memory);
    this.position = chunk.address();
    this.end = chunk.address() + chunk.chunk().length();
    this.store = null;
  }

  PageWalk(ChunkReader.PagedChunk chunk, Decompressors decompressors, MemoryScope memory) {
    this.valueCount = chunk.chunk().values();
    this.opener = new PageOpener(chunk.column(), chunk.chunk().codec(), decompressors, memory);
    this.store = chunk.store();
  }

  Layout layout() {
    return opener.layout();
  }

  /** The chunk's, as far as it is known by now; else null. */
  Dictionary dictionary() {
    return dictionary;
  }

  /** The chunk's, read if no page was seen yet; null if it does not begin with one. */
  Dictionary readDictionary() {
    if (sawPage) {
      return dictionary;
    }
    if (store != null) {
      sawPage = true;
      point(store.dictionary());
    }
    if (position < end) {
      long start = position;
      PageHeader header = readHeader();
      if (header.kind() == PageHeader.Kind.DICTIONARY) {
        sawPage = true;
        dictionary = opener.dictionary(header, position, dictionaryBlocks);
        position += header.bodyLength();
      } else {
        position = start;
      }
    }
    return dictionary;
  }

  /** The open page; null before the first. */
  DataPage page() {
    return page;
  }

  /** True if the open page has been read, or there is none. */
  boolean isPageDone() {
    return page == null || page.rowsLeft() == 0;
  }

  /** True if there are values behind those of the pages seen so far. */
  boolean hasMore() {
    return pagedValues < valueCount;
  }

  /** Gives back the memory of pages that were left before this call. */
  void release() {
    retired.forEach(DataPage::close);
    retired.clear();
  }

  /** Opens the page of a header that was just read. */
  DataPage open(PageHeader header) {
    DataPage next = opener.data(header, position, dictionary);
    if (page != null) {
      retired.add(page);
    }
    page = next;
    position += header.bodyLength();
    return page;
  }

  /** Passes over the page of a header that was just read. */
  void passOver(PageHeader header) {
    position += header.bodyLength();
  }

  /**
   * Passes over pages that need not even be read. Only between pages of a column without nesting.
   *
   * @param rows that are not wanted
   * @return how many rows the pages had
   */
  long passUnread(long rows) {
    long passed = 0;
    while (store != null && nextStored < store.pages() && store.rows(nextStored) <= rows - passed) {
      passed += store.rows(nextStored);
      nextStored++;
      pages++;
    }
    pagedValues += passed;
    return passed;
  }

  /** The header of the next data page, whose body is at {@code position} then. */
  PageHeader nextHeader() {
    return store == null ? headerInChunk() : headerInStore();
  }

  private PageHeader headerInStore() {
    readDictionary();
    while (nextStored < store.pages()) {
      int page = nextStored++;
      long rows = store.rows(page);
      pages++;
      if (rows > 0) {
        point(store.page(page));
        PageHeader header = readHeader();
        boolean isData =
            header.kind() == PageHeader.Kind.DATA || header.kind() == PageHeader.Kind.DATA_V2;
        if (!isData || header.valueCount() != rows) {
          throw CorruptPage.because("no page of " + rows + " rows where the index says there is");
        }
        pagedValues += rows;
        return header;
      }
    }
    throw CorruptPage.because("pages of " + pagedValues + " of " + valueCount + " values");
  }

  private void point(PageStore.Bytes bytes) {
    position = bytes.address();
    end = position + bytes.length();
  }

  private PageHeader readHeader() {
    MemoryInput input = new MemoryInput(position, end);
    PageHeader header = PageHeader.read(input);
    position = input.position();
    if (header.bodyLength() > end - position) {
      throw CorruptPage.because("a page of " + header.bodyLength() + " bytes beyond its chunk");
    }
    return header;
  }

  private PageHeader headerInChunk() {
    while (position < end) {
      PageHeader header = readHeader();
      switch (header.kind()) {
        case DATA, DATA_V2 -> {
          sawPage = true;
          pages++;
          pagedValues += header.valueCount();
          if (pagedValues > valueCount) {
            throw CorruptPage.because("pages of more than the " + valueCount + " values there are");
          }
          if (header.valueCount() > 0) {
            return header;
          }
        }
        case DICTIONARY -> {
          if (sawPage) {
            throw CorruptPage.because("a dictionary that is not the chunk's first page");
          }
          sawPage = true;
          dictionary = opener.dictionary(header, position, dictionaryBlocks);
        }
        case OTHER -> {}
      }
      position += header.bodyLength();
    }
    throw CorruptPage.because("pages of " + pagedValues + " of " + valueCount + " values");
  }

  /** The error with the page that was seen last. */
  WeftException in(WeftException error) {
    return error.code().blame() == ErrorCode.Blame.DATA && pages > 0
        ? error.in("page " + (pages - 1))
        : error;
  }

  @Override
  public void close() {
    release();
    if (page != null) {
      page.close();
      page = null;
    }
    dictionaryBlocks.forEach(Block::close);
    dictionaryBlocks.clear();
  }
}
