package org.weft.shuffle.file;

import java.util.regex.Pattern;

/** The shuffle output of one task attempt. The query's name is safe to be one of a directory. */
public record OutputId(String query, int stage, int task, int attempt) {
  private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

  public OutputId {
    requireSafe(query);
    if (stage < 0 || task < 0 || attempt < 0) {
      throw new IllegalArgumentException(
          "no output " + query + "/" + stage + "/" + task + "-" + attempt);
    }
  }

  /** Refuses a query's name that could lead out of its directory. */
  static void requireSafe(String query) {
    if (!SAFE_NAME.matcher(query).matches()) {
      throw new IllegalArgumentException("not the name of a query: " + query);
    }
  }

  @Override
  public String toString() {
    return query + "/" + stage + "." + task + "#" + attempt;
  }
}
