package org.weft.container.function.text;

/**
 * Hides characters by their class.
 *
 * @param upper what stands for a capital letter; empty leaves it, and so below
 * @param lower for a small letter
 * @param digit for a decimal digit
 * @param other for any other character
 */
public record Masking(String upper, String lower, String digit, String other) {
  /** The text with its characters hidden. */
  public String of(String text) {
    StringBuilder masked = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              String by = replacement(point);
              if (by.isEmpty()) {
                masked.appendCodePoint(point);
              } else {
                masked.append(by);
              }
            });
    return masked.toString();
  }

  private String replacement(int point) {
    return switch (Character.getType(point)) {
      case Character.UPPERCASE_LETTER -> upper;
      case Character.LOWERCASE_LETTER -> lower;
      case Character.DECIMAL_DIGIT_NUMBER -> digit;
      default -> other;
    };
  }
}
