package org.weft.container.function.text;

import java.math.BigInteger;
import org.weft.container.expression.tree.Failures;

/** Texts made longer. */
public final class Padding {
  /** As long as a text may get. */
  private static final long MAX_CHARACTERS = 1L << 28;

  private Padding() {}

  /** The text so many times. */
  public static String repeat(String text, long count) {
    if (count <= 0 || text.isEmpty()) {
      return "";
    }
    checkLength(text.length() * (double) count);
    return text.repeat((int) count);
  }

  /** The bytes so many times. */
  public static byte[] repeat(byte[] bytes, long count) {
    if (count <= 0 || bytes.length == 0) {
      return new byte[0];
    }
    checkLength(bytes.length * (double) count);
    byte[] all = new byte[bytes.length * (int) count];
    for (int at = 0; at < all.length; at += bytes.length) {
      System.arraycopy(bytes, 0, all, at, bytes.length);
    }
    return all;
  }

  /** Filled up on the left, or cut on the right. */
  public static String left(String text, long length, String fill) {
    int count = text.codePointCount(0, text.length());
    return length <= count
        ? Pieces.left(text, Math.max(0, length))
        : fill(fill, length - count) + text;
  }

  /** Filled up on the right, or cut there. */
  public static String right(String text, long length, String fill) {
    int count = text.codePointCount(0, text.length());
    return length <= count
        ? Pieces.left(text, Math.max(0, length))
        : text + fill(fill, length - count);
  }

  private static String fill(String fill, long length) {
    if (fill.isEmpty()) {
      throw Failures.badValue("a text cannot be filled up with an empty one");
    }
    checkLength(length);
    int count = fill.codePointCount(0, fill.length());
    String rest = Pieces.left(fill, length % count);
    return fill.repeat((int) (length / count)) + rest;
  }

  private static void checkLength(double length) {
    if (length > MAX_CHARACTERS) {
      throw Failures.badValue("a text of more than " + MAX_CHARACTERS + " characters");
    }
  }

  /** A bar of blocks, its last one in eighths. */
  public static String bar(double x, double min, double max, double width) {
    if (!(width >= 1 && width <= 1000)) {
      throw Failures.badValue("the width of a bar is 1 to 1000, not " + width);
    }
    if (Double.isNaN(x) || Double.isNaN(min) || Double.isNaN(max)) {
      throw Failures.badValue("no bar of NaN");
    }
    if (max <= min) {
      throw Failures.badValue("the maximum of a bar must be larger than its minimum");
    }
    double length = x <= min ? 0 : x >= max ? width : width * (x - min) / (max - min);
    long eighths = (long) (length * 8);
    StringBuilder bar = new StringBuilder("\u2588".repeat((int) (eighths / 8)));
    if (eighths % 8 > 0) {
      bar.append((char) (0x2590 - eighths % 8));
    }
    while (bar.length() < (int) width) {
      bar.append(' ');
    }
    return bar.toString();
  }

  /** A number of bytes in units of 1024 or 1000. */
  public static String bytes(long bytes, int step, String... units) {
    BigInteger size = BigInteger.valueOf(bytes).abs();
    BigInteger of = BigInteger.ONE;
    int unit = 0;
    while (unit < units.length - 1 && size.compareTo(of.multiply(BigInteger.valueOf(step))) >= 0) {
      of = of.multiply(BigInteger.valueOf(step));
      unit++;
    }
    if (unit == 0) {
      return bytes + (Math.abs(bytes) == 1 ? " byte" : " bytes");
    }
    long tenths = size.multiply(BigInteger.TEN).divide(of).longValueExact();
    return (bytes < 0 ? "-" : "") + tenths / 10 + "." + tenths % 10 + " " + units[unit];
  }
}
