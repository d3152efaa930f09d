package org.weft.container.function.time;

import java.util.OptionalLong;

/** Reads moments. */
@FunctionalInterface
public interface MomentParser {
  /** The moment in microseconds; nothing if the text is not of the format or no moment. */
  OptionalLong read(String text);

  /** The parser of a format: strptime's if it has a %, else Java's such as {@code yyyy-MM-dd}. */
  static MomentParser of(String format) {
    return format.indexOf('%') >= 0 || format.isEmpty()
        ? new Strptime(format)
        : new JavaFormat(format);
  }
}
