package org.weft.container.function.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;

/** Numbers of bytes as people write them: {@code 1.5 KiB}, {@code 10 GB}. */
public final class ByteCounts {
  private static final Pattern WRITTEN =
      Pattern.compile("\\s*(\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d{1,3})?|\\.\\d+)\\s*([a-zA-Z]+)\\s*");

  private static final Map<String, Integer> POWERS =
      Map.of("k", 1, "m", 2, "g", 3, "t", 4, "p", 5, "e", 6);

  private ByteCounts() {}

  /** The bytes, a fraction of one cut off. */
  public static long parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw wrong(text);
    }
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(unit(matcher.group(2), text));
    try {
      return bytes.setScale(0, RoundingMode.DOWN).longValueExact();
    } catch (ArithmeticException e) {
      throw Failures.badValue("'" + text + "' are more bytes than 64 bits can count");
    }
  }

  private static BigDecimal unit(String written, String text) {
    String unit = written.toLowerCase(Locale.ROOT);
    if (unit.equals("b") || unit.equals("byte") || unit.equals("bytes")) {
      return BigDecimal.ONE;
    }
    Integer power = POWERS.get(unit.substring(0, 1));
    String rest = unit.substring(1);
    if (power == null) {
      throw wrong(text);
    }
    return switch (rest) {
      case "ib" -> BigDecimal.valueOf(1024).pow(power);
      case "b" -> BigDecimal.valueOf(1000).pow(power);
      default -> throw wrong(text);
    };
  }

  private static RuntimeException wrong(String text) {
    return Failures.badValue("'" + text + "' is no number of bytes")
        .hint("write a number and B, KB, MB, GB, TB, PB, KiB, MiB, GiB, TiB or PiB");
  }
}
