package org.weft.io.parquet.page;

import org.weft.io.text.Utf8;

/** What the bytes behind views have to be. */
enum Check {
  /** Anything, or known to be right. */
  NONE,
  TEXT;

  /** Looks at the bytes behind every view. */
  void views(long views, int count) {
    if (this == TEXT && !Utf8.areText(views, count)) {
      throw CorruptPage.because("a string that is not UTF-8");
    }
  }
}
