package org.weft.am.shell;

/**
 * One way to complete a word.
 *
 * @param text the whole word
 * @param group what it is
 * @param end whether the word is then at its end
 */
record Suggestion(String text, Group group, End end) {
  /** What is suggested. */
  enum Group {
    COMMAND,
    KEYWORD,
    TABLE,
    COLUMN,
    FUNCTION,
    SETTING,
    FILE
  }

  /** What comes behind the word. */
  enum End {
    /** A blank. */
    BLANK,
    /** More of the same word, such as the rest of a path. */
    OPEN
  }

  static Suggestion word(String text, Group group) {
    return new Suggestion(text, group, End.BLANK);
  }

  static Suggestion open(String text, Group group) {
    return new Suggestion(text, group, End.OPEN);
  }
}
