package org.weft.container.function.time;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.weft.container.expression.time.Calendar;

/** A part of a {@link TimeTemplate}. */
enum TimeTemplatePart {
  YYYY("YYYY", 4, "uuuu"),
  YYY("YYY", 3, ""),
  YY("YY", 2, "uu"),
  Y("Y", 1, ""),
  IYYY("IYYY", 4, ""),
  IYY("IYY", 3, ""),
  IY("IY", 2, ""),
  I("I", 1, ""),
  CC("CC", 2, ""),
  Q("Q", 1, ""),
  MONTH("MONTH", 9, "MMMM"),
  MON("MON", 3, "MMM"),
  MM("MM", 2, "MM"),
  RM("RM", 4, ""),
  DDD("DDD", 3, "DDD"),
  DD("DD", 2, "dd"),
  DAY("DAY", 9, "EEEE"),
  DY("DY", 3, "EEE"),
  D("D", 1, ""),
  IDDD("IDDD", 3, ""),
  ID("ID", 1, ""),
  WW("WW", 2, ""),
  IW("IW", 2, ""),
  W("W", 1, ""),
  J("J", 0, ""),
  HH24("HH24", 2, "HH"),
  HH12("HH12", 2, "hh"),
  HH("HH", 2, "hh"),
  MI("MI", 2, "mm"),
  SSSSS("SSSSS", 0, ""),
  SSSS("SSSS", 0, ""),
  SS("SS", 2, "ss"),
  MS("MS", 3, "SSS"),
  US("US", 6, "SSSSSS"),
  FF1("FF1", 1, "S"),
  FF2("FF2", 2, "SS"),
  FF3("FF3", 3, "SSS"),
  FF4("FF4", 4, "SSSS"),
  FF5("FF5", 5, "SSSSS"),
  FF6("FF6", 6, "SSSSSS"),
  FF9("FF9", 9, "SSSSSSSSS"),
  FF("FF", 9, "SSSSSSSSS"),
  AM("AM", 2, "a"),
  PM("PM", 2, "a"),
  A_M("A.M.", 4, ""),
  P_M("P.M.", 4, ""),
  BC("BC", 2, ""),
  AD("AD", 2, ""),
  B_C("B.C.", 4, ""),
  A_D("A.D.", 4, ""),
  TZH("TZH", 3, ""),
  TZM("TZM", 2, ""),
  TZ("TZ", 3, ""),
  OF("OF", 3, "");

  private static final List<TimeTemplatePart> LONGEST_FIRST =
      Arrays.stream(values())
          .sorted(Comparator.comparing((TimeTemplatePart part) -> -part.written.length()))
          .toList();

  private static final List<String> ROMAN =
      List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");

  private final String written;
  private final int width;
  private final String pattern;

  TimeTemplatePart(String written, int width, String pattern) {
    this.written = written;
    this.width = width;
    this.pattern = pattern;
  }

  /** The longest part that starts there; null if none does. */
  static TimeTemplatePart at(String format, int at) {
    for (TimeTemplatePart part : LONGEST_FIRST) {
      if (format.regionMatches(true, at, part.written, 0, part.written.length())) {
        return part;
      }
    }
    return null;
  }

  /** The part as it is written there. */
  String name(String format, int at) {
    return format.substring(at, at + written.length());
  }

  /** How many characters it has at least. */
  int width() {
    return width;
  }

  /** The same part in the formats of Java; empty if times are not read with it. */
  String pattern() {
    return pattern;
  }

  boolean isNumber() {
    return switch (this) {
      case MONTH, MON, DAY, DY, AM, PM, A_M, P_M, BC, AD, B_C, A_D, RM, TZ, TZH, TZM, OF -> false;
      default -> true;
    };
  }

  /** Of a second: its zeros count. */
  boolean isFraction() {
    return switch (this) {
      case MS, US, FF, FF1, FF2, FF3, FF4, FF5, FF6, FF9 -> true;
      default -> false;
    };
  }

  /** The number of a moment in microseconds. */
  long value(long micros) {
    long day = Differences.day(micros);
    long year = Calendar.year(Calendar.split(day));
    long shown = year > 0 ? year : 1 - year; // before our era: AD or BC tells
    long dayOfYear = DatePart.dayOfYear(day);
    long fraction = Math.floorMod(micros, DatePart.MICROS_PER_SECOND);
    long hour = DatePart.HOUR.whole(micros);
    return switch (this) {
      case YYYY -> shown;
      case YYY -> shown % 1000;
      case YY -> shown % 100;
      case Y -> shown % 10;
      case IYYY -> DatePart.isoYear(day);
      case IYY -> Math.floorMod(DatePart.isoYear(day), 1000L);
      case IY -> Math.floorMod(DatePart.isoYear(day), 100L);
      case I -> Math.floorMod(DatePart.isoYear(day), 10L);
      case CC -> DatePart.CENTURY.whole(micros);
      case Q -> DatePart.QUARTER.whole(micros);
      case MM -> DatePart.MONTH.whole(micros);
      case DDD -> dayOfYear;
      case DD -> DatePart.DAY.whole(micros);
      case D -> DatePart.DAY_OF_WEEK.whole(micros) + 1;
      case IDDD -> (DatePart.isoWeek(day) - 1) * 7 + DatePart.isoDayOfWeek(day);
      case ID -> DatePart.isoDayOfWeek(day);
      case WW -> (dayOfYear - 1) / 7 + 1;
      case IW -> DatePart.isoWeek(day);
      case W -> (DatePart.DAY.whole(micros) - 1) / 7 + 1;
      case J -> DatePart.JULIAN.whole(micros);
      case HH24 -> hour;
      case HH12, HH -> hour % 12 == 0 ? 12 : hour % 12;
      case MI -> DatePart.MINUTE.whole(micros);
      case SSSS, SSSSS ->
          Math.floorMod(micros, DatePart.MICROS_PER_DAY) / DatePart.MICROS_PER_SECOND;
      case SS -> DatePart.SECOND.whole(micros);
      case MS, FF3 -> fraction / 1000;
      case US, FF6 -> fraction;
      case FF1 -> fraction / 100_000;
      case FF2 -> fraction / 10_000;
      case FF4 -> fraction / 100;
      case FF5 -> fraction / 10;
      case FF, FF9 -> fraction * 1000;
      default -> throw new IllegalStateException(this + " is no number");
    };
  }

  /** The Roman number of a month, from 1. */
  static String roman(int month) {
    return ROMAN.get(month - 1);
  }

  @Override
  public String toString() {
    return written;
  }
}
