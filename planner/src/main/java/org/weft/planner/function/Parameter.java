package org.weft.planner.function;

/** One argument of a form. */
public record Parameter(String name, ArgumentKind kind, Presence presence) {
  /** How often the argument is written. */
  public enum Presence {
    REQUIRED,
    /** Once or not at all; those behind it too. */
    OPTIONAL,
    /** Once or more often; always the last one. */
    REPEATED
  }

  /** {@code name KIND}, {@code [name KIND]} if optional, {@code name KIND...} if repeated. */
  static Parameter parse(String text) {
    String bare = text.strip();
    Presence presence = Presence.REQUIRED;
    if (bare.startsWith("[") && bare.endsWith("]")) {
      presence = Presence.OPTIONAL;
      bare = bare.substring(1, bare.length() - 1);
    } else if (bare.endsWith("...")) {
      presence = Presence.REPEATED;
      bare = bare.substring(0, bare.length() - 3);
    }
    String[] words = bare.split(" ");
    if (words.length != 2) {
      throw new IllegalArgumentException("not a name and a kind: " + text);
    }
    return new Parameter(words[0], ArgumentKind.parse(words[1]), presence);
  }

  /** The name, marked as optional or repeated. */
  @Override
  public String toString() {
    return switch (presence) {
      case REQUIRED -> name;
      case OPTIONAL -> "[" + name + "]";
      case REPEATED -> name + ", ...";
    };
  }
}
