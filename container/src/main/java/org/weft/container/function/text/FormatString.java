package org.weft.container.function.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;

/** A text with places for values in braces, as Python and fmt write them. */
public final class FormatString {
  private static final Pattern SPECIFICATION =
      Pattern.compile(
          "(?:(.)?([<>^=]))?([+\\- ])?(#)?(0)?(\\d+)?(?:([,_'])|t(.))?(?:\\.(\\d+))?([a-zA-Z])?",
          Pattern.DOTALL);

  private final List<Piece> pieces = new ArrayList<>();

  /**
   * Text and the value behind it.
   *
   * @param value the number of the value, or -1 behind the last text
   */
  private record Piece(String text, int value, FieldFormat format) {}

  /** Reads a format. */
  public FormatString(String written) {
    StringBuilder text = new StringBuilder();
    int automatic = 0;
    boolean isNumbered = false;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      boolean doubled = i + 1 < written.length() && written.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        text.append(c);
        i++;
      } else if (c == '{') {
        int end = written.indexOf('}', i);
        if (end < 0) {
          throw bad(written, "a brace is not closed");
        }
        String field = written.substring(i + 1, end);
        int colon = field.indexOf(':');
        String number = colon < 0 ? field : field.substring(0, colon);
        isNumbered |= !number.isEmpty();
        if (isNumbered && (number.isEmpty() || automatic > 0)) {
          throw bad(written, "either all values have numbers or none");
        }
        int value = number.isEmpty() ? automatic++ : number(number, written);
        pieces.add(
            new Piece(
                text.toString(),
                value,
                colon < 0 ? FieldFormat.PLAIN : read(field.substring(colon + 1), written)));
        text.setLength(0);
        i = end;
      } else if (c == '}') {
        throw bad(written, "a brace is not opened");
      } else {
        text.append(c);
      }
    }
    pieces.add(new Piece(text.toString(), -1, FieldFormat.PLAIN));
  }

  private static RuntimeException bad(String written, String why) {
    return Failures.badValue("not a format: '" + written + "', " + why);
  }

  private static int number(String text, String written) {
    if (!text.matches("\\d{1,4}")) {
      throw bad(written, "'" + text + "' is no number of a value");
    }
    return Integer.parseInt(text);
  }

  private static FieldFormat read(String specification, String written) {
    Matcher match = SPECIFICATION.matcher(specification);
    if (!match.matches()) {
      throw bad(written, "'" + specification + "' is no width, digits and type");
    }
    boolean zeros = match.group(5) != null && match.group(2) == null;
    String grouping = match.group(7) != null ? match.group(7) : match.group(8);
    String sign = match.group(3);
    return new FieldFormat(
        zeros ? "0" : match.group(1) == null ? " " : match.group(1),
        zeros ? '=' : first(match.group(2)),
        sign == null || sign.equals("-") ? '\0' : sign.charAt(0),
        match.group(6) == null ? 0 : size(match.group(6), written),
        first(grouping),
        match.group(9) == null ? -1 : size(match.group(9), written),
        first(match.group(10)),
        first(match.group(4)));
  }

  private static char first(String text) {
    return text == null ? '\0' : text.charAt(0);
  }

  private static int size(String digits, String written) {
    if (digits.length() > 6) {
      throw bad(written, digits + " is too wide");
    }
    return Integer.parseInt(digits);
  }

  /** The text with these values in place. */
  public String of(List<Object> values) {
    StringBuilder result = new StringBuilder();
    for (Piece piece : pieces) {
      result.append(piece.text());
      if (piece.value() >= values.size()) {
        throw Failures.badValue(
            "the format asks for value " + (piece.value() + 1) + " of " + values.size());
      }
      if (piece.value() >= 0) {
        result.append(piece.format().write(values.get(piece.value())));
      }
    }
    return result.toString();
  }
}
