package org.weft.io.parquet.footer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.weft.io.parquet.thrift.ArrayInput;
import org.weft.io.parquet.thrift.CompactInput;
import org.weft.planner.scan.ColumnStatistics;

/** Between which bounds the values of each page of a chunk lie. */
public final class PageBounds {
  private final LeafColumn column;
  private final List<Boolean> nullPages;
  private final List<byte[]> min;
  private final List<byte[]> max;
  private final long[] nulls;

  private PageBounds(
      LeafColumn column,
      List<Boolean> nullPages,
      List<byte[]> min,
      List<byte[]> max,
      long[] nulls) {
    this.column = column;
    this.nullPages = nullPages;
    this.min = min;
    this.max = max;
    this.nulls = nulls;
  }

  /**
   * The bounds as they are written.
   *
   * @param pages how many there are
   * @return nothing if these are not of so many pages
   * @throws org.weft.planner.error.WeftException CORRUPT_FILE if they are no bounds
   */
  public static Optional<PageBounds> read(byte[] written, LeafColumn column, int pages) {
    CompactInput input = new ArrayInput(written, 0, written.length);
    List<Boolean> nullPages = List.of();
    List<byte[]> min = List.of();
    List<byte[]> max = List.of();
    long[] nulls = {};
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> nullPages = input.readFlags();
        case 2 -> min = input.readBinaries();
        case 3 -> max = input.readBinaries();
        case 5 -> nulls = input.readLongs();
        default -> input.skipValue();
      }
    }
    boolean isWhole =
        nullPages.size() == pages
            && min.size() == pages
            && max.size() == pages
            && (nulls.length == 0 || nulls.length == pages);
    return isWhole
        ? Optional.of(new PageBounds(column, nullPages, min, max, nulls))
        : Optional.empty();
  }

  /** What is known of some rows of a page. */
  public ColumnStatistics of(int page, long rows) {
    if (nullPages.get(page)) {
      return new ColumnStatistics(
          Optional.empty(), Optional.empty(), OptionalLong.of(rows), OptionalDouble.empty());
    }
    boolean hasNone = nulls.length > 0 && nulls[page] == 0;
    return ChunkStatistics.between(
        column, min.get(page), max.get(page), hasNone ? OptionalLong.of(0) : OptionalLong.empty());
  }
}
