package org.weft.io.csv;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.CsvDialect;

/**
 * The special bytes of a text; {@link #NONE} for what it does not have.
 *
 * @param escape before a quote that belongs to the value; equal to the quote where it is doubled
 */
record Dialect(byte delimiter, int quote, int escape, int comment) {
  /** Equal to no byte. */
  static final int NONE = 256;

  /**
   * The bytes of a dialect that is known.
   *
   * @throws WeftException INVALID_QUERY for a character that is not ASCII, or several
   */
  static Dialect of(CsvDialect known) {
    return new Dialect(
        (byte) single("delimiter", known.delimiter().orElseThrow()),
        single("quote", known.quote().orElseThrow()),
        single("escape", known.escape().orElseThrow()),
        single("comment", known.comment()));
  }

  private static int single(String what, String character) {
    if (character.isEmpty()) {
      if (what.equals("delimiter")) {
        throw wrong(what, character);
      }
      return NONE;
    }
    char c = character.charAt(0);
    if (character.length() != 1 || c >= 0x80 || c == '\n' || c == '\r') {
      throw wrong(what, character);
    }
    return c;
  }

  private static WeftException wrong(String what, String character) {
    return WeftException.of(
            ErrorCode.INVALID_QUERY, "a " + what + " of CSV files is not '" + character + "'")
        .hint("use one character of ASCII");
  }

  /** True if a quote inside of quotes is doubled. */
  boolean doubles() {
    return escape == quote;
  }
}
