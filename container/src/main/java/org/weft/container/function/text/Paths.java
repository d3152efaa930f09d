package org.weft.container.function.text;

import java.util.ArrayList;
import java.util.List;
import org.weft.container.expression.tree.Failures;

/** Parts of paths of files. */
public final class Paths {
  private final String separators;

  private Paths(String separators) {
    this.separators = separators;
  }

  /**
   * Paths with these separators.
   *
   * @param name {@code forward_slash}, {@code backslash}, {@code system} (a forward slash) or
   *     {@code both_slash}
   */
  public static Paths of(String name) {
    return switch (name) {
      case "both_slash" -> new Paths("/\\");
      case "forward_slash", "system" -> new Paths("/");
      case "backslash" -> new Paths("\\");
      default ->
          throw Failures.badValue("no separator of paths: '" + name + "'")
              .hint("use 'both_slash', 'forward_slash', 'backslash' or 'system'");
    };
  }

  /** What stands behind the last separator. */
  public String fileName(String path) {
    return path.substring(last(path) + 1);
  }

  /** Without what stands behind the last dot. */
  public static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** What stands before the last separator. */
  public String directory(String path) {
    return path.substring(0, Math.max(0, last(path)));
  }

  /** What stands before the first separator, or the separator that stands first. */
  public String firstDirectory(String path) {
    int first = next(path, 0);
    return first == path.length() ? "" : path.substring(0, Math.max(1, first));
  }

  /** All parts that are not empty; a separator that stands first is one. */
  public List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (int start = 0; start < path.length(); ) {
      int end = next(path, start);
      if (end > start || start == 0) {
        parts.add(path.substring(start, Math.max(1, end)));
      }
      start = end + 1;
    }
    return parts;
  }

  private int last(String path) {
    int at = path.length() - 1;
    while (at >= 0 && separators.indexOf(path.charAt(at)) < 0) {
      at--;
    }
    return at;
  }

  private int next(String path, int from) {
    int at = from;
    while (at < path.length() && separators.indexOf(path.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
