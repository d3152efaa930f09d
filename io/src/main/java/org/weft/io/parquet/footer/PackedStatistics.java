package org.weft.io.parquet.footer;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.RandomAccess;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DistinctSource;

/**
 * Statistics of many columns in one array: a table of 100 000 files keeps millions of them, of
 * which the planner looks at few. Unpacked at each access.
 */
public final class PackedStatistics extends AbstractList<ColumnStatistics> implements RandomAccess {
  private static final DistinctSource[] SOURCES = DistinctSource.values();

  private static final byte ABSENT = 0;
  private static final byte BOOL = 1;
  private static final byte INT = 2;
  private static final byte BIG = 3;
  private static final byte REAL = 4;
  private static final byte TEXT = 5;
  private static final byte BYTES = 6;

  private final byte[] packed;
  private final int[] starts;

  private PackedStatistics(byte[] packed, int[] starts) {
    this.packed = packed;
    this.starts = starts;
  }

  /** The same statistics in little space. */
  public static PackedStatistics of(List<ColumnStatistics> columns) {
    int[] starts = new int[columns.size()];
    ByteBuffer buffer = ByteBuffer.allocate(64 * (columns.size() + 1));
    for (int i = 0; i < starts.length; i++) {
      starts[i] = buffer.position();
      ColumnStatistics column = columns.get(i);
      buffer = room(buffer, 17);
      buffer.putLong(column.nulls().orElse(-1));
      buffer.putDouble(column.distinct().orElse(-1));
      buffer.put((byte) column.source().ordinal());
      buffer = put(buffer, column.min());
      buffer = put(buffer, column.max());
    }
    return new PackedStatistics(Arrays.copyOf(buffer.array(), buffer.position()), starts);
  }

  /** Estimated bytes of heap. */
  long weight() {
    return 64 + packed.length + 4L * starts.length;
  }

  @Override
  public ColumnStatistics get(int index) {
    ByteBuffer buffer = ByteBuffer.wrap(packed).position(starts[index]);
    long nulls = buffer.getLong();
    double distinct = buffer.getDouble();
    DistinctSource source = SOURCES[buffer.get()];
    Optional<Value> min = take(buffer);
    Optional<Value> max = take(buffer);
    return new ColumnStatistics(
        min,
        max,
        nulls < 0 ? OptionalLong.empty() : OptionalLong.of(nulls),
        distinct < 0 ? OptionalDouble.empty() : OptionalDouble.of(distinct),
        source);
  }

  @Override
  public int size() {
    return starts.length;
  }

  private static ByteBuffer put(ByteBuffer buffer, Optional<Value> value) {
    if (value.isEmpty() || value.get() instanceof Value.Null) {
      return room(buffer, 1).put(ABSENT);
    }
    Value v = value.get();
    if (v instanceof Value.Bool flag) {
      return room(buffer, 2).put(BOOL).put((byte) (flag.value() ? 1 : 0));
    }
    if (v instanceof Value.Int number) {
      return room(buffer, 9).put(INT).putLong(number.value());
    }
    if (v instanceof Value.Real number) {
      return room(buffer, 9).put(REAL).putDouble(number.value());
    }
    if (v instanceof Value.Big number) {
      return put(buffer, BIG, number.value().toByteArray());
    }
    if (v instanceof Value.Text text) {
      return put(buffer, TEXT, text.utf8());
    }
    return put(buffer, BYTES, ((Value.Bytes) v).value());
  }

  private static ByteBuffer put(ByteBuffer buffer, byte kind, byte[] bytes) {
    return room(buffer, 5 + bytes.length).put(kind).putInt(bytes.length).put(bytes);
  }

  private static ByteBuffer room(ByteBuffer buffer, int bytes) {
    if (buffer.remaining() >= bytes) {
      return buffer;
    }
    ByteBuffer larger = ByteBuffer.allocate(2 * buffer.capacity() + bytes);
    return larger.put(buffer.flip());
  }

  private static Optional<Value> take(ByteBuffer buffer) {
    return switch (buffer.get()) {
      case BOOL -> Optional.of(new Value.Bool(buffer.get() == 1));
      case INT -> Optional.of(new Value.Int(buffer.getLong()));
      case REAL -> Optional.of(new Value.Real(buffer.getDouble()));
      case BIG -> Optional.of(new Value.Big(new BigInteger(bytes(buffer))));
      case TEXT -> Optional.of(new Value.Text(new String(bytes(buffer), StandardCharsets.UTF_8)));
      case BYTES -> Optional.of(new Value.Bytes(bytes(buffer)));
      default -> Optional.empty();
    };
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.getInt()];
    buffer.get(bytes);
    return bytes;
  }
}
