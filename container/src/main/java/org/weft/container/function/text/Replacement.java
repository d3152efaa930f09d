package org.weft.container.function.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.weft.container.expression.tree.Failures;

/** What a match is replaced by: text, and {@code \0} to {@code \9} for groups. */
public final class Replacement {
  /** Texts, with the group that follows each; -1 behind the last. */
  private final List<String> texts = new ArrayList<>();

  private final List<Integer> groups = new ArrayList<>();

  /** Reads a replacement. */
  public Replacement(String written) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      i++;
      char next = i < written.length() ? written.charAt(i) : ' ';
      if (next >= '0' && next <= '9') {
        add(text, next - '0');
      } else if (next == '\\') {
        text.append('\\');
      } else {
        throw Failures.badValue("in a replacement a digit or \\ follows \\: '" + written + "'");
      }
    }
    add(text, -1);
  }

  private void add(StringBuilder text, int group) {
    texts.add(text.toString());
    groups.add(group);
    text.setLength(0);
  }

  int highestGroup() {
    return groups.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  void append(Matcher match, StringBuilder to) {
    for (int i = 0; i < texts.size(); i++) {
      to.append(texts.get(i));
      int group = groups.get(i);
      String found = group < 0 ? null : match.group(group);
      if (found != null) {
        to.append(found);
      }
    }
  }
}
