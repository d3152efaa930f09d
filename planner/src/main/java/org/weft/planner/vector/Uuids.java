package org.weft.planner.vector;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;

/**
 * The 16-byte form of a UUID: its number as an INT128, the low eight bytes first, with the highest
 * bit changed, so that signed numbers are in the order of the identifiers, as in DuckDB.
 */
public final class Uuids {
  public static final int WIDTH = 16;

  /** What the highest eight bytes are changed by. */
  public static final long SIGN = Long.MIN_VALUE;

  private static final int DIGITS = 32;

  private Uuids() {}

  /** The upper half of the stored number. */
  public static long high(UUID uuid) {
    return uuid.getMostSignificantBits() ^ SIGN;
  }

  /** Writes a UUID. */
  public static void put(long address, UUID uuid) {
    Memory.putLong(address, uuid.getLeastSignificantBits());
    Memory.putLong(address + 8, high(uuid));
  }

  /** The UUID at an address. */
  public static UUID get(long address) {
    return new UUID(Memory.getLong(address + 8) ^ SIGN, Memory.getLong(address));
  }

  /** Turns the sixteen bytes that others write, the high ones first, into the form here. */
  public static void fromBytes(long bytes, long to) {
    long high = Long.reverseBytes(Memory.getLong(bytes)) ^ SIGN;
    Memory.putLong(to, Long.reverseBytes(Memory.getLong(bytes + 8)));
    Memory.putLong(to + 8, high);
  }

  /** Writes the UUID at an address as the sixteen bytes that others read, the high ones first. */
  public static void toBytes(long address, long bytes) {
    long high = Memory.getLong(address + 8) ^ SIGN;
    Memory.putLong(bytes + 8, Long.reverseBytes(Memory.getLong(address)));
    Memory.putLong(bytes, Long.reverseBytes(high));
  }

  /** The stored number as a value. */
  public static Value.Big value(UUID uuid) {
    BigInteger low = new BigInteger(Long.toUnsignedString(uuid.getLeastSignificantBits()));
    return new Value.Big(BigInteger.valueOf(high(uuid)).shiftLeft(Long.SIZE).or(low));
  }

  /** The UUID that a stored number is. */
  public static UUID of(Value.Big stored) {
    BigInteger number = stored.value();
    return new UUID(number.shiftRight(Long.SIZE).longValue() ^ SIGN, number.longValue());
  }

  /**
   * The UUID that a text is: 32 hexadecimal digits, which may stand in braces and have hyphens
   * between them, as PostgreSQL and DuckDB read it.
   *
   * @return nothing if it is none
   */
  public static Optional<UUID> read(String text) {
    boolean isInBraces = text.startsWith("{") && text.endsWith("}") && text.length() > 1;
    String inside = isInBraces ? text.substring(1, text.length() - 1) : text;
    long high = 0;
    long low = 0;
    int digits = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      boolean isBetween = c == '-' && digits > 0 && inside.charAt(i - 1) != '-';
      if (isBetween) {
        continue;
      }
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0 || ++digits > DIGITS) {
        return Optional.empty();
      }
      high = high << 4 | low >>> 60;
      low = low << 4 | digit;
    }
    return digits == DIGITS ? Optional.of(new UUID(high, low)) : Optional.empty();
  }
}
