package org.weft.io.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * A glob: {@code *} any characters of a name, {@code ?} one, {@code [a-c]} or {@code [!a-c]} one of
 * a set, {@code {a,b}} alternatives, {@code **} as a whole name any directories. A backslash takes
 * the next character as it is.
 */
final class PathPattern {
  private static final String SPECIAL = "*?[{";
  private static final int MOST_ALTERNATIVES = 10_000;

  private PathPattern() {}

  /** True if the path holds a character that is special in globs. */
  static boolean isPattern(String path) {
    return path.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /** The patterns without braces that together mean this one. */
  static List<String> withoutBraces(String pattern) {
    List<String> results = new ArrayList<>();
    expand("", pattern, results);
    return results;
  }

  private static void expand(String head, String tail, List<String> results) {
    int open = find(tail, '{', 0);
    if (open < 0) {
      if (results.size() == MOST_ALTERNATIVES) {
        throw invalid(head + tail, "too many alternatives");
      }
      results.add(head + tail);
      return;
    }
    List<Integer> cuts = new ArrayList<>(List.of(open));
    int depth = 1;
    int i = open + 1;
    for (; i < tail.length() && depth > 0; i++) {
      char c = tail.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (c == ',' && depth == 1) {
        cuts.add(i);
      }
    }
    if (depth > 0) {
      throw invalid(head + tail, "a { without }");
    }
    cuts.add(i - 1);
    for (int c = 0; c + 1 < cuts.size(); c++) {
      String choice = tail.substring(cuts.get(c) + 1, cuts.get(c + 1));
      expand(head + tail.substring(0, open), choice + tail.substring(i), results);
    }
  }

  private static int find(String text, char wanted, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** What a name must match. */
  static Pattern ofName(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '[' -> {
          int end = glob.indexOf(']', i + 2);
          if (end < 0) {
            throw invalid(glob, "a [ without ]");
          }
          String set = glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
          boolean negated = set.charAt(0) == '!' || set.charAt(0) == '^';
          regex.append(negated ? "[^" : "[").append(set.substring(negated ? 1 : 0)).append(']');
          i = end;
        }
        case '\\' -> {
          i++;
          regex.append(Pattern.quote(i < glob.length() ? glob.substring(i, i + 1) : "\\"));
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw invalid(glob, e.getDescription());
    }
  }

  private static WeftException invalid(String pattern, String why) {
    return WeftException.of(ErrorCode.PATH_NOT_FOUND, "no glob: '" + pattern + "' (" + why + ")");
  }
}
