package org.weft.am.shell;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** Cuts texts into lines of a width. Widths are columns of a terminal: a Han character has two. */
final class CellLines {
  private static final int TAB = 4;

  private CellLines() {}

  /** The columns a text without line breaks takes. */
  static int width(String line) {
    int width = 0;
    for (int i = 0; i < line.length(); ) {
      int c = line.codePointAt(i);
      width += Math.max(0, WCWidth.wcwidth(c));
      i += Character.charCount(c);
    }
    return width;
  }

  /** The width of the widest line. */
  static int widest(String text) {
    int widest = 0;
    for (String line : lines(text)) {
      widest = Math.max(widest, width(line));
    }
    return widest;
  }

  /** The lines of a text, what a terminal would not show made visible. */
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\n') {
        lines.add(line.toString());
        line.setLength(0);
      } else if (c == '\t') {
        line.append(" ".repeat(TAB));
      } else if (c < ' ' || c == 0x7f) {
        // as an escape: a terminal would obey it
        line.append(String.format("\\x%02x", c));
      } else {
        line.appendCodePoint(c);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** The lines of a text, cut at blanks where there are some, else anywhere. */
  static List<String> wrapped(String text, int width) {
    List<String> wrapped = new ArrayList<>();
    for (String line : lines(text)) {
      wrap(line, width, wrapped);
    }
    return wrapped;
  }

  private static void wrap(String line, int width, List<String> into) {
    String rest = line;
    while (width(rest) > width) {
      int end = fitting(rest, width);
      int blank = rest.lastIndexOf(' ', end);
      int cut = blank > end / 2 ? blank : end;
      into.add(rest.substring(0, cut));
      rest = rest.substring(cut == blank ? cut + 1 : cut);
    }
    into.add(rest);
  }

  /** The offset behind the last character that fits, at least behind the first. */
  private static int fitting(String line, int width) {
    int used = 0;
    int end = 0;
    while (end < line.length()) {
      int c = line.codePointAt(end);
      used += Math.max(0, WCWidth.wcwidth(c));
      if (used > width && end > 0) {
        return end;
      }
      end += Character.charCount(c);
    }
    return end;
  }
}
