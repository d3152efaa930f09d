package org.weft.io.parquet.footer;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DistinctSource;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Uuids;

/**
 * The statistics of one column chunk, in our values. What cannot be trusted is left out: bounds in
 * an order nobody names, of values that were written with two orders in the past, or no values at
 * all.
 */
final class ChunkStatistics {
  /** Bounds of strings are cut to this many bytes: they are kept for every row group. */
  private static final int LONGEST_BOUND = 64;

  /** Bytes of a dictionary page's header, about. */
  private static final int DICTIONARY_HEADER = 16;

  private enum Bound {
    LOWER,
    UPPER
  }

  private ChunkStatistics() {}

  /**
   * @param typeOrdered whether the footer says that bounds are in the order of the column's type
   */
  static ColumnStatistics of(LeafColumn column, RawChunk chunk, boolean typeOrdered) {
    RawStatistics raw = chunk.statistics();
    long values = chunk.values();
    Optional<Value> min = Optional.empty();
    Optional<Value> max = Optional.empty();
    if (isUsable(column, raw, typeOrdered)) {
      min = value(column, raw.min(), Bound.LOWER);
      max = value(column, raw.max(), Bound.UPPER);
    }
    OptionalLong nulls = within(raw.nulls(), 0, values);
    OptionalLong distinct = within(raw.distinct(), 1, values);
    return new ColumnStatistics(
        min,
        max,
        nulls,
        distinct.isPresent()
            ? OptionalDouble.of(distinct.getAsLong())
            : dictionaryEntries(column, chunk),
        distinct.isPresent() ? DistinctSource.FOOTER : DistinctSource.DICTIONARY);
  }

  /** Bounds that are in the order of the column's type, which must be {@link #isOrdered}. */
  static ColumnStatistics between(LeafColumn column, byte[] min, byte[] max, OptionalLong nulls) {
    return new ColumnStatistics(
        value(column, min, Bound.LOWER),
        value(column, max, Bound.UPPER),
        nulls,
        OptionalDouble.empty());
  }

  /**
   * True if bounds of a column are of use.
   *
   * @param typeOrdered whether the footer says that bounds are in the order of the column's type
   */
  static boolean isOrdered(LeafColumn column, boolean typeOrdered) {
    return typeOrdered || isAlike(column);
  }

  /** A guess from the size of the dictionary, if every value is in it. */
  private static OptionalDouble dictionaryEntries(LeafColumn column, RawChunk chunk) {
    long bytes = chunk.dataPage() - chunk.dictionaryPage() - DICTIONARY_HEADER;
    boolean hasAll = chunk.dictionaryPage() > 0 && chunk.dataPages() == DataPages.IDS;
    double width = column.width();
    RawStatistics raw = chunk.statistics();
    if (column.physical() == PhysicalType.BYTE_ARRAY && raw.min() != null && raw.max() != null) {
      width = 4 + (raw.min().length + raw.max().length) / 2.0;
    }
    if (!hasAll || bytes <= 0 || width == 0 || chunk.compressed() <= 0) {
      return OptionalDouble.empty();
    }
    double ratio = Math.max(1, (double) chunk.uncompressed() / chunk.compressed());
    return OptionalDouble.of(Math.min(chunk.values(), Math.max(1, bytes * ratio / width)));
  }

  private static OptionalLong within(OptionalLong count, long least, long most) {
    return count.isPresent() && count.getAsLong() >= least && count.getAsLong() <= most
        ? count
        : OptionalLong.empty();
  }

  private static boolean isUsable(LeafColumn column, RawStatistics raw, boolean typeOrdered) {
    if (raw.order() == RawStatistics.Order.BY_TYPE && typeOrdered) {
      return true;
    }
    return isAlike(column);
  }

  /** True for values that everybody compares alike. */
  private static boolean isAlike(LeafColumn column) {
    return switch (column.conversion()) {
      case NONE, INT32_TO_INT8, INT32_TO_INT16, INT32_TO_INT64 ->
          column.physical() != PhysicalType.BYTE_ARRAY;
      default -> false;
    };
  }

