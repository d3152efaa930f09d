package org.weft.am.shell;

import java.util.Optional;
import java.util.OptionalInt;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;

/** An error with the line it is about, the place marked. */
final class ErrorView {
  private static final String CUT = "…";

  /** What of a long line is shown in front of the place. */
  private static final int BEFORE = 40;

  private ErrorView() {}

  /**
   * The error in lines.
   *
   * @param statement what the error's position is in
   */
  static String of(WeftException error, String statement, OptionalInt width) {
    String message = error.getMessage() + "\n";
    return error.position().flatMap(place -> marked(statement, place, width)).orElse("") + message;
  }

  private static Optional<String> marked(String statement, TextPosition place, OptionalInt width) {
    String[] lines = statement.split("\r\n|\r|\n", -1);
    if (place.line() > lines.length) {
      return Optional.empty();
    }
    String line = lines[place.line() - 1];
    int offset = Math.min(line.length(), place.column() - 1);
    int room = width.orElse(Integer.MAX_VALUE) - 2;
    int from = 0;
    if (CellLines.width(line) > room && offset > BEFORE) {
      from = offset - BEFORE;
    }
    String before = (from > 0 ? CUT : "") + line.substring(from, offset).replace('\t', ' ');
    String after = line.substring(offset).replace('\t', ' ');
    int left = Math.max(1, room - CellLines.width(before));
    if (CellLines.width(after) > left) {
      after = CellLines.wrapped(after, left - 1).get(0) + CUT;
    }
    String caret = " ".repeat(CellLines.width(before)) + "^";
    return Optional.of((before + after).stripTrailing() + "\n" + caret + "\n");
  }
}
