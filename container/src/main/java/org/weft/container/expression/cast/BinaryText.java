package org.weft.container.expression.cast;

/** Bytes as text: printable ASCII as it is, all else as {@code \x} and two hexadecimal digits. */
final class BinaryText {
  private static final String HEX = "0123456789ABCDEF";

  private BinaryText() {}

  static String show(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte value : bytes) {
      boolean printable = value >= ' ' && value < 0x7F && "\\'\"".indexOf(value) < 0;
      if (printable) {
        text.append((char) value);
      } else {
        text.append("\\x").append(HEX.charAt((value >> 4) & 15)).append(HEX.charAt(value & 15));
      }
    }
    return text.toString();
  }
}
