package org.weft.am.session;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.StatementReader;

/**
 * One statement of a longer text, so that errors can point into the whole.
 *
 * @param start where it begins there
 */
public record StatementText(String text, TextPosition start) {
  /** The statements of a text, in order. */
  public static List<StatementText> split(String text) {
    List<TextPosition> starts =
        StatementReader.read(text).stream().map(Statement::position).toList();
    List<StatementText> statements = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      int from = offset(text, starts.get(i));
      int to = i + 1 < starts.size() ? offset(text, starts.get(i + 1)) : text.length();
      statements.add(new StatementText(text.substring(from, to), starts.get(i)));
    }
    return statements;
  }

  /** Plans it in a session; an error's position is in the whole text. */
  public PreparedSql prepareIn(SqlSession session) {
    try {
      return session.prepare(text);
    } catch (WeftException e) {
      throw placed(e);
    }
  }

  /** An error of this statement with its position in the whole text. */
  public WeftException placed(WeftException error) {
    return error.position().map(place -> error.at(place.within(start))).orElse(error);
  }

  private static int offset(String text, TextPosition position) {
    int lineStart = 0;
    for (int line = 1; line < position.line(); line++) {
      lineStart = text.indexOf('\n', lineStart) + 1;
    }
    return lineStart + position.column() - 1;
  }
}
