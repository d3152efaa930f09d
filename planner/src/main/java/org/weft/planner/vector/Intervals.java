package org.weft.planner.vector;

import java.math.BigInteger;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;

/**
 * The 16-byte form of an INTERVAL: months (int32), days (int32), microseconds (int64). Equal bytes
 * are equal intervals, but not the other way round: 24 hours equal a day and 30 days a month. So
 * intervals are compared, sorted and grouped by {@link #order}.
 */
public final class Intervals {
  public static final int WIDTH = 16;
  public static final int DAYS_PER_MONTH = 30;
  public static final long MICROS_PER_DAY = 86_400_000_000L;

  private static final BigInteger MICROS = BigInteger.valueOf(MICROS_PER_DAY);

  private Intervals() {}

  /** Writes an interval. */
  public static void put(long address, int months, int days, long micros) {
    Memory.putInt(address, months);
    Memory.putInt(address + 4, days);
    Memory.putLong(address + 8, micros);
  }

  public static int months(long address) {
    return Memory.getInt(address);
  }

  public static int days(long address) {
    return Memory.getInt(address + 4);
  }

  public static long micros(long address) {
    return Memory.getLong(address + 8);
  }

  /** The interval at an address. */
  public static Value.Span value(long address) {
    return new Value.Span(months(address), days(address), micros(address));
  }

  /** The length in microseconds, with months of 30 days and days of 24 hours. */
  public static BigInteger order(Value.Span interval) {
    long days = (long) interval.months() * DAYS_PER_MONTH + interval.days();
    return BigInteger.valueOf(days).multiply(MICROS).add(BigInteger.valueOf(interval.micros()));
  }
}
