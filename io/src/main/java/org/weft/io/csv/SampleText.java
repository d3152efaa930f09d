package org.weft.io.csv;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The start of a text, record by record, for finding out what it is: byte by byte, with copies of
 * all values.
 */
final class SampleText {
  private final byte[] text;
  private final boolean isWhole;

  /**
   * @param isWhole whether the text ends where these bytes do
   */
  SampleText(byte[] text, boolean isWhole) {
    this.text = text;
    this.isWhole = isWhole;
  }

  /**
   * A value.
   *
   * @param text without quotes and escapes
   */
  record Cell(String text, boolean isQuoted) {}

  /**
   * A record.
   *
   * @param end offset behind its line's end
   */
  record Line(List<Cell> cells, int start, int end) {}

  /**
   * Some records.
   *
   * @param malformed records whose quotes make no sense
   */
  record Lines(List<Line> lines, int malformed) {}

  int length() {
    return text.length;
  }

  boolean isWhole() {
    return isWhole;
  }

  /** A byte, or -1 behind the end. */
  int byteAt(int offset) {
    return offset < text.length ? text[offset] : -1;
  }

  /** The offset behind a byte order mark and so many lines. */
  int start(int skip) {
    int at =
        text.length >= 3
                && text[0] == (byte) 0xEF
                && text[1] == (byte) 0xBB
                && text[2] == (byte) 0xBF
            ? 3
            : 0;
    for (int i = 0; i < skip && at < text.length; i++) {
      at = lineEnd(at);
    }
    return at;
  }

  /** True if a line from an offset on begins with a character. */
  boolean hasLineOf(char first, int from) {
    for (int at = from; at < text.length; at = lineEnd(at)) {
      if (text[at] == first) {
        return true;
      }
    }
    return false;
  }

  private int lineEnd(int from) {
    int p = from;
    while (p < text.length && text[p] != '\n' && text[p] != '\r') {
      p++;
    }
    return behind(p);
  }

  private int behind(int p) {
    if (p >= text.length) {
      return text.length;
    }
    return text[p] == '\r' && p + 1 < text.length && text[p + 1] == '\n' ? p + 2 : p + 1;
  }

  /** Up to so many records from an offset; one that the sample cuts is left out. */
  Lines lines(int from, Dialect dialect, int most) {
    List<Line> lines = new ArrayList<>();
    int malformed = 0;
    int p = from;
    while (p < text.length && lines.size() < most) {
      if (text[p] == dialect.comment()) {
        p = lineEnd(p);
        continue;
      }
      Line line = line(p, dialect);
      if (line == null) {
        // open to the end of the sample: cut by it, or quotes that make no sense
        malformed += isWhole ? 1 : 0;
        break;
      }
      if (line.cells() == null) {
        malformed++;
      } else {
        boolean isEmpty =
            line.cells().size() == 1
                && line.cells().get(0).text().isEmpty()
                && !line.cells().get(0).isQuoted();
        lines.add(isEmpty ? new Line(List.of(), line.start(), line.end()) : line);
      }
      p = line.end();
    }
    return new Lines(lines, malformed);
  }

  /** Null if it does not end; without cells if its quotes make no sense. */
  private Line line(int start, Dialect dialect) {
    List<Cell> cells = new ArrayList<>();
    int p = start;
    while (true) {
      if (p < text.length && text[p] == dialect.quote()) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        int q = p + 1;
        boolean closed = false;
        while (q < text.length) {
          byte b = text[q];
          boolean isEscape =
              b == dialect.escape()
                  && q + 1 < text.length
                  && (text[q + 1] == dialect.quote()
                      || !dialect.doubles() && text[q + 1] == dialect.escape());
          if (isEscape) {
            value.write(text[q + 1]);
            q += 2;
          } else if (b == dialect.quote()) {
            closed = true;
            break;
          } else {
            value.write(b);
            q++;
          }
        }
        if (!closed) {
          return null;
        }
        cells.add(new Cell(value.toString(StandardCharsets.UTF_8), true));
        p = q + 1;
        while (p < text.length && text[p] == ' ' && dialect.delimiter() != ' ') {
          p++;
        }
      } else {
        int q = p;
        while (q < text.length
            && text[q] != dialect.delimiter()
            && text[q] != '\n'
            && text[q] != '\r') {
          q++;
        }
        cells.add(new Cell(new String(text, p, q - p, StandardCharsets.UTF_8), false));
        p = q;
      }
      if (p >= text.length) {
        return isWhole ? new Line(cells, start, text.length) : null;
      }
      if (text[p] == dialect.delimiter()) {
        p++;
      } else if (text[p] == '\n' || text[p] == '\r') {
        return new Line(cells, start, behind(p));
      } else {
        return new Line(null, start, lineEnd(p));
      }
    }
  }
}
