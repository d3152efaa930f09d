package org.weft.container.function.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.weft.container.expression.tree.Failures;

/** A text with places for values such as {@code %5.2f}, as C writes them. */
public final class PrintfString {
  private static final Pattern PLACE =
      Pattern.compile(
          "%(?:(%)|(?:(\\d{1,4})\\$)?([-+ 0,'_#]*)(\\*|\\d{1,6})?(?:\\.(\\d{0,6}))?"
              + "(?:hh|h|ll|l)?([diuxXobBcsfFeEgG]))");

  private final List<String> texts = new ArrayList<>();
  private final List<FieldFormat> formats = new ArrayList<>();

  /** The number of the value behind each text but the last. */
  private final List<Integer> values = new ArrayList<>();

  /** The number of the value that is its width, or -1. */
  private final List<Integer> widths = new ArrayList<>();

  /** Reads a format. */
  public PrintfString(String written) {
    StringBuilder text = new StringBuilder();
    Matcher place = PLACE.matcher(written);
    int position = 0;
    int automatic = 0;
    while (true) {
      int percent = written.indexOf('%', position);
      if (percent < 0) {
        break;
      }
      place.region(percent, written.length());
      if (!place.lookingAt()) {
        throw Failures.badValue(
            "not a format: '" + written + "', at '" + written.substring(percent) + "'");
      }
      text.append(written, position, percent);
      position = place.end();
      if (place.group(1) != null) {
        text.append('%');
        continue;
      }
      texts.add(text.toString());
      text.setLength(0);
      formats.add(format(place));
      widths.add("*".equals(place.group(4)) ? automatic++ : -1);
      values.add(
          place.group(2) == null ? automatic++ : Math.max(0, Integer.parseInt(place.group(2)) - 1));
    }
    texts.add(text.append(written.substring(position)).toString());
  }

  private static FieldFormat format(Matcher place) {
    String flags = place.group(3);
    boolean left = flags.contains("-");
    boolean zeros = flags.contains("0") && !left;
    char type = place.group(6).charAt(0);
    boolean isPoint = "".equals(place.group(5)) && "diu".indexOf(type) >= 0;
    char grouping =
        flags.contains(",")
            ? ','
            : flags.contains("'") ? '\'' : flags.contains("_") ? '_' : isPoint ? '.' : '\0';
    boolean hasWidth = place.group(4) != null && !place.group(4).equals("*");
    String digits = place.group(5);
    return new FieldFormat(
        zeros ? "0" : " ",
        left ? '<' : zeros ? '=' : '>',
        flags.contains("+") ? '+' : flags.contains(" ") ? ' ' : '\0',
        hasWidth ? Integer.parseInt(place.group(4)) : 0,
        grouping,
        digits == null ? -1 : digits.isEmpty() ? 0 : Integer.parseInt(digits),
        type,
        flags.contains("#") ? '#' : '\0');
  }

  /** The text with these values in place. */
  public String of(List<Object> given) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < formats.size(); i++) {
      Object argument = value(given, values.get(i));
      FieldFormat format = formats.get(i);
      if (widths.get(i) >= 0) {
        if (!(value(given, widths.get(i)) instanceof Long width)) {
          throw Failures.badValue("the width of a format must be an integer");
        }
        format = format.wide(width);
      }
      boolean asText = format.type() == 's' && !(argument instanceof String);
      result
          .append(texts.get(i))
          .append(format.write(asText ? FieldFormat.PLAIN.write(argument) : argument));
    }
    return result.append(texts.get(texts.size() - 1)).toString();
  }

  private static Object value(List<Object> given, int number) {
    if (number >= given.size()) {
      throw Failures.badValue("the format asks for value " + (number + 1) + " of " + given.size());
    }
    return given.get(number);
  }
}
