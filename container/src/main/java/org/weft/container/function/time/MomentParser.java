package org.weft.container.function.time;

import java.util.OptionalLong;

/** Reads moments. */
@FunctionalInterface
public interface MomentParser {
  /** The moment in microseconds; nothing if the text is not of the format or no moment. */
  OptionalLong read(String text);

  /**
   * The parser of a format: strptime's if it has a %, a {@link TimeTemplate} if it has parts of
   * one, else Java's such as {@code yyyy-MM-dd}.
   */
  static MomentParser of(String format) {
    if (format.indexOf('%') >= 0 || format.isEmpty()) {
      return new Strptime(format);
    }
    return TimeTemplate.isOwn(format) ? new TimeTemplate(format) : new JavaFormat(format);
  }
}
