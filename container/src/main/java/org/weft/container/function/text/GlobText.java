package org.weft.container.function.text;

import java.util.regex.Pattern;

/** A pattern of GLOB, as a shell's: see {@code glob} in the registry. */
public final class GlobText {
  private static final String NOTHING = "(?!)";

  private final int[] glob;
  private final StringBuilder regex = new StringBuilder();
  private final Pattern pattern;
  private int next;

  /** Reads a pattern; one with a {@code [} that has no end matches nothing, as in DuckDB. */
  public GlobText(String glob) {
    this.glob = glob.codePoints().toArray();
    while (next < this.glob.length) {
      piece();
    }
    pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private void piece() {
    int point = glob[next++];
    switch (point) {
      case '*' -> regex.append(".*");
      case '?' -> regex.append('.');
      case '[' -> characters();
      case '\\' -> literal(next < glob.length ? glob[next++] : point);
      default -> literal(point);
    }
  }

  private void literal(int point) {
    regex.append(escaped(point));
  }

  private static String escaped(int point) {
    return String.format("\\x{%x}", point);
  }

  /** What stands in brackets; a {@code ]} right at the start is one of the characters. */
  private void characters() {
    boolean isOthers = next < glob.length && glob[next] == '!';
    next += isOthers ? 1 : 0;
    StringBuilder ranges = new StringBuilder();
    boolean isFirst = true;
    while (next < glob.length && (isFirst || glob[next] != ']')) {
      isFirst = false;
      int from = glob[next];
      boolean isRange = next + 2 < glob.length && glob[next + 1] == '-';
      int to = isRange ? glob[next + 2] : from;
      next += isRange ? 3 : 1;
      if (from <= to) {
        ranges.append(escaped(from)).append('-').append(escaped(to));
      }
    }
    boolean hasEnd = next < glob.length;
    next++;
    if (!hasEnd) {
      regex.append(NOTHING);
    } else if (ranges.isEmpty()) {
      regex.append(isOthers ? "." : NOTHING);
    } else {
      regex.append(isOthers ? "[^" : "[").append(ranges).append(']');
    }
  }

  /** True if the whole text matches. */
  public boolean matches(String text) {
    return Regexes.matches(pattern, text);
  }
}
