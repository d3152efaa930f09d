package org.weft.io.parquet.page;

import org.weft.io.parquet.codec.Decompressors;
import org.weft.io.parquet.footer.ColumnChunk;
import org.weft.io.parquet.footer.LeafColumn;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Vector;

/**
 * Reads the chunk of a column without nesting. Rows may be passed over; pages that are passed over
 * as a whole are never decompressed, nor read if it is known where others lie.
 */
public final class ChunkReader implements ColumnReader {
  private final PageWalk pages;
  private final ColumnFill fill;

  /** Row behind the last one given out or passed over. */
  private long row;

  /** Where a chunk lies and what reads it. */
  public record Chunk(LeafColumn column, ColumnChunk chunk, long address) {}

  /** A chunk whose pages are read when they are needed. */
  public record PagedChunk(LeafColumn column, ColumnChunk chunk, PageStore store) {}

  /** Reads a chunk page by page. */
  public ChunkReader(
      PagedChunk chunk, Decompressors decompressors, ColumnBuffers buffers, MemoryScope memory) {
    this.pages = new PageWalk(chunk, decompressors, memory);
    this.fill = new ColumnFill(pages.layout(), buffers);
  }

  public ChunkReader(
      Chunk chunk, Decompressors decompressors, ColumnBuffers buffers, MemoryScope memory) {
    this.pages = new PageWalk(chunk, decompressors, memory);
    this.fill = new ColumnFill(pages.layout(), buffers);
  }

  @Override
  public void read(long first, Batch batch, Vector vector) {
    try {
      pages.release();
      passOver(first - row);
      row = first + batch.rowCount();
      fill(batch);
      fill.point(vector, pages.dictionary());
    } catch (WeftException e) {
      throw pages.in(e);
    }
  }

  @Override
  public Dictionary dictionary() {
    try {
      return pages.readDictionary();
    } catch (WeftException e) {
      throw pages.in(e);
    }
  }

  private void fill(Batch batch) {
    int rows = batch.rowCount();
    fill.start(batch);
    for (int done = 0; done < rows; ) {
      while (pages.isPageDone()) {
        pages.open(pages.nextHeader());
      }
      int n = Math.min(pages.page().rowsLeft(), rows - done);
      fill.append(pages.page(), n, pages.dictionary());
      done += n;
    }
  }

  private void passOver(long rows) {
    long left = rows;
    while (left > 0) {
      if (pages.isPageDone()) {
        long unread = pages.passUnread(left);
        left -= unread;
        if (left == 0) {
          return;
        }
        PageHeader header = pages.nextHeader();
        if (header.valueCount() <= left) {
          left -= header.valueCount();
          pages.passOver(header);
          continue;
        }
        pages.open(header);
      }
      int n = (int) Math.min(left, pages.page().rowsLeft());
      pages.page().skip(n);
      left -= n;
    }
  }

  @Override
  public void close() {
    pages.close();
  }
}
