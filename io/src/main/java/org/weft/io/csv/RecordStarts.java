package org.weft.io.csv;

import org.weft.io.file.FileInput;

/**
 * Finds the first record behind an offset in the middle of a file.
 *
 * <p>Nobody knows there whether the offset lies within quotes, so both are tried: the records that
 * follow must have the right number of values and quotes that make sense. What is decided depends
 * on the bytes behind the offset alone; so the reader of the piece before, which comes to the same
 * offset from the front, can tell a wrong decision: it does not find the end of a record there.
 * That is an error then, never a wrong answer.
 */
final class RecordStarts {
  private static final int WINDOW = 64 << 10;
  private static final int RECORDS = 100;

  private final FileInput input;
  private final long length;
  private final Dialect dialect;
  private final int columns;
  private final long largest;

  /**
   * @param length of the file
   * @param columns values of a record
   * @param largest bytes of a record
   */
  RecordStarts(FileInput input, long length, Dialect dialect, int columns, long largest) {
    this.input = input;
    this.length = length;
    this.dialect = dialect;
    this.columns = columns;
    this.largest = largest;
  }

  /**
   * The offset of the first record that starts at or behind an offset; the file's length if none.
   */
  long first(long offset) {
    if (offset <= 0) {
      return 0;
    }
    if (offset >= length) {
      return length;
    }
    long size = WINDOW;
    while (true) {
      // one byte before: an offset behind a line's end may be a record's start
      long from = offset - 1;
      int bytes = (int) Math.min(Math.min(size, largest), length - from);
      byte[] window = new byte[bytes];
      input.readFully(from, window);
      boolean isEnd = from + bytes == length;
      int found = decide(window);
      if (found >= 0) {
        return from + found;
      }
      if (isEnd) {
        return length;
      }
      if (bytes >= largest) {
        return offset; // no record's end as far as records may reach: the scan will say so
      }
      size *= 8;
    }
  }

  /** Where the first record starts; -1 if the window is too small to tell. */
  private int decide(byte[] window) {
    Trial outside = new Trial(window);
    outside.run(outside.start(false));
    if (dialect.quote() == Dialect.NONE) {
      return outside.first;
    }
    Trial within = new Trial(window);
    within.run(within.start(true));
    // without a closing quote in sight nothing speaks for being within quotes
    return within.first >= 0 && within.isBetterThan(outside) ? within.first : outside.first;
  }

  /** One way to read the window. */
  private final class Trial {
    private final byte[] window;
    private int first = -1;
    private int records;
    private int stray;
    private boolean isSensible = true;

    Trial(byte[] window) {
      this.window = window;
    }

    /** Quotes in the middle of values are allowed, but rarer than ends of quoted values. */
    boolean isBetterThan(Trial other) {
      if (isSensible != other.isSensible) {
        return isSensible;
      }
      return stray != other.stray ? stray < other.stray : records > other.records;
    }

    /** Where the first record starts if the offset lies within quotes, or not. */
    int start(boolean isQuoted) {
      int p = 0;
      if (isQuoted) {
        p = afterQuotes(isAdjacent(0) ? pastQuotes(1) : 1);
        if (p < 0) {
          return -1;
        }
        p = behindValue(p);
        if (p < 0) {
          isSensible = false;
          return -1;
        }
      }
      return recordEnd(p);
    }

    private boolean isAdjacent(int at) {
      return window[at] == dialect.quote() || window[at] == dialect.escape();
    }

    /** A place that is not between two quotes that may be one. */
    private int pastQuotes(int from) {
      int p = from;
      while (p < window.length && isAdjacent(p)) {
        p++;
      }
      return p;
    }

    /** Behind the quote that closes; -1 if there is none. */
    private int afterQuotes(int from) {
      int p = from;
      while (p < window.length) {
        boolean isEscape =
            window[p] == dialect.escape()
                && p + 1 < window.length
                && (!dialect.doubles() || window[p + 1] == dialect.quote());
        if (isEscape) {
          p += 2;
        } else if (window[p] == dialect.quote()) {
          return p + 1;
        } else {
          p++;
        }
      }
      return -1;
    }

    /** Where the delimiter or line's end behind a closing quote is; -1 if something else is. */
    private int behindValue(int from) {
      int p = from;
      while (p < window.length && window[p] == ' ' && dialect.delimiter() != ' ') {
        p++;
      }
      if (p == window.length) {
        return p;
      }
      return window[p] == dialect.delimiter() || isLineEnd(p) ? p : -1;
    }

    private boolean isLineEnd(int p) {
      return window[p] == '\n' || window[p] == '\r';
    }

    /** Behind the end of the record that goes on at a place outside of quotes; -1 if unknown. */
    private int recordEnd(int from) {
      int p = from;
      boolean isStart = false;
      if (p == 0 && !isLineEnd(0)) {
        isStart = window[0] == dialect.delimiter(); // the byte before the offset says no more
        p = 1;
      }
      while (p >= 0 && p < window.length) {
        if (isLineEnd(p)) {
          return behindLineEnd(p);
        }
        if (isStart && window[p] == dialect.quote()) {
          int closed = afterQuotes(p + 1);
          if (closed < 0) {
            return -1;
          }
          p = behindValue(closed);
          if (p < 0) {
            isSensible = false;
            return -1;
          }
          isStart = false;
          continue;
        }
        stray += window[p] == dialect.quote() ? 1 : 0;
        isStart = window[p] == dialect.delimiter();
        p++;
      }
      return -1;
    }

    private int behindLineEnd(int p) {
      boolean isPair = window[p] == '\r' && p + 1 < window.length && window[p + 1] == '\n';
      return isPair ? p + 2 : p + 1;
    }

    /** Reads records from the first on and looks whether they make sense. */
    void run(int start) {
      first = start;
      int p = start;
      while (isSensible && p >= 0 && p < window.length && records < RECORDS) {
        p = record(p);
      }
    }

    /** Behind a whole record; -1 if the window cuts it or it makes no sense. */
    private int record(int start) {
      int p = start;
      int values = 1;
      boolean isStart = true;
      if (window[p] == dialect.comment() || isLineEnd(p)) {
        return recordEnd(p);
      }
      while (p < window.length) {
        if (isStart && window[p] == dialect.quote()) {
          int closed = afterQuotes(p + 1);
          p = closed < 0 ? window.length : behindValue(closed);
          if (p < 0) {
            isSensible = false;
            return -1;
          }
          isStart = false;
          continue;
        }
        if (isLineEnd(p)) {
          isSensible = values == columns || values == columns + 1;
          records += isSensible ? 1 : 0;
          return behindLineEnd(p);
        }
        stray += window[p] == dialect.quote() ? 1 : 0;
        isStart = window[p] == dialect.delimiter();
        values += isStart ? 1 : 0;
        p++;
      }
      return -1;
    }
  }
}
