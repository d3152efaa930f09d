package org.weft.planner.type;

/**
 * A count of {@code unit}s since 1970-01-01T00:00:00, as a local date and time or as an instant.
 */
public record TimestampType(Unit unit, Zone zone) implements DataType {
  /** Microseconds without zone: what a bare TIMESTAMP means in SQL. */
  public static final TimestampType MICROS = new TimestampType(Unit.MICROS, Zone.LOCAL);

  /** The length of one step. */
  public enum Unit {
    SECONDS("s", 1L),
    MILLIS("ms", 1_000L),
    MICROS("us", 1_000_000L),
    NANOS("ns", 1_000_000_000L);

    private final String text;
    private final long perSecond;

    Unit(String text, long perSecond) {
      this.text = text;
      this.perSecond = perSecond;
    }

    /** Steps in a second. */
    public long perSecond() {
      return perSecond;
    }

    static Unit parse(String text) {
      for (Unit unit : values()) {
        if (unit.text.equals(text)) {
          return unit;
        }
      }
      throw new IllegalArgumentException("no such unit of time: " + text);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** What the count is relative to. */
  public enum Zone {
    /** A date and time as written on a wall, without zone. */
    LOCAL,
    /** An instant. */
    UTC
  }

  @Override
  public TypeKind kind() {
    return TypeKind.TIMESTAMP;
  }

  @Override
  public String toString() {
    return "timestamp(" + unit + (zone == Zone.UTC ? ",utc)" : ")");
  }
}
