package org.weft.io.file;

/** Some bytes of a file. */
public record ByteRange(long offset, long length) {
  public ByteRange {
    if (offset < 0 || length < 0 || offset + length < 0) {
      throw new IllegalArgumentException("no such range: " + length + " bytes at " + offset);
    }
  }

  /** The offset behind the last byte. */
  public long end() {
    return offset + length;
  }
}
