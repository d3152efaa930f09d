package org.weft.io.scan;

/**
 * What a reader did so far.
 *
 * @param read independently readable parts, such as row groups, that were opened
 * @param skipped parts that statistics ruled out
 * @param rowsSkipped rows that statistics ruled out: of those parts, and of pages of others
 * @param bytes read of the file
 * @param bytesSkipped as they lie in the file, of columns asked for: in parts that statistics ruled
 *     out, and where no row was left when the column was first needed
 */
public record ScanCounts(long read, long skipped, long rowsSkipped, long bytes, long bytesSkipped) {
  /** Nothing that anybody counted. */
  public static final ScanCounts NONE = new ScanCounts(0, 0, 0, 0, 0);
}
