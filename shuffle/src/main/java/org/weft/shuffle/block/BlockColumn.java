package org.weft.shuffle.block;

/**
 * One column of a block to be written, by address, in the canonical layout of its type. Reused; the
 * memory belongs to whoever sets it.
 */
public final class BlockColumn {
  /** One value per row; unused for variable-length values and for the NULL type. */
  public long values;

  /** For variable-length values: one int32 more than there are rows, the first 0, ascending. */
  public long offsets;

  /** For variable-length values: all bytes. */
  public long bytes;

  /** One byte per row, 0 for null; address 0 if no row is null. */
  public long validity;
}
