package org.weft.container.function.text;

import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;

/** A pattern of LIKE that is not known before the query runs. */
public final class LikeText {
  private final Pattern pattern;

  private LikeText(String like, String escape, int flags) {
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw Failures.badValue("the escape of LIKE is one character, not '" + escape + "'");
    }
    int escapePoint = escape.isEmpty() ? -1 : escape.codePointAt(0);
    StringBuilder regex = new StringBuilder();
    int[] points = like.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (points[i] == escapePoint) {
        if (++i == points.length) {
          throw Failures.badValue("the LIKE pattern '" + like + "' ends with its escape");
        }
        regex.append(Pattern.quote(Character.toString(points[i])));
      } else if (points[i] == '%') {
        regex.append(".*");
      } else {
        regex.append(points[i] == '_' ? "." : Pattern.quote(Character.toString(points[i])));
      }
    }
    pattern = Pattern.compile(regex.toString(), Pattern.DOTALL | flags);
  }

  /** A pattern of LIKE. */
  public static LikeText sensitive(String pattern, String escape) {
    return new LikeText(pattern, escape, 0);
  }

  /** A pattern of ILIKE. */
  public static LikeText insensitive(String pattern, String escape) {
    return new LikeText(pattern, escape, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  public boolean matches(String text) {
    return Regexes.matches(pattern, text);
  }
}
