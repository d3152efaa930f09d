package org.weft.container.function.time;

/** Writes moments. */
@FunctionalInterface
public interface MomentFormat {
  /** The text of a moment in microseconds. */
  String write(long micros);

  /**
   * The format of a text: strftime's if it has a %, else Java's such as {@code yyyy-MM-dd}.
   *
   * @param zone the name that a zone is written as
   */
  static MomentFormat of(String format, String zone) {
    return format.indexOf('%') >= 0 || format.isEmpty()
        ? new Strftime(format, zone)
        : new JavaFormat(format);
  }
}
