package org.weft.io.csv;

import org.weft.planner.memory.Memory;
import org.weft.planner.vector.Batch;

/**
 * Finds the records and values of a text in memory.
 *
 * <p>The hot loop looks for a delimiter or a line's end eight bytes at a time: a byte of a word is
 * equal to a pattern where the exclusive or with the repeated pattern has a zero byte, and the
 * first zero byte of a word is found exactly by the usual subtraction. Most values are shorter than
 * a word, so that one step finds their end.
 */
final class RecordScanner {
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = LOW_BITS * '\n';
  private static final long RETURNS = LOW_BITS * '\r';

  private final Dialect dialect;
  private final long delimiters;
  private final long quotes;
  private final long escapes;

  /** The wanted column, or -1, of every column of the file. */
  private final int[] wanted;

  private final Cells cells;
  private long end;
  private boolean isLast;
  private long position;

  /** Why a record cannot be read. */
  enum Problem {
    NONE,
    /** The text ends within quotes. */
    OPEN_QUOTE,
    /** Something else than a delimiter follows a closing quote. */
    BEHIND_QUOTE,
    /** Fewer or more values than columns. */
    LENGTH
  }

  private Problem problem = Problem.NONE;
  private int values;
  private long resume;
  private final Fit fit;

  /**
   * @param wanted per column of the file, the place among the wanted ones, or -1
   * @param fit whether records may be shorter or longer
   */
  RecordScanner(Dialect dialect, int[] wanted, Cells cells, Fit fit) {
    this.dialect = dialect;
    this.delimiters = LOW_BITS * (dialect.delimiter() & 0xFF);
    this.quotes = LOW_BITS * (dialect.quote() & 0xFF);
    this.escapes = LOW_BITS * (dialect.escape() & 0xFF);
    this.wanted = wanted;
    this.cells = cells;
    this.fit = fit;
  }

  /** What is asked of the number of values in a record. */
  enum Fit {
    EXACT,
    UP_TO,
    ANY_LENGTH
  }

  /** Looks at a text from its start. */
  void start(long from, long to, boolean isWholeRest) {
    position = from;
    end = to;
    isLast = isWholeRest;
    problem = Problem.NONE;
  }

  /** Where the next record starts; where the one with a problem does. */
  long position() {
    return position;
  }

  /** What is wrong with the record at {@link #position}, if {@link #scan} stopped for that. */
  Problem problem() {
    return problem;
  }

  /** Values of the record with a problem, as far as they were counted. */
  int values() {
    return values;
  }

  /** Passes over a record with a problem; one that has no clear end ends with its line. */
  void passOver() {
    position = problem == Problem.LENGTH ? resume : lineEnd(position);
    problem = Problem.NONE;
  }

  /**
   * Notes records until the batch is full, the text ends, or a record has a problem.
   *
   * @return true if more of the text must be read first: a record is not complete
   */
  boolean scan() {
    int row = cells.count();
    boolean incomplete = false;
    while (row < Batch.CAPACITY && position < end && !incomplete) {
      byte first = Memory.getByte(position);
      if (first == dialect.comment()) {
        incomplete = !line();
      } else if ((first == '\n' || first == '\r') && wanted.length > 1) {
        incomplete = !line();
      } else {
        long next = record(row);
        if (problem != Problem.NONE) {
          break;
        }
        incomplete = next == INCOMPLETE;
        if (!incomplete) {
          cells.records()[row++] = position;
          position = next;
        }
      }
    }
    cells.count(row);
    return incomplete;
  }

  private static final long INCOMPLETE = -1;

  /** Passes over a line; false if its end is not there yet. */
  private boolean line() {
    long next = lineEnd(position);
    if (next == end && !isLast && Memory.getByte(end - 1) != '\n') {
      return false;
    }
    position = next;
    return true;
  }

  private long lineEnd(long from) {
    long p = from;
    while (p < end && Memory.getByte(p) != '\n' && Memory.getByte(p) != '\r') {
      p++;
    }
    return p == end ? end : behindLineEnd(p);
  }

  private long behindLineEnd(long p) {
    boolean isPair = Memory.getByte(p) == '\r' && p + 1 < end && Memory.getByte(p + 1) == '\n';
    return isPair ? p + 2 : p + 1;
  }

