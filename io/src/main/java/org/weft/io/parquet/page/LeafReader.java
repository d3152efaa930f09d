package org.weft.io.parquet.page;

import org.weft.io.parquet.codec.Decompressors;
import org.weft.io.parquet.footer.LeafColumn;
import org.weft.io.write.GrowingBytes;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;

/**
 * Reads a leaf of a nested column row by row: the levels of the rows' entries, and the values among
 * them. Rows may be passed over.
 *
 * <p>Levels are decoded some thousands at a time; where a row ends is known only from the entry
 * behind it. Values are decoded when it is known how many belong to the rows.
 */
public final class LeafReader implements AutoCloseable {
  private static final int PIECE = Batch.CAPACITY;

  private final LeafColumn leaf;
  private final MemoryScope memory;
  private final GrowingBytes repetition;
  private final GrowingBytes definition;
  private final GrowingBytes dense;
  private final long scratch;
  private final Layout layout;

  private PageWalk pages;
  private long rowCount;

  /** Row behind the last one given out or passed over. */
  private long row;

  /** Entries whose levels are decoded; the first {@code taken} of them were given out. */
  private int decoded;

  private int taken;

  /** True before the first entry of a row group. */
  private boolean isFresh;

  private int valueCount;

  /** What becomes of the values of rows. */
  private enum Values {
    READ,
    SKIPPED
  }

  /**
   * @param memory to which everything belongs that is kept between row groups
   */
  public LeafReader(LeafColumn leaf, MemoryScope memory) {
    this.leaf = leaf;
    this.memory = memory;
    this.layout = Layout.of(leaf.type());
    this.repetition = new GrowingBytes(memory);
    this.definition = new GrowingBytes(memory);
    this.dense = new GrowingBytes(memory);
    this.scratch = memory.allocate(4L * PIECE).address();
  }

  /** Starts with a row group of so many rows. */
  public void start(ChunkReader.Chunk chunk, long rows, Decompressors decompressors) {
    pages = new PageWalk(chunk, decompressors, memory);
    rowCount = rows;
    row = 0;
    decoded = 0;
    taken = 0;
    isFresh = true;
    repetition.clear();
    definition.clear();
  }

  /** The leaf that is read. */
  public LeafColumn leaf() {
    return leaf;
  }

  /**
   * Reads rows; what was read before is gone.
   *
   * @param first not before the end of the rows read last
   */
  public void read(long first, int rows) {
    try {
      pages.release();
      takeRows(first - row, Values.SKIPPED);
      dropTaken();
      dense.clear();
      valueCount = 0;
      takeRows(rows, Values.READ);
      row = first + rows;
      if (row == rowCount && (!pages.isPageDone() || pages.hasMore())) {
        throw CorruptPage.because("entries behind the last of " + rowCount + " rows");
      }
    } catch (WeftException e) {
      throw pages.in(e);
    }
  }

  /** Entries of the rows read last. */
  public int entries() {
    return taken;
  }

  /** The address of the entries' repetition levels, a byte each. */
  public long repetition() {
    return repetition.address();
  }

  /** The address of the entries' definition levels, a byte each. */
  public long definition() {
    return definition.address();
  }

  /** The address of the values, one behind the other in the layout of the leaf's type. */
  public long values() {
    return dense.address();
  }

  /** How many entries have a value. */
  public int valueCount() {
    return valueCount;
  }

  private void takeRows(long rows, Values values) {
    if (rows == 0) {
      return;
    }
    long begun = 0;
    while (true) {
      if (taken == decoded) {
        if (leaf.repetition() == 0 && begun == rows) {
          return;
        }
        begun += decode(values, rows - begun);
        if (taken == decoded) {
          break;
        }
      }
      int count = decoded - taken;
      int most = (int) Math.min(rows - begun, count);
      int n =
          leaf.repetition() == 0
              ? most
              : LevelKernels.behindRows(repetition.address() + taken, count, most);
      begun += leaf.repetition() == 0 ? n : LevelKernels.count(repetition.address() + taken, n, 0);
      take(n, values);
      if (n < count) {
        break;
      }
    }
    if (begun != rows) {
      throw CorruptPage.because("entries of " + (row + begun) + " of " + rowCount + " rows");
    }
  }

  private void take(int entries, Values values) {
    DataPage page = pages.page();
    int present =
        leaf.definition() == 0
            ? entries
            : LevelKernels.count(definition.address() + taken, entries, leaf.definition());
    if (values == Values.SKIPPED) {
      page.values().skip(present);
    } else {
      // one more, for loops that look at the next value
      long to = dense.reserve(present + 1L << layout.shift());
      for (int done = 0; done < present; done += PIECE) {
        page.values().read(to + ((long) done << layout.shift()), Math.min(PIECE, present - done));
      }
      dense.advance((long) present << layout.shift());
      valueCount += present;
    }
    taken += entries;
    page.passEntries(entries);
    page.endIfRead();
  }

  /**
   * Decodes the levels of the next entries, none if there are no more. Pages of rows that are all
   * passed over are not opened.
   *
   * @return how many rows such pages had
   */
  private long decode(Values values, long rows) {
    long passed = 0;
    while (pages.isPageDone()) {
      if (!pages.hasMore()) {
        return passed;
      }
      PageHeader header = pages.nextHeader();
      int inPage = leaf.repetition() == 0 ? header.valueCount() : header.rowCount();
      if (values == Values.SKIPPED && inPage > 0 && inPage <= rows - passed) {
        passed += inPage;
        pages.passOver(header);
      } else {
        pages.open(header);
      }
    }
    if (values == Values.SKIPPED) {
      dropTaken();
    }
    int count = Math.min(PIECE, pages.page().rowsLeft());
    append(repetition, pages.page().repetitionLevels(scratch, count), count);
    append(definition, pages.page().definitionLevels(scratch, count), count);
    if (isFresh && Memory.getByte(repetition.address()) != 0) {
      throw CorruptPage.because("a list that goes on in the first row");
    }
    isFresh = false;
    decoded += count;
    return passed;
  }

  /**
   * Appends the levels that were decoded.
   *
   * @param some false if all are 0
   */
  private void append(GrowingBytes to, boolean some, int count) {
    long at = to.reserve(count);
    if (some) {
      LevelKernels.narrow(scratch, at, count);
    } else {
      Memory.fill(at, count, (byte) 0);
    }
    to.advance(count);
  }

  /** Entries that are decoded but not yet given out move to the front. */
  private void dropTaken() {
    int left = decoded - taken;
    keepLast(repetition, left);
    keepLast(definition, left);
    decoded = left;
    taken = 0;
  }

  /** The two parts may overlap; there are a few thousand bytes at most, once a batch. */
  private void keepLast(GrowingBytes levels, int bytes) {
    if (taken > 0) {
      long start = levels.address();
      for (int i = 0; i < bytes; i++) {
        Memory.putByte(start + i, Memory.getByte(start + taken + i));
      }
      levels.clear();
      levels.advance(bytes);
    }
  }

  @Override
  public void close() {
    if (pages != null) {
      pages.close();
      pages = null;
    }
  }
}
