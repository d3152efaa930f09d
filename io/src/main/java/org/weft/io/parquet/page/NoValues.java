package org.weft.io.parquet.page;

/** The values of a page in which all rows are null. */
final class NoValues extends PageValues {
  @Override
  void read(long to, int count) {
    if (count > 0) {
      throw CorruptPage.because("a page of fewer values than it announces");
    }
  }

  @Override
  void skip(int count) {
    read(0, count);
  }

  @Override
  void end() {
    // no value is read: whatever a writer puts there for none is ignored
  }
}