  /** The address behind a record, or INCOMPLETE; sets the problem if there is one. */
  private long record(int row) {
    long p = position;
    int column = 0;
    while (true) {
      long start = p;
      int flags = 0;
      long valueEnd;
      if (p < end && Memory.getByte(p) == dialect.quote()) {
        start = p + 1;
        flags = Cells.QUOTED;
        valueEnd = closingQuote(start);
        if (valueEnd < 0) {
          flags |= Cells.ESCAPED;
          valueEnd = -valueEnd;
        }
        if (valueEnd == end) {
          return notClosed();
        }
        p = valueEnd + 1;
        while (p < end && Memory.getByte(p) == ' ' && dialect.delimiter() != ' ') {
          p++;
        }
      } else {
        p = valueEnd(p);
        valueEnd = p;
      }
      if (p == end && !isLast) {
        return INCOMPLETE;
      }
      if (column < wanted.length && wanted[column] >= 0) {
        cells.starts(wanted[column])[row] = start;
        cells.lengths(wanted[column])[row] = (int) (valueEnd - start) | flags;
      }
      column++;
      byte ends = p == end ? (byte) '\n' : Memory.getByte(p);
      if (ends == dialect.delimiter() && p < end) {
        p++;
        continue;
      }
      if (ends == '\n' || ends == '\r') {
        if (ends == '\r' && p + 1 == end && !isLast) {
          return INCOMPLETE; // a line feed may follow
        }
        boolean isEmpty = valueEnd == start && flags == 0;
        return finished(row, isEmpty, column, p == end ? end : behindLineEnd(p));
      }
      values = column;
      problem = Problem.BEHIND_QUOTE;
      return 0;
    }
  }

  private long notClosed() {
    if (isLast) {
      problem = Problem.OPEN_QUOTE;
    }
    return INCOMPLETE;
  }

  /** A line may end with a delimiter that no value follows. */
  private long finished(int row, boolean endsEmpty, int count, long next) {
    boolean isTrailing = endsEmpty && count == wanted.length + 1;
    if (count != wanted.length && !isTrailing) {
      boolean fits = fit == Fit.ANY_LENGTH || fit == Fit.UP_TO && count < wanted.length;
      if (!fits) {
        values = count;
        problem = Problem.LENGTH;
        resume = next;
        return 0;
      }
      for (int column = count; column < wanted.length; column++) {
        if (wanted[column] >= 0) {
          cells.starts(wanted[column])[row] = Cells.MISSING;
          cells.lengths(wanted[column])[row] = 0;
        }
      }
    }
    return next;
  }

  /** The address of the delimiter or line's end behind a value without quotes. */
  private long valueEnd(long from) {
    long p = from;
    while (p < end) {
      long word = Memory.getLong(p);
      long a = word ^ delimiters;
      long b = word ^ LINE_FEEDS;
      long c = word ^ RETURNS;
      long found = ((a - LOW_BITS & ~a) | (b - LOW_BITS & ~b) | (c - LOW_BITS & ~c)) & HIGH_BITS;
      if (found != 0) {
        return Math.min(end, p + (Long.numberOfTrailingZeros(found) >>> 3));
      }
      p += 8;
    }
    return end;
  }

  /** The address of the quote that ends a value, negative if it holds escapes; end if none does. */
  private long closingQuote(long from) {
    long p = from;
    boolean escaped = false;
    while (true) {
      p = quoteOrEscape(p);
      if (p >= end) {
        return end;
      }
      boolean isEscape =
          Memory.getByte(p) == dialect.escape()
              && (dialect.doubles()
                  ? p + 1 < end && Memory.getByte(p + 1) == dialect.quote()
                  : p + 1 < end);
      if (isEscape) {
        escaped = true;
        p += 2;
        continue;
      }
      if (p + 1 == end && !isLast) {
        return end; // the next byte may make it an escape
      }
      if (Memory.getByte(p) == dialect.quote()) {
        return escaped ? -p : p;
      }
      p++;
    }
  }

  private long quoteOrEscape(long from) {
    long p = from;
    while (p < end) {
      long word = Memory.getLong(p);
      long a = word ^ quotes;
      long b = word ^ escapes;
      long found = ((a - LOW_BITS & ~a) | (b - LOW_BITS & ~b)) & HIGH_BITS;
      if (found != 0) {
        return p + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      p += 8;
    }
    return end;
  }
}
