package org.weft.io.parquet.page;

/** Booleans. */
final class BitValues extends PageValues {
  private final BitRuns bits;

  BitValues(BitRuns bits) {
    this.bits = bits;
  }

  @Override
  void read(long to, int count) {
    bits.read(to, count);
  }

  @Override
  void skip(int count) {
    bits.skip(count);
  }

  @Override
  void end() {
    bits.end("booleans");
  }
}
