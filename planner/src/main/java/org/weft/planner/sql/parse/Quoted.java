package org.weft.planner.sql.parse;

/**
 * Names and texts as queries write them, of which {@link Lexer.Lexeme#unquoted} is the way back.
 */
public final class Quoted {
  private Quoted() {}

  /** A name in double quotes. */
  public static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A name as it is, or in double quotes if it needs them. */
  public static String plain(String name) {
    boolean isPlain = name.matches("[a-z_][a-z0-9_]*") && !ReservedWords.isReserved(name);
    return isPlain ? name : name(name);
  }

  /** A text in single quotes. */
  public static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