  private static Optional<Value> value(LeafColumn column, byte[] raw, Bound bound) {
    if (raw == null) {
      return Optional.empty();
    }
    return switch (column.physical()) {
      case BOOLEAN -> raw.length == 1 ? bool(raw[0]) : Optional.empty();
      case INT32 ->
          raw.length == 4 ? integer(column, littleEndian(raw).getInt()) : Optional.empty();
      case INT64 ->
          raw.length == 8 ? integer(column, littleEndian(raw).getLong()) : Optional.empty();
      case INT96 -> Optional.empty();
      case FLOAT -> raw.length == 4 ? real(littleEndian(raw).getFloat(), bound) : Optional.empty();
      case DOUBLE ->
          raw.length == 8 ? real(littleEndian(raw).getDouble(), bound) : Optional.empty();
      case BYTE_ARRAY, FIXED -> bytes(column, raw, bound);
    };
  }

  private static ByteBuffer littleEndian(byte[] raw) {
    return ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Optional<Value> bool(byte raw) {
    return raw == 0 || raw == 1 ? Optional.of(new Value.Bool(raw == 1)) : Optional.empty();
  }

  private static Optional<Value> integer(LeafColumn column, long stored) {
    return switch (column.conversion()) {
      case INT32_MILLIS_TO_MICROS -> Optional.of(new Value.Int(1_000 * stored));
      case UINT32_TO_INT64 -> Optional.of(new Value.Int(stored & 0xFFFFFFFFL));
      case UINT64_TO_INT128 -> Optional.of(new Value.Big(unsigned(stored)));
      default -> Optional.of(new Value.Int(stored));
    };
  }

  private static BigInteger unsigned(long stored) {
    return new BigInteger(1, ByteBuffer.allocate(8).putLong(stored).array());
  }

  /** A zero of either sign may stand for both. */
  private static Optional<Value> real(double value, Bound bound) {
    if (Double.isNaN(value)) {
      return Optional.empty();
    }
    return Optional.of(new Value.Real(value == 0 ? (bound == Bound.LOWER ? -0.0 : 0.0) : value));
  }

  private static Optional<Value> bytes(LeafColumn column, byte[] raw, Bound bound) {
    return switch (column.conversion()) {
      case FIXED_TO_INT64, FIXED_TO_INT128, BYTES_TO_INT64, BYTES_TO_INT128 ->
          decimal(raw, (DecimalType) column.type());
      case FLOAT16_TO_FLOAT32, FIXED_TO_INTERVAL -> Optional.empty();
      case FIXED_TO_UUID -> uuid(raw);
      default -> column.type().kind() == TypeKind.STRING ? text(raw, bound) : binary(raw, bound);
    };
  }

  private static Optional<Value> decimal(byte[] bigEndian, DecimalType type) {
    if (bigEndian.length == 0) {
      return Optional.empty();
    }
    BigInteger unscaled = new BigInteger(bigEndian);
    return unscaled.bitLength() > (type.fitsLong() ? 63 : 127)
        ? Optional.empty()
        : Optional.of(Value.decimal(unscaled, type));
  }

  private static Optional<Value> uuid(byte[] raw) {
    if (raw.length != 16) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(raw);
    return Optional.of(Uuids.value(new UUID(bytes.getLong(), bytes.getLong())));
  }

  private static Optional<Value> binary(byte[] bytes, Bound bound) {
    if (bytes.length <= LONGEST_BOUND) {
      return Optional.of(new Value.Bytes(bytes));
    }
    byte[] cut = Arrays.copyOf(bytes, LONGEST_BOUND);
    if (bound == Bound.LOWER) {
      return Optional.of(new Value.Bytes(cut));
    }
    for (int i = cut.length - 1; i >= 0; i--) {
      if (cut[i] != (byte) 0xFF) {
        cut[i]++;
        return Optional.of(new Value.Bytes(Arrays.copyOf(cut, i + 1)));
      }
    }
    return Optional.empty();
  }

  /** Text that is not UTF-8 (cut by its writer, perhaps) is no bound of a string. */
  private static Optional<Value> text(byte[] bytes, Bound bound) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    if (bytes.length <= LONGEST_BOUND) {
      return Optional.of(new Value.Text(text));
    }
    int[] points = text.codePoints().limit(LONGEST_BOUND / 4).toArray();
    if (bound == Bound.LOWER) {
      return Optional.of(new Value.Text(new String(points, 0, points.length)));
    }
    for (int i = points.length - 1; i >= 0; i--) {
      int above = points[i] + 1 == Character.MIN_SURROGATE ? 0xE000 : points[i] + 1;
      if (above <= Character.MAX_CODE_POINT) {
        points[i] = above;
        return Optional.of(new Value.Text(new String(points, 0, i + 1)));
      }
    }
    return Optional.empty();
  }
}
