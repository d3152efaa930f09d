package org.weft.am.shell;

import org.weft.planner.error.TextPosition;

/** One part of what was typed, run by itself. */
sealed interface Piece {
  /**
   * A statement.
   *
   * @param text from its first word, with its semicolon if it has one
   * @param start where it begins in what was typed
   */
  record Sql(String text, TextPosition start) implements Piece {}

  /**
   * A command of the shell.
   *
   * @param line without its backslash and without white space around it
   */
  record Command(String line) implements Piece {}
}
