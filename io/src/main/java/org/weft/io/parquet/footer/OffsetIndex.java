package org.weft.io.parquet.footer;

import java.util.Optional;
import org.weft.io.parquet.thrift.ArrayInput;
import org.weft.io.parquet.thrift.CompactInput;

/** Where the data pages of a chunk lie, and which rows they have. */
public final class OffsetIndex {
  private final long[] offsets;
  private final int[] lengths;
  private final long[] firstRows;

  /** One more first row than there are pages: the number of rows. */
  private OffsetIndex(long[] offsets, int[] lengths, long[] firstRows) {
    this.offsets = offsets;
    this.lengths = lengths;
    this.firstRows = firstRows;
  }

  /**
   * The index of a chunk as it is written.
   *
   * @param rows of the row group
   * @return nothing if it is not of these pages: the chunk can be read without
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE if it is no index
   */
  public static Optional<OffsetIndex> read(byte[] written, ColumnChunk chunk, long rows) {
    CompactInput input = new ArrayInput(written, 0, written.length);
    OffsetIndex index = null;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      if (f == 1) {
        index = readPages(input, rows);
      } else {
        input.skipValue();
      }
    }
    return Optional.ofNullable(index).filter(found -> found.isOf(chunk));
  }

  private static OffsetIndex readPages(CompactInput input, long rows) {
    int pages = input.startStructs();
    long[] offsets = new long[pages];
    int[] lengths = new int[pages];
    long[] firstRows = new long[pages + 1];
    for (int i = 0; i < pages; i++) {
      for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
        switch (f) {
          case 1 -> offsets[i] = input.readLong();
          case 2 -> lengths[i] = input.readInt();
          case 3 -> firstRows[i] = input.readLong();
          default -> input.skipValue();
        }
      }
    }
    firstRows[pages] = rows;
    return new OffsetIndex(offsets, lengths, firstRows);
  }

  private boolean isOf(ColumnChunk chunk) {
    int pages = pages();
    if (pages == 0 || firstRows[0] != 0 || offsets[0] < chunk.offset()) {
      return false;
    }
    long end = chunk.offset() + chunk.length();
    for (int i = 0; i < pages; i++) {
      long next = i + 1 < pages ? offsets[i + 1] : end;
      boolean fits = lengths[i] > 0 && offsets[i] <= next && lengths[i] <= next - offsets[i];
      if (!fits || firstRows[i] > firstRows[i + 1]) {
        return false;
      }
    }
    return true;
  }

  /** How many data pages there are. */
  public int pages() {
    return offsets.length;
  }

  /** Where the header of a page begins. */
  public long offset(int page) {
    return offsets[page];
  }

  /** Bytes of a page with its header. */
  public int length(int page) {
    return lengths[page];
  }

  /** The first row of a page; of the page behind the last, how many rows there are. */
  public long firstRow(int page) {
    return firstRows[page];
  }
}
