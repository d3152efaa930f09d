package org.weft.container.spill;

import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Views;

/**
 * Collects rows of one run or partition and writes them page by page. A page ends with so many
 * bytes of rows and texts; a single row may be larger. For one thread.
 */
public final class PageWriter implements AutoCloseable {
  private static final long LEAST_PAGE = 32 << 10;
  private static final long LARGEST_PAGE = 256 << 10;
  private static final int PAGES_OF_MEMORY = 2048;

  private final SpillLayout layout;
  private final PageOutput output;
  private final MemoryScope scope;
  private final long pageBytes;
  private final int mostRows;
  private SpilledRows written = new SpilledRows();
  private Block rows;
  private Block text;
  private int count;
  private long textBytes;

  /**
   * A writer whose memory belongs to the scope.
   *
   * @param pageBytes of a page before compression, a power of two
   */
  public PageWriter(SpillLayout layout, PageOutput output, long pageBytes, MemoryScope scope) {
    this.layout = layout;
    this.output = output;
    this.scope = scope;
    // so that it fits a block of the pool
    this.pageBytes = pageBytes - Block.PADDING;
    this.mostRows = (int) Math.max(1, Math.min(Batch.CAPACITY, this.pageBytes / layout.width()));
  }

  /** Bytes of pages of which many may be open at once, in a process with so much memory. */
  public static long pageBytes(MemoryPool pool) {
    long wanted = Long.highestOneBit(Math.max(1, pool.limit() / PAGES_OF_MEMORY));
    return Math.max(LEAST_PAGE, Math.min(LARGEST_PAGE, wanted));
  }

  /** Appends a copy of a row and its texts. */
  public void append(long row) {
    long more = layout.texts().isEmpty() ? 0 : layout.textBytes(row);
    int width = layout.width();
    if (count == mostRows || (count > 0 && (long) count * width + textBytes + more > pageBytes)) {
      flush();
    }
    if (rows == null) {
      rows = scope.allocate((long) mostRows * width);
    }
    long to = rows.address() + (long) count * width;
    for (int i = 0; i < width; i += 8) {
      Memory.putLong(to + i, Memory.getLong(row + i));
    }
    if (more > 0) {
      makeRoom(more);
      appendTexts(to);
    }
    count++;
    if (textBytes > pageBytes) {
      // many writers are open at once: none keeps a long row for as long as no other comes
      flush();
    }
  }

  private void makeRoom(long more) {
    long needed = textBytes + more;
    if (text != null && text.capacity() >= needed) {
      return;
    }
    Block larger = scope.allocate(Math.max(needed, text == null ? 4096 : 2 * text.capacity()));
    if (text != null) {
      Memory.copy(text.address(), larger.address(), textBytes);
      text.close();
    }
    text = larger;
  }

  /** Copies the texts; their views' addresses become distances from the first text. */
  private void appendTexts(long row) {
    for (int i = 0; i < layout.texts().size(); i++) {
      SpillLayout.Text field = layout.texts().get(i);
      if (field.isPresent(row)) {
        long view = row + field.offset();
        int length = Views.length(view);
        if (length > 0) {
          Memory.copy(Views.bytes(view), text.address() + textBytes, length);
        }
        Memory.putLong(view + 8, textBytes);
        textBytes += length;
      }
    }
  }

  private void flush() {
    if (count > 0) {
      long textAddress = text == null ? 0 : text.address();
      long rowBytes = (long) count * layout.width();
      written.add(output.write(count, rows.address(), rowBytes, textAddress, textBytes));
      count = 0;
      textBytes = 0;
      if (text != null && text.capacity() > 2 * pageBytes) {
        text.close();
        text = null;
      }
    }
  }

  /** Bytes of memory held. */
  public long held() {
    return (rows == null ? 0 : rows.capacity()) + (text == null ? 0 : text.capacity());
  }

  /** Writes what is left and gives the memory back; what was written since the last call. */
  public SpilledRows finish() {
    flush();
    close();
    SpilledRows all = written;
    written = new SpilledRows();
    return all;
  }

  @Override
  public void close() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
    if (text != null) {
      text.close();
      text = null;
    }
  }
}
