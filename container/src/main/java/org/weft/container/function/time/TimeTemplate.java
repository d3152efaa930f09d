package org.weft.container.function.time;

import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.weft.container.expression.time.Calendar;
import org.weft.container.expression.tree.Failures;

/**
 * Formats of times as in PostgreSQL, Oracle and Snowflake: {@code YYYY-MM-DD HH24:MI:SS}. Parts may
 * be written in any case; that of names is the case of what is written. Other letters than T and Z
 * are refused unless they are in double quotes.
 */
public final class TimeTemplate implements MomentFormat, MomentParser {
  /** What these formats have and those of Java have not. */
  private static final Pattern OWN =
      Pattern.compile("YY|Mon|MON|DAY|Day|HH24|HH12|MI|hh24|hh12|FF|AM|PM");

  /** Years beside months, or minutes behind hours, as Java writes them. */
  private static final Pattern JAVA = Pattern.compile("yy.*MM|MM.*yy|[Hh]+:?mm");

  private final String format;
  private final List<Piece> pieces = new ArrayList<>();

  /** Null until a text is read: some formats are only for writing. */
  private JavaFormat reader;

  /**
   * A part or, without one, text.
   *
   * @param part null for text
   */
  private record Piece(TimeTemplatePart part, String written, boolean isPadded, String ordinal) {}

  /**
   * Reads the format.
   *
   * @throws org.weft.planner.error.WeftException if it is none
   */
  public TimeTemplate(String format) {
    this.format = format;
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      if (c == '"') {
        at = quoted(at);
      } else if (c == 'T' || c == 'Z' ? !startsPart(at) : !Character.isLetter(c)) {
        text(String.valueOf(c));
        at++;
      } else {
        at = part(at);
      }
    }
  }

  /** True if a format has parts that only these formats have. */
  static boolean isOwn(String format) {
    return OWN.matcher(format).find();
  }

  /**
   * The format of a text for {@code to_char}: strftime's if it has a %, Java's if it has its
   * minutes or months and nothing that it has not, else one of these.
   *
   * @param zone the name that strftime writes a zone as
   */
  public static MomentFormat of(String format, String zone) {
    boolean isOther = format.indexOf('%') >= 0 || (!isOwn(format) && JAVA.matcher(format).find());
    return isOther ? MomentFormat.of(format, zone) : new TimeTemplate(format);
  }

  private void text(String text) {
    pieces.add(new Piece(null, text, false, ""));
  }

  private int quoted(int start) {
    int end = format.indexOf('"', start + 1);
    if (end < 0) {
      throw Failures.badValue("a text in the format '" + format + "' does not end");
    }
    text(format.substring(start + 1, end));
    return end + 1;
  }

  private boolean startsPart(int at) {
    return TimeTemplatePart.at(format, at) != null;
  }

  private int part(int start) {
    boolean isBare = format.regionMatches(true, start, "FM", 0, 2);
    int at = isBare ? start + 2 : start;
    TimeTemplatePart part = TimeTemplatePart.at(format, at);
    boolean isMistaken = part == TimeTemplatePart.MM && format.regionMatches(true, at, "MMM", 0, 3);
    if (part == null || isMistaken) {
      throw Failures.badValue(
              "no part of a time starts at character " + (at + 1) + " of '" + format + "'")
          .hint(
              isMistaken
                  ? "write Mon or Month for names of months"
                  : "write text in double quotes, parts as in YYYY-MM-DD HH24:MI:SS");
    }
    int end = at + part.name(format, at).length();
    String ordinal = "";
    boolean isOrdinal =
        part.isNumber()
            && format.regionMatches(true, end, "TH", 0, 2)
            && !format.regionMatches(true, end + 1, "HH", 0, 2);
    if (isOrdinal) {
      ordinal = format.substring(end, end + 2);
      end += 2;
    }
    pieces.add(new Piece(part, format.substring(at, end - ordinal.length()), !isBare, ordinal));
    return end;
  }

  @Override
  public String write(long micros) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.part == null) {
        text.append(piece.written);
      } else if (piece.part.isNumber()) {
        append(piece, piece.part.value(micros), text);
      } else {
        text.append(name(piece, micros));
      }
    }
    return text.toString();
  }

  private static void append(Piece piece, long value, StringBuilder text) {
    String digits = Long.toString(Math.abs(value));
    if (value < 0) {
      text.append('-');
    }
    if (piece.isPadded || piece.part.isFraction()) {
      text.append("0".repeat(Math.max(0, piece.part.width() - digits.length())));
    }
    text.append(digits);
    if (!piece.ordinal.isEmpty()) {
      String ending = ordinal(value);
      boolean isCapital = Character.isUpperCase(piece.ordinal.charAt(0));
      text.append(isCapital ? ending.toUpperCase(Locale.ROOT) : ending);
    }
  }

  private static String ordinal(long value) {
    long tens = Math.abs(value) % 100;
    if (tens >= 11 && tens <= 13) {
      return "th";
    }
    return switch ((int) (tens % 10)) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }

  private static String name(Piece piece, long micros) {
    long day = Differences.day(micros);
    long split = Calendar.split(day);
    boolean isMorning = DatePart.HOUR.whole(micros) < 12;
    boolean isOurEra = Calendar.year(split) > 0;
    String name =
        switch (piece.part) {
          case MONTH -> Strftime.month(split, TextStyle.FULL);
          case MON -> Strftime.month(split, TextStyle.SHORT);
          case DAY -> Strftime.weekday(day, TextStyle.FULL);
          case DY -> Strftime.weekday(day, TextStyle.SHORT);
          case AM, PM -> isMorning ? "am" : "pm";
          case A_M, P_M -> isMorning ? "a.m." : "p.m.";
          case BC, AD -> isOurEra ? "ad" : "bc";
          case B_C, A_D -> isOurEra ? "a.d." : "b.c.";
          case RM -> TimeTemplatePart.roman(Calendar.month(split));
          case TZ -> "utc";
          case OF, TZH -> "+00";
          case TZM -> "00";
          default -> throw new IllegalStateException(piece.part + " is no name");
        };
    return padded(piece, cased(piece.written, name));
  }

  private static String cased(String written, String name) {
    if (Character.isLowerCase(written.charAt(0))) {
      return name.toLowerCase(Locale.ROOT);
    }
    boolean isCapitalized = written.length() > 1 && Character.isLowerCase(written.charAt(1));
    return isCapitalized ? name : name.toUpperCase(Locale.ROOT);
  }

  /** Names have the length of the longest of them, unless FM is in front. */
  private static String padded(Piece piece, String name) {
    int missing = piece.isPadded ? Math.max(0, piece.part.width() - name.length()) : 0;
    return name + " ".repeat(missing);
  }

  /** As Java reads the same parts. */
  @Override
  public OptionalLong read(String text) {
    if (reader == null) {
      reader = reader();
    }
    return reader.read(text);
  }

  private JavaFormat reader() {
    StringBuilder pattern = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.part == null) {
        pattern.append('\'').append(piece.written.replace("'", "''")).append('\'');
      } else if (piece.part.pattern().isEmpty()) {
        throw Failures.badValue(
                "no time can be read with the part " + piece.written + " of '" + format + "'")
            .hint("use YYYY, MM, DD, HH24, HH12, AM, MI, SS, MS, US, FF3, Mon, Month or DDD");
      } else {
        pattern.append(piece.part.pattern());
      }
    }
    return new JavaFormat(pattern.toString());
  }
}
