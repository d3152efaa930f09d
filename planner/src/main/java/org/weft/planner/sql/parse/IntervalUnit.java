package org.weft.planner.sql.parse;

import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Units of intervals: so many months, days or microseconds. */
enum IntervalUnit {
  MICROSECOND(0, 0, 1),
  MILLISECOND(0, 0, 1_000),
  SECOND(0, 0, 1_000_000),
  MINUTE(0, 0, 60_000_000L),
  HOUR(0, 0, 3_600_000_000L),
  DAY(0, 1, 0),
  WEEK(0, 7, 0),
  MONTH(1, 0, 0),
  QUARTER(3, 0, 0),
  YEAR(12, 0, 0),
  DECADE(120, 0, 0),
  CENTURY(1_200, 0, 0),
  MILLENNIUM(12_000, 0, 0);

  private static final int DIGITS = 10;
  private static final int MICROSECONDS = 6;

  final int months;
  final int days;
  final long micros;

  IntervalUnit(int months, int days, long micros) {
    this.months = months;
    this.days = days;
    this.micros = micros;
  }

  /** The unit of this name, singular, plural or short. */
  static Optional<IntervalUnit> of(String word) {
    return Optional.ofNullable(
        switch (word.toLowerCase(Locale.ROOT)) {
          case "microsecond", "microseconds", "us", "usec", "usecs" -> MICROSECOND;
          case "millisecond", "milliseconds", "ms", "msec", "msecs" -> MILLISECOND;
          case "second", "seconds", "sec", "secs", "s" -> SECOND;
          case "minute", "minutes", "min", "mins", "m" -> MINUTE;
          case "hour", "hours", "hr", "hrs", "h" -> HOUR;
          case "day", "days", "d" -> DAY;
          case "week", "weeks", "w" -> WEEK;
          case "month", "months", "mon", "mons" -> MONTH;
          case "quarter", "quarters" -> QUARTER;
          case "year", "years", "yr", "yrs", "y" -> YEAR;
          case "decade", "decades" -> DECADE;
          case "century", "centuries" -> CENTURY;
          case "millennium", "millennia", "millenium" -> MILLENNIUM;
          default -> null;
        });
  }

  /** An interval of a computed number of these units. */
  SqlNode of(SqlNode number, SqlParserPos pos) {
    return switch (this) {
      case YEAR -> call(number, TimeUnit.YEAR, pos);
      case MONTH -> call(number, TimeUnit.MONTH, pos);
      case DAY -> call(number, TimeUnit.DAY, pos);
      case HOUR -> call(number, TimeUnit.HOUR, pos);
      case MINUTE -> call(number, TimeUnit.MINUTE, pos);
      case SECOND -> call(number, TimeUnit.SECOND, pos);
      case WEEK -> call(times(number, days, pos), TimeUnit.DAY, pos);
      case QUARTER, DECADE, CENTURY, MILLENNIUM ->
          call(times(number, months, pos), TimeUnit.MONTH, pos);
      case MICROSECOND -> Grammar.call("to_microseconds", pos, number);
      case MILLISECOND -> Grammar.call("to_milliseconds", pos, number);
    };
  }

  private static SqlNode times(SqlNode number, int factor, SqlParserPos pos) {
    return SqlStdOperatorTable.MULTIPLY.createCall(
        pos, number, SqlLiteral.createExactNumeric(Integer.toString(factor), pos));
  }

  private static SqlNode call(SqlNode number, TimeUnit unit, SqlParserPos pos) {
    return SqlStdOperatorTable.INTERVAL.createCall(pos, number, qualifier(unit, pos));
  }

  /** The qualifier of an interval with as many digits as there can be. */
  static SqlIntervalQualifier qualifier(TimeUnit unit, SqlParserPos pos) {
    return new SqlIntervalQualifier(
        unit,
        DIGITS,
        null,
        unit == TimeUnit.SECOND
            ? MICROSECONDS
            : org.apache.calcite.rel.type.RelDataType.PRECISION_NOT_SPECIFIED,
        pos);
  }
}
