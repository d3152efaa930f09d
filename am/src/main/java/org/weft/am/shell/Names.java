package org.weft.am.shell;

import org.weft.planner.scan.FileNames;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Quoted;

/** Names as they are written in statements. */
final class Names {
  private Names() {}

  /** A name where one table can stand: quoted if it is not one word. */
  static String inStatement(String name) {
    boolean isPath = name.contains("/") || name.contains("*") || FileNames.format(name).isPresent();
    if (isPath) {
      return Quoted.text(name);
    }
    return isWord(name) ? name : Quoted.name(name);
  }

  private static boolean isWord(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '.')
        && Lexer.lexemes(name).get(0).kind() == Lexer.Kind.WORD;
  }
}
