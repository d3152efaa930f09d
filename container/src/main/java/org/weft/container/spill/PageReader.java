package org.weft.container.spill;

import java.util.zip.CRC32C;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Views;
import org.weft.shuffle.block.BlockCodec;
import org.weft.shuffle.block.Compression;
import org.weft.shuffle.block.GrowingBlock;

/**
 * Reads spilled rows a page at a time. The rows of a page lie one behind the other, with views of
 * texts behind them, until the next is opened. For one thread.
 */
public final class PageReader implements AutoCloseable {
  private final SpillLayout layout;
  private final SpilledRows spilled;
  private final BlockCodec codec = Compression.LZ4.codec();
  private final GrowingBlock stored;
  private final GrowingBlock rows;
  private final GrowingBlock text;
  private final CRC32C crc = new CRC32C();
  private int next;
  private SpillPage page;
  private long rowAddress;

  /** A reader of these rows whose memory belongs to the scope. */
  public PageReader(SpillLayout layout, SpilledRows spilled, MemoryScope scope) {
    this.layout = layout;
    this.spilled = spilled;
    this.stored = new GrowingBlock(scope);
    this.rows = new GrowingBlock(scope);
    this.text = new GrowingBlock(scope);
  }

  /** Memory that a reader of these rows takes, about. */
  public static long memory(SpilledRows spilled) {
    // sizes are rounded up to powers of two
    return 4L * spilled.largestPage();
  }

  /** Opens the next page; false if there is none. */
  public boolean advance() {
    if (next == spilled.pages()) {
      page = null;
      return false;
    }
    open(spilled.page(next++));
    return true;
  }

  /**
   * Reads all rows to one place, where they lie one behind the other until the scope gives their
   * memory back; no page is open then.
   *
   * @return the address of the first
   */
  public long readAll(MemoryScope to) {
    page = null;
    next = spilled.pages();
    long rowBytes = spilled.rows() * layout.width();
    long first = to.allocate(rowBytes).address();
    long textBytes = spilled.bytes() - rowBytes;
    long texts = textBytes == 0 ? 0 : to.allocate(textBytes).address();
    long row = first;
    for (int p = 0; p < spilled.pages(); p++) {
      SpillPage one = spilled.page(p);
      load(one, row, texts);
      row += one.rowBytes();
      texts += one.textBytes();
    }
    return first;
  }

  /** Begins anew with the first page. */
  public void rewind() {
    next = 0;
  }

  /** The rows of the open page. */
  public int count() {
    return page.rows();
  }

  /** The first row of the open page. */
  public long first() {
    return rowAddress;
  }

  private void open(SpillPage opened) {
    page = opened;
    rowAddress = rows.reserve(opened.rowBytes());
    long textAddress = opened.textBytes() == 0 ? 0 : text.reserve(opened.textBytes());
    load(opened, rowAddress, textAddress);
  }

  /** Reads a page to where there is room for its rows and texts. */
  private void load(SpillPage from, long rowsTo, long textTo) {
    int bytes = from.storedBytes();
    long at = stored.reserve(bytes);
    from.file().read(from.place(), at, bytes);
    crc.reset();
    crc.update(Memory.buffer(at, bytes));
    if ((int) crc.getValue() != from.crc()) {
      throw damaged(from, null);
    }
    try {
      restore(at, from.storedRows(), rowsTo, from.rowBytes());
      restore(at + from.storedRows(), from.storedText(), textTo, from.textBytes());
    } catch (WeftException e) {
      throw damaged(from, e);
    }
    for (SpillLayout.Text field : layout.texts()) {
      showTexts(rowsTo, from.rows(), field, textTo);
    }
  }

  private static WeftException damaged(SpillPage page, WeftException cause) {
    return WeftException.of(
            ErrorCode.READ_FAILED,
            "rows spilled to "
                + page.file().path(page.place())
                + " are not what was written at "
                + page.place().offset(),
            cause)
        .hint("check the disk");
  }

  private void restore(long from, int storedBytes, long to, int bytes) {
    if (bytes == storedBytes) {
      Memory.copy(from, to, bytes);
    } else {
      codec.decompress(from, storedBytes, to, bytes);
    }
  }

  private void showTexts(long first, int count, SpillLayout.Text field, long texts) {
    long row = first;
    for (int i = 0; i < count; i++, row += layout.width()) {
      if (field.isPresent(row)) {
        long view = row + field.offset();
        Memory.putLong(view + 8, Views.length(view) == 0 ? 0 : texts + Memory.getLong(view + 8));
      }
    }
  }

  @Override
  public void close() {
    stored.close();
    rows.close();
    text.close();
    codec.close();
  }
}
