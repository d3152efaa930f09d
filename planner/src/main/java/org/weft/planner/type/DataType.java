package org.weft.planner.type;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type of a column or expression. Closed: every kernel and reader must meet every kind. */
public sealed interface DataType permits SimpleType, DecimalType, TimestampType {
  /** The family of this type. */
  TypeKind kind();

  /** True for the integer, floating and decimal types. */
  default boolean isNumeric() {
    return switch (kind()) {
      case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL -> true;
      case NULL, BOOLEAN, DATE, TIMESTAMP, STRING, BINARY -> false;
    };
  }

  /** True for the four signed integer types. */
  default boolean isInteger() {
    return switch (kind()) {
      case INT8, INT16, INT32, INT64 -> true;
      case NULL, BOOLEAN, FLOAT32, FLOAT64, DECIMAL, DATE, TIMESTAMP, STRING, BINARY -> false;
    };
  }

  /** True for values of variable length: strings and binaries. */
  default boolean isVariableLength() {
    return kind() == TypeKind.STRING || kind() == TypeKind.BINARY;
  }

  /**
   * Reads the spelling that {@code toString} writes, such as {@code int64}, {@code decimal(15,2)},
   * {@code timestamp(us)} or {@code timestamp(us,utc)}.
   *
   * @throws IllegalArgumentException if the text names no type
   */
  static DataType parse(String text) {
    String name = text.trim().toLowerCase(Locale.ROOT);
    for (SimpleType simple : SimpleType.values()) {
      if (simple.toString().equals(name)) {
        return simple;
      }
    }
    Matcher matcher = Spelling.PARAMETERISED.matcher(name);
    if (matcher.matches()) {
      if (matcher.group(1) != null) {
        return new DecimalType(
            Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
      }
      return new TimestampType(
          TimestampType.Unit.parse(matcher.group(3)),
          matcher.group(4) == null ? TimestampType.Zone.LOCAL : TimestampType.Zone.UTC);
    }
    throw new IllegalArgumentException("no such type: " + text);
  }

  /** The pattern behind {@link #parse}. */
  final class Spelling {
    private static final Pattern PARAMETERISED =
        Pattern.compile(
            "decimal\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*\\)|timestamp\\((s|ms|us|ns)(,utc)?\\)");

    private Spelling() {}
  }
}
