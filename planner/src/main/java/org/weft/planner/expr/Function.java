package org.weft.planner.expr;

import java.util.Locale;

/**
 * What a {@link Call} computes. Unless said otherwise a null argument gives null, and the arguments
 * of a binary operator have one and the same type.
 */
public enum Function {
  /** Numbers of one type, except decimals, whose scales may differ; overflow is an error. */
  ADD("+"),
  SUBTRACT("-"),
  /** Decimals: the scales of the arguments add up to the scale of the result. */
  MULTIPLY("*"),
  /**
   * Integers truncate; decimals give the result type's scale, rounded half up; by zero is an error.
   */
  DIVIDE("/"),
  /** The sign is the dividend's. */
  MODULO("%"),
  NEGATE(null),
  ABS(null),
  /** DATE plus a number of days (INT32 or INT64): a DATE. */
  ADD_DAYS(null),
  /** DATE or TIMESTAMP plus a number of months (INT32 or INT64), the day clipped to the month. */
  ADD_MONTHS(null),
  /** TIMESTAMP plus a number of its own units (INT64). */
  ADD_UNITS(null),

  EQUAL("="),
  NOT_EQUAL("<>"),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  /** Never null: two nulls are not distinct. */
  IS_DISTINCT(null),
  IS_NOT_DISTINCT(null),

  /** Any number of arguments, three-valued. */
  AND(null),
  /** Any number of arguments, three-valued. */
  OR(null),
  NOT(null),
  IS_NULL(null),
  IS_NOT_NULL(null),
  IS_TRUE(null),
  IS_NOT_TRUE(null),
  IS_FALSE(null),
  IS_NOT_FALSE(null),

  /** The first argument equals one of the others, which are literals; three-valued. */
  IN(null),
  /** condition, value, condition, value, …, otherwise. */
  CASE(null),
  /** The first argument that is not null. */
  COALESCE(null),

  /** STRING, pattern, and optionally the escape character, both literals. */
  LIKE("LIKE"),
  /** As LIKE, without regard to ASCII case. */
  ILIKE("ILIKE"),
  CONCAT("||"),
  /** STRING, start from 1, and optionally a length, in code points. */
  SUBSTRING(null),
  UPPER(null),
  LOWER(null),
  /** Without the spaces at both ends. */
  TRIM(null),
  LTRIM(null),
  RTRIM(null),
  /** In code points. */
  CHAR_LENGTH(null),
  /** STRING, searched text: position from 1, 0 if absent. */
  POSITION(null),
  STARTS_WITH(null),
  ENDS_WITH(null),
  CONTAINS(null),
  REPLACE(null),

  /** Parts of a DATE or TIMESTAMP, INT64. */
  YEAR(null),
  QUARTER(null),
  MONTH(null),
  DAY(null),
  HOUR(null),
  MINUTE(null),
  SECOND(null),
  /** Monday is 1. */
  DAY_OF_WEEK(null),
  DAY_OF_YEAR(null),
  /** DATE or TIMESTAMP cut to the start of its unit; the unit is a literal such as 'month'. */
  DATE_TRUNC(null),

  FLOOR(null),
  CEIL(null),
  /** A number and optionally digits (a literal); half away from zero. */
  ROUND(null),
  SQRT(null),
  POWER(null),
  LN(null),
  EXP(null);

  private final String symbol;

  Function(String symbol) {
    this.symbol = symbol;
  }

  /** The infix spelling, or null. */
  public String symbol() {
    return symbol;
  }

  /** The spelling in plans. */
  public String display() {
    return name().toLowerCase(Locale.ROOT);
  }
}
