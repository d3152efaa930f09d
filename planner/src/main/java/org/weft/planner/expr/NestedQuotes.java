package org.weft.planner.expr;

/** How texts stand inside of the text of a list, struct or map, as in DuckDB. */
public final class NestedQuotes {
  private static final String SPECIAL = "[]{}(),'\"=:";

  private NestedQuotes() {}

  /** The text, in single quotes if it could be taken for something else without. */
  public static String quoted(String text) {
    return isPlain(text) ? text : '\'' + escaped(text) + '\'';
  }

  /** What stands between quotes. */
  public static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("'", "\\'");
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty() || text.equalsIgnoreCase("null")) {
      return false;
    }
    if (Character.isWhitespace(text.charAt(0))
        || Character.isWhitespace(text.charAt(text.length() - 1))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (SPECIAL.indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
