package org.weft.container.function.text;

import java.io.ByteArrayOutputStream;
import org.weft.container.expression.tree.Failures;

/** Base 32 as RFC 4648 defines it: five bits a character, filled up with = to eight of them. */
public final class Base32 {
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;
  private static final int GROUP = 8;

  private Base32() {}

  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte b : bytes) {
      held = (held << Byte.SIZE | b & 0xFF) & 0xFFFF;
      bits += Byte.SIZE;
      while (bits >= BITS) {
        bits -= BITS;
        text.append(DIGITS.charAt(held >> bits & 31));
      }
    }
    if (bits > 0) {
      text.append(DIGITS.charAt(held << (BITS - bits) & 31));
    }
    while (text.length() % GROUP != 0) {
      text.append('=');
    }
    return text.toString();
  }

  /** The bytes of a text in any case, which may lack what it would be filled up with. */
  public static byte[] decode(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '=') {
      end--;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int held = 0;
    int bits = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      int digit = DIGITS.indexOf(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
      if (digit < 0) {
        throw wrong(text);
      }
      held = (held << BITS | digit) & 0xFFFF;
      bits += BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes.write(held >> bits);
      }
    }
    boolean isWhole = bits < BITS && (held & (1 << bits) - 1) == 0;
    if (!isWhole || text.length() - end >= GROUP - 1) {
      throw wrong(text);
    }
    return bytes.toByteArray();
  }

  private static RuntimeException wrong(String text) {
    return Failures.badValue("not in base 32: '" + text + "'");
  }
}
