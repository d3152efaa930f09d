package org.weft.tests.suite;

import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** What Spark means by a text where Weft means something else on purpose. */
final class SparkDialect {
  private SparkDialect() {}

  /** In double quotes is a text there, a name here; a backslash means something in texts. */
  static String adapted(String sql) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    try {
      for (Lexeme lexeme : Lexer.lexemes(sql)) {
        boolean isDouble = lexeme.kind() == Kind.NAME && lexeme.text().startsWith("\"");
        boolean isEscaped =
            lexeme.kind() == Kind.STRING
                && lexeme.text().startsWith("'")
                && lexeme.text().indexOf('\\') >= 0;
        if (isDouble || isEscaped) {
          text.append(sql, from, lexeme.start());
          text.append('\'').append(unescaped(lexeme.unquoted()).replace("'", "''")).append('\'');
          from = lexeme.end();
        }
      }
    } catch (WeftException e) {
      // it will be told of when the statement is run
      return sql;
    }
    return text.append(sql.substring(from)).toString();
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        plain.append(c);
        continue;
      }
      char next = text.charAt(++i);
      if (next == 'u' && i + 4 < text.length()) {
        plain.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
        continue;
      }
      if (isOctal(text, i)) {
        plain.append((char) Integer.parseInt(text.substring(i, i + 3), 8));
        i += 2;
        continue;
      }
      switch (next) {
        case 't' -> plain.append('\t');
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case 'b' -> plain.append('\b');
        case '0' -> plain.append('\0');
        case '%', '_' -> plain.append('\\').append(next);
        default -> plain.append(next);
      }
    }
    return plain.toString();
  }

  /** True for the three digits of a byte. */
  private static boolean isOctal(String text, int at) {
    return at + 3 <= text.length() && text.substring(at, at + 3).matches("[0-3][0-7]{2}");
  }
}
