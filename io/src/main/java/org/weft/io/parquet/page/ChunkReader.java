package org.weft.io.parquet.page;

import java.util.ArrayList;
import java.util.List;
import org.weft.io.parquet.codec.Decompressors;
import org.weft.io.parquet.footer.ColumnChunk;
import org.weft.io.parquet.footer.LeafColumn;
import org.weft.io.parquet.thrift.MemoryInput;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Vector;

/**
 * Reads one column chunk from front to back, batch by batch. Rows may be passed over; pages that
 * are passed over as a whole are never decompressed.
 */
public final class ChunkReader implements AutoCloseable {
  private final long rowCount;
  private final PageOpener opener;
  private final ColumnFill fill;
  private final List<Block> dictionaryBlocks = new ArrayList<>(2);

  /** Pages whose memory the present batch may point into. */
  private final List<DataPage> retired = new ArrayList<>();

  private final long end;
  private long position;
  private boolean sawPage;
  private Dictionary dictionary;
  private DataPage page;

  /** Row behind the last one given out or passed over. */
  private long row;

  /** Row behind the last one of the pages whose header was read. */
  private long pagedRows;

  /** Where a chunk lies and what reads it. */
  public record Chunk(LeafColumn column, ColumnChunk chunk, long rowCount, long address) {}

  public ChunkReader(
      Chunk chunk, Decompressors decompressors, ColumnBuffers buffers, MemoryScope memory) {
    this.rowCount = chunk.rowCount();
    this.opener = new PageOpener(chunk.column(), chunk.chunk().codec(), decompressors, memory);
    this.fill = new ColumnFill(opener.layout(), buffers);
    this.position = chunk.address();
    this.end = chunk.address() + chunk.chunk().length();
  }

  /**
   * Points the vector at the values of a batch's selected rows. They stay until the next call.
   *
   * @param first the batch's first row, not before the end of the last batch read
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE or UNSUPPORTED_FILE
   */
  public void read(long first, Batch batch, Vector vector) {
    int rows = batch.rowCount();
    retired.forEach(DataPage::close);
    retired.clear();
    passOver(first - row);
    row = first + rows;
    fill.start(batch);
    for (int done = 0; done < rows; ) {
      openPage();
      int n = Math.min(page.rowsLeft(), rows - done);
      fill.append(page, n, dictionary);
      done += n;
    }
    fill.point(vector, dictionary);
  }

  private void passOver(long rows) {
    long left = rows;
    while (left > 0) {
      if (page == null || page.rowsLeft() == 0) {
        PageHeader header = nextHeader();
        if (header.valueCount() <= left) {
          left -= header.valueCount();
          position += header.bodyLength();
          continue;
        }
        open(header);
      }
      int n = (int) Math.min(left, page.rowsLeft());
      page.skip(n);
      left -= n;
    }
  }

  /** Makes sure that the present page has rows. */
  private void openPage() {
    while (page == null || page.rowsLeft() == 0) {
      open(nextHeader());
    }
  }

  private void open(PageHeader header) {
    DataPage next = opener.data(header, position, dictionary);
    if (page != null) {
      retired.add(page);
    }
    page = next;
    position += header.bodyLength();
  }

  /** The header of the next data page, whose body is at {@code position} then. */
  private PageHeader nextHeader() {
    while (position < end) {
      MemoryInput input = new MemoryInput(position, end);
      PageHeader header = PageHeader.read(input);
      position = input.position();
      if (header.bodyLength() > end - position) {
        throw CorruptPage.because("a page of " + header.bodyLength() + " bytes beyond its chunk");
      }
      switch (header.kind()) {
        case DATA, DATA_V2 -> {
          sawPage = true;
          pagedRows += header.valueCount();
          if (pagedRows > rowCount) {
            throw CorruptPage.because("pages of more than the " + rowCount + " rows there are");
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
    throw CorruptPage.because("pages of " + pagedRows + " of " + rowCount + " rows");
  }

  @Override
  public void close() {
    retired.forEach(DataPage::close);
    retired.clear();
    if (page != null) {
      page.close();
      page = null;
    }
    dictionaryBlocks.forEach(Block::close);
    dictionaryBlocks.clear();
  }
}
