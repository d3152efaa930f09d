package org.weft.io.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.weft.planner.scan.ValueTexts;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/**
 * Which type the texts of a column have: the first of truth values, whole numbers, numbers, dates,
 * times and moments that holds all of them, else text.
 *
 * <p>Numbers with leading zeros or a plus are text: they would look otherwise when written again.
 * Dates with the day or month first are dates only if some value shows which of the two it is.
 */
public final class TypeGuess {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern REAL =
      Pattern.compile("-?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,4})?");
  private static final Pattern DATE =
      Pattern.compile("-?([0-9]{4})([-/.])([0-9]{1,2})\\2([0-9]{1,2})");
  private static final Pattern DAY_OR_MONTH_FIRST =
      Pattern.compile("([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4})");
  private static final Pattern TIME =
      Pattern.compile("([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?");
  private static final Pattern OFFSET =
      Pattern.compile(" ?([zZ]|[uU][tT][cC]|[-+](0[0-9]|1[0-8])(:?[0-5][0-9])?)");

  private final char point;
  private boolean flags = true;
  private boolean wholes = true;
  private boolean reals = true;
  private boolean dates = true;
  private boolean times = true;
  private boolean moments = true;
  private boolean hasOffset;
  private boolean hasPlainMoment;
  private boolean hasMoment;
  private final List<String> patterns = new ArrayList<>(List.of("%d-%m-%Y", "%m-%d-%Y"));
  private char separator;
  private boolean hasPattern;
  private long values;

  private final TimePattern datePattern;
  private final TimePattern momentPattern;

  /** A guess for texts that are spelt so. */
  public TypeGuess(ValueTexts spelling) {
    this.point = spelling.decimalPoint().charAt(0);
    this.datePattern = pattern(spelling.dateFormat());
    this.momentPattern = pattern(spelling.timestampFormat());
  }

  private TypeGuess(char point, TimePattern datePattern, TimePattern momentPattern) {
    this.point = point;
    this.datePattern = datePattern;
    this.momentPattern = momentPattern;
  }

  private static TimePattern pattern(String format) {
    return format.isEmpty() ? null : new TimePattern(format);
  }

  /** A guess that is text whatever comes. */
  public static TypeGuess text() {
    TypeGuess text = new TypeGuess(ValueTexts.USUAL);
    text.add("x");
    return text;
  }

  /** Takes another text into account. */
  public void add(String given) {
    String text = given.strip();
    values++;
    if (isText()) {
      return;
    }
    flags = flags && isFlag(text);
    boolean isWhole = (wholes || reals) && isWhole(text);
    wholes = wholes && isWhole;
    reals = reals && (isWhole || isReal(text));
    boolean isDate = (dates || moments) && isDate(text);
    dates = dates && (isDate || datePattern == null && isOtherDate(text));
    times = times && TIME.matcher(text).matches();
    moments = moments && (isDate && momentPattern == null || isMoment(text));
  }

  private boolean isDate(String text) {
    return datePattern == null
        ? DATE.matcher(text).matches() && exists(text)
        : datePattern.matches(text);
  }

  private boolean isText() {
    return !(flags || wholes || reals || dates || times || moments);
  }

  private static boolean isFlag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "false", "f", "yes", "no" -> true;
      default -> false;
    };
  }

  private static boolean isWhole(String text) {
    if (text.length() > 20 || !WHOLE.matcher(text).matches()) {
      return false;
    }
    if (text.length() < 19) {
      return true;
    }
    return new java.math.BigInteger(text).bitLength() <= 63;
  }

  private boolean isReal(String text) {
    if (text.equals(".")) {
      return false;
    }
    String usual = point == '.' ? text : text.replace(point, '.');
    return REAL.matcher(usual).matches()
        || switch (text.toLowerCase(Locale.ROOT)) {
          case "inf", "-inf", "infinity", "-infinity", "nan" -> true;
          default -> false;
        };
  }

  private static boolean exists(String text) {
    Matcher date = DATE.matcher(text);
    return date.matches() && exists(date.group(1), date.group(3), date.group(4));
  }

  private static boolean exists(String year, String month, String day) {
    try {
      return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
          != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** True for a date with day or month first, if all dates have been like that. */
  private boolean isOtherDate(String text) {
    Matcher date = DAY_OR_MONTH_FIRST.matcher(text);
    if (!date.matches() || separator != 0 && separator != date.group(2).charAt(0)) {
      return false;
    }
    if (!exists(date.group(4), date.group(3), date.group(1))) {
      patterns.remove("%d-%m-%Y");
    }
    if (!exists(date.group(4), date.group(1), date.group(3))) {
      patterns.remove("%m-%d-%Y");
    }
    separator = date.group(2).charAt(0);
    hasPattern = true;
    return !patterns.isEmpty();
  }

  private boolean isMoment(String text) {
    if (momentPattern != null) {
      boolean isMoment = momentPattern.matches(text);
      hasMoment |= isMoment;
      hasPlainMoment |= isMoment && !momentPattern.hasZone();
      hasOffset |= isMoment && momentPattern.hasZone();
      return isMoment;
    }
    int between = Math.max(text.indexOf(' '), Math.max(text.indexOf('T'), text.indexOf('t')));
    int first = text.indexOf(' ') > 0 ? text.indexOf(' ') : between;
    if (first < 8 || !exists(text.substring(0, first))) {
      return false;
    }
    Matcher time = TIME.matcher(text.substring(first + 1));
    if (!time.lookingAt()) {
      return false;
    }
    String rest = text.substring(first + 1 + time.end());
    boolean isZoned = OFFSET.matcher(rest).matches();
    if (!rest.isEmpty() && !isZoned) {
      return false;
    }
    hasMoment = true;
    hasOffset |= isZoned;
    hasPlainMoment |= !isZoned;
    return true;
  }

  /** Texts seen. */
  public long values() {
    return values;
  }

  /** The type that holds all texts so far; text if there are none. */
  public DataType type() {
    if (values == 0) {
      return SimpleType.STRING;
    }
    if (flags) {
      return SimpleType.BOOLEAN;
    }
    if (wholes) {
      return SimpleType.INT64;
    }
    if (reals) {
      return SimpleType.FLOAT64;
    }
    if (dates && !hasMoment && (!hasPattern || patterns.size() == 1 && !moments)) {
      return SimpleType.DATE;
    }
    if (times) {
      return TimeType.MICROS;
    }
    if (moments && hasMoment && !(hasOffset && hasPlainMoment)) {
      return new TimestampType(
          TimestampType.Unit.MICROS, hasOffset ? TimestampType.Zone.UTC : TimestampType.Zone.LOCAL);
    }
    return SimpleType.STRING;
  }

  /** The pattern of dates that are not spelt as ISO 8601 has it; else an empty text. */
  public String datePattern() {
    return type() == SimpleType.DATE && hasPattern ? patterns.get(0).replace('-', separator) : "";
  }

  /** True if the text would change the guess: it is no value of the type. */
  public boolean isContradictedBy(String text) {
    DataType before = type();
    if (before == SimpleType.STRING || values == 0) {
      return false;
    }
    TypeGuess other = new TypeGuess(point, datePattern, momentPattern);
    other.add(text);
    DataType alone = other.type();
    return !alone.equals(before)
        && !(before == SimpleType.FLOAT64 && alone == SimpleType.INT64)
        && !(before instanceof TimestampType && alone == SimpleType.DATE)
        && !(before == SimpleType.DATE && hasPattern && DAY_OR_MONTH_FIRST.matcher(text).matches());
  }
}
