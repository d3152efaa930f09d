package org.weft.io.parquet.footer;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.parquet.column.statistics.BooleanStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.TypeKind;

/** The statistics of one column chunk, in our values. What cannot be trusted is left out. */
final class ChunkStatistics {
  /** Bounds of strings are cut to this many bytes: they are kept for every row group. */
  private static final int LONGEST_BOUND = 64;

  private ChunkStatistics() {}

  static ColumnStatistics of(LeafColumn column, ColumnChunkMetaData chunk, OptionalLong distinct) {
    Statistics<?> statistics = chunk.getStatistics();
    if (statistics == null || statistics.isEmpty()) {
      return new ColumnStatistics(
          Optional.empty(), Optional.empty(), OptionalLong.empty(), asDouble(distinct));
    }
    OptionalLong nulls =
        statistics.isNumNullsSet()
                && statistics.getNumNulls() >= 0
                && statistics.getNumNulls() <= chunk.getValueCount()
            ? OptionalLong.of(statistics.getNumNulls())
            : OptionalLong.empty();
    Optional<Value> min = Optional.empty();
    Optional<Value> max = Optional.empty();
    if (statistics.hasNonNullValue()) {
      min = value(column, statistics.genericGetMin(), Bound.LOWER);
      max = value(column, statistics.genericGetMax(), Bound.UPPER);
      if (statistics instanceof BooleanStatistics && min.equals(max)) {
        distinct = OptionalLong.of(1);
      }
    }
    return new ColumnStatistics(min, max, nulls, asDouble(distinct));
  }

  private static OptionalDouble asDouble(OptionalLong value) {
    return value.isPresent() ? OptionalDouble.of(value.getAsLong()) : OptionalDouble.empty();
  }

  private enum Bound {
    LOWER,
    UPPER
  }

  private static Optional<Value> value(LeafColumn column, Object raw, Bound bound) {
    DataType type = column.field().type();
    return switch (column.conversion()) {
      case UINT32_TO_INT64 ->
          Optional.of(new Value.Int(Integer.toUnsignedLong(((Number) raw).intValue())));
      case UINT64_TO_INT128 -> Optional.of(new Value.Big(unsigned(((Number) raw).longValue())));
      case FIXED_TO_INT64, FIXED_TO_INT128, BYTES_TO_INT64, BYTES_TO_INT128 ->
          decimal(((Binary) raw).getBytes(), (DecimalType) type);
      case INT96_TO_MICROS, FLOAT16_TO_FLOAT32 -> Optional.empty();
      default -> plain(type, raw, bound);
    };
  }

  private static Optional<Value> plain(DataType type, Object raw, Bound bound) {
    if (raw instanceof Boolean flag) {
      return Optional.of(new Value.Bool(flag));
    }
    if (raw instanceof Float || raw instanceof Double) {
      return real(((Number) raw).doubleValue(), bound);
    }
    if (raw instanceof Number number) {
      return Optional.of(new Value.Int(number.longValue()));
    }
    byte[] bytes = ((Binary) raw).getBytes();
    return type.kind() == TypeKind.STRING ? text(bytes, bound) : binary(bytes, bound);
  }

  /** A zero of either sign may stand for both. */
  private static Optional<Value> real(double value, Bound bound) {
    if (Double.isNaN(value)) {
      return Optional.empty();
    }
    return Optional.of(new Value.Real(value == 0 ? (bound == Bound.LOWER ? -0.0 : 0.0) : value));
  }

  private static BigInteger unsigned(long value) {
    return new BigInteger(1, ByteBuffer.allocate(8).putLong(value).array());
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
