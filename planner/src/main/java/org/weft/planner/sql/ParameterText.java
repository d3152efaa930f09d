package org.weft.planner.sql;

import java.util.List;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Statement.Execute.Argument;
import org.weft.planner.sql.parse.Lexer;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** The text of a prepared statement with the values of its parameters: ?, $1 and $name. */
public final class ParameterText {
  private final String text;
  private final List<Argument> arguments;
  private final boolean[] used;
  private final StringBuilder out = new StringBuilder();
  private int marks;

  private ParameterText(String text, List<Argument> arguments) {
    this.text = text;
    this.arguments = arguments;
    this.used = new boolean[arguments.size()];
  }

  /**
   * The statement with these values.
   *
   * @throws WeftException INVALID_QUERY for a parameter without a value, or the other way round
   */
  public static String of(String text, List<Argument> arguments) {
    return new ParameterText(text, arguments).filled();
  }

  private String filled() {
    List<Lexeme> lexemes = Lexer.lexemes(text);
    int done = 0;
    for (Lexeme lexeme : lexemes) {
      boolean isNamed = lexeme.kind() == Kind.WORD && lexeme.text().startsWith("$");
      if (!isNamed && !lexeme.is('?')) {
        continue;
      }
      out.append(text, done, lexeme.start());
      fill(isNamed ? lexeme.text().substring(1) : String.valueOf(++marks));
      done = lexeme.end();
    }
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        String name = arguments.get(i).parameter().orElse(String.valueOf(i + 1));
        throw WeftException.of(ErrorCode.INVALID_QUERY, "there is no parameter $" + name);
      }
    }
    return out.append(text, done, text.length()).toString();
  }

  private void fill(String parameter) {
    for (int i = 0; i < arguments.size(); i++) {
      Optional<String> name = arguments.get(i).parameter();
      String known = name.orElse(String.valueOf(i + 1));
      if (known.equalsIgnoreCase(parameter)) {
        used[i] = true;
        out.append(" (").append(arguments.get(i).value().text()).append("\n) ");
        return;
      }
    }
    throw WeftException.of(ErrorCode.INVALID_QUERY, "parameter $" + parameter + " has no value");
  }
}
