package org.weft.planner.sql.rewrite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Names of columns that were chosen together: in their alias {@code \1} stands for the first group
 * of the regular expression that chose them, {@code \0} for all that it matched, or for the name if
 * there is none, and two backslashes for one, as in DuckDB.
 *
 * @param pattern of names
 */
record ColumnNames(DialectRewrite rewrite, Optional<Pattern> pattern) {
  /** The name that a column gets. */
  String apply(String alias, String column) {
    Optional<Matcher> match = pattern.map(each -> each.matcher(column)).filter(Matcher::find);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < alias.length(); i++) {
      char c = alias.charAt(i);
      if (c != '\\') {
        name.append(c);
        continue;
      }
      i++;
      char next = i < alias.length() ? alias.charAt(i) : ' ';
      if (next == '\\') {
        name.append(next);
      } else if (next == '0' && pattern.isEmpty()) {
        name.append(column);
      } else if (Character.isDigit(next) && pattern.isPresent()) {
        name.append(group(match.orElseThrow(), next - '0'));
      } else {
        throw wrong(alias);
      }
    }
    return name.toString();
  }

  /** A group that there is not is empty. */
  private static String group(Matcher match, int number) {
    String group = number <= match.groupCount() ? match.group(number) : null;
    return group == null ? "" : group;
  }

  private WeftException wrong(String alias) {
    return rewrite
        .error(
            ErrorCode.INVALID_QUERY,
            "in the alias '" + alias + "' of several columns a backslash stands for nothing",
            Trees.name(alias, SqlParserPos.ZERO))
        .hint("write \\0 for the name, \\1 for a group of a regular expression, or two of them");
  }
}
