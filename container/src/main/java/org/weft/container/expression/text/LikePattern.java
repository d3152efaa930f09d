package org.weft.container.expression.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.weft.container.expression.tree.Failures;
import org.weft.container.expression.tree.Workspace;
import org.weft.planner.memory.Memory;

/** A pattern of LIKE or ILIKE, read once, and the fastest matcher for it. */
final class LikePattern {
  private static final int ANY_TEXT = -1;
  private static final int ANY_ONE = -2;

  private final int[] tokens;
  private final Case letters;

  /** Whether A and a are different. */
  enum Case {
    SENSITIVE,
    /** A letter is equal to the same one in the other case. */
    INSENSITIVE
  }

  /**
   * @param escape what comes before a % or _ that is meant literally; empty for none
   */
  LikePattern(String pattern, String escape, Case letters) {
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw Failures.badValue("the escape of LIKE is one character, not '" + escape + "'");
    }
    this.letters = letters;
    int escapePoint = escape.isEmpty() ? -1 : escape.codePointAt(0);
    List<Integer> read = new ArrayList<>();
    int[] points = pattern.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      if (point == escapePoint) {
        if (++i == points.length) {
          throw Failures.badValue("the LIKE pattern '" + pattern + "' ends with its escape");
        }
        read.add(points[i]);
      } else if (point == '%') {
        if (read.isEmpty() || read.get(read.size() - 1) != ANY_TEXT) {
          read.add(ANY_TEXT);
        }
      } else {
        read.add(point == '_' ? ANY_ONE : point);
      }
    }
    this.tokens = read.stream().mapToInt(token -> fold(token)).toArray();
  }

  TextMatcher matcher(Workspace memory) {
    boolean plain = letters == Case.SENSITIVE;
    for (int token : tokens) {
      plain &= token != ANY_ONE;
    }
    return plain ? plain(memory) : new TextMatcher.Wildcards(this);
  }

  /** Only % and bytes: what stands between the % is looked for one after the other. */
  private TextMatcher plain(Workspace memory) {
    List<byte[]> pieces = pieces();
    int last = pieces.size() - 1;
    byte[] start = pieces.get(0);
    byte[] end = pieces.get(last);
    if (last == 0) {
      return new TextMatcher.Exact(new Needle(start, memory));
    }
    if (last == 1 && end.length == 0) {
      return new TextMatcher.Prefix(new Needle(start, memory), start);
    }
    if (last == 1 && start.length == 0) {
      return new TextMatcher.Suffix(new Needle(end, memory));
    }
    if (last == 2 && start.length == 0 && end.length == 0) {
      return new TextMatcher.Contains(new Needle(pieces.get(1), memory));
    }
    Needle[] middle = new Needle[last - 1];
    for (int i = 0; i < middle.length; i++) {
      middle[i] = new Needle(pieces.get(i + 1), memory);
    }
    return new TextMatcher.Sequence(new Needle(start, memory), middle, new Needle(end, memory));
  }

  private List<byte[]> pieces() {
    List<byte[]> pieces = new ArrayList<>();
    ByteArrayOutputStream piece = new ByteArrayOutputStream();
    for (int token : tokens) {
      if (token == ANY_TEXT) {
        pieces.add(piece.toByteArray());
        piece.reset();
      } else {
        piece.writeBytes(Character.toString(token).getBytes(StandardCharsets.UTF_8));
      }
    }
    pieces.add(piece.toByteArray());
    return pieces;
  }

  /** Code point by code point; after a mismatch the last % takes one more. */
  boolean matches(long bytes, int length) {
    int text = 0;
    int token = 0;
    int retryToken = -1;
    int retryText = 0;
    while (text < length) {
      int width = Math.min(length - text, Utf8.width(Memory.getByte(bytes + text)));
      if (token < tokens.length && tokens[token] == ANY_TEXT) {
        retryToken = ++token;
        retryText = text;
      } else if (token < tokens.length
          && (tokens[token] == ANY_ONE
              || tokens[token] == fold(Utf8.codePoint(bytes + text, width)))) {
        token++;
        text += width;
      } else if (retryToken >= 0) {
        token = retryToken;
        retryText += Math.min(length, Utf8.width(Memory.getByte(bytes + retryText)));
        text = retryText;
      } else {
        return false;
      }
    }
    while (token < tokens.length && tokens[token] == ANY_TEXT) {
      token++;
    }
    return token == tokens.length;
  }

  private int fold(int point) {
    if (letters == Case.SENSITIVE) {
      return point;
    }
    boolean isAscii = point < 128;
    if (isAscii) {
      return point >= 'A' && point <= 'Z' ? point + 32 : point;
    }
    return Character.toLowerCase(point);
  }
}
