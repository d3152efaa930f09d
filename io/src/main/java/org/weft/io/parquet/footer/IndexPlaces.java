package org.weft.io.parquet.footer;

/**
 * Where a file says more of the pages of a chunk. A length of 0 says that it does not.
 *
 * @param offsets where it says where pages lie and which rows they have
 * @param bounds where it says between which bounds the values of each page lie
 */
public record IndexPlaces(long offsets, int offsetsLength, long bounds, int boundsLength) {
  /** A file that says nothing. */
  public static final IndexPlaces NONE = new IndexPlaces(0, 0, 0, 0);

  /** True if it is known where pages lie. */
  public boolean hasOffsets() {
    return offsetsLength > 0;
  }

  /** True if pages have bounds, and it is known where they lie. */
  public boolean hasBounds() {
    return boundsLength > 0 && hasOffsets();
  }

  IndexPlaces withoutBounds() {
    return new IndexPlaces(offsets, offsetsLength, 0, 0);
  }

  /** The same; nothing if it is not within the file, which can be read without. */
  IndexPlaces within(long end) {
    return isWithin(offsets, offsetsLength, end) && isWithin(bounds, boundsLength, end)
        ? this
        : NONE;
  }

  private static boolean isWithin(long offset, int length, long end) {
    return length == 0 || offset > 0 && length > 0 && offset <= end && length <= end - offset;
  }
}
