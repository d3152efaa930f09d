package org.weft.io.scan;

/**
 * What a reader did so far.
 *
 * @param read independently readable parts, such as row groups, that were opened
 * @param skipped parts that statistics ruled out
 * @param bytes read of the file
 */
public record ScanCounts(long read, long skipped, long bytes) {
  /** Nothing that anybody counted. */
  public static final ScanCounts NONE = new ScanCounts(0, 0, 0);
}
