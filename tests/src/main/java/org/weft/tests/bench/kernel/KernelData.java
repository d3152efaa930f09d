package org.weft.tests.bench.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** Columns of generated values, cut into batches, in memory of their own. */
final class KernelData implements AutoCloseable {
  static final int LINES = 6_001_215;
  static final int ORDERS = 1_500_000;
  static final DataType MONEY = new DecimalType(15, 2);

  private final MemoryPool pool = new MemoryPool(12L << 30);
  private final MemoryScope scope = pool.scope("benchmark");

  /** A column: flat values of a layout, or ids if there is a dictionary. */
  record Column(DataType type, Layout layout, long data, Dictionary dictionary) {}

  /** What an operator under test runs in. */
  ExecutionContext context() {
    return new ExecutionContext(pool, Settings.DEFAULTS, 1, new Cancellation());
  }

  /** The key of an order: TPC-H uses eight of every 32 numbers; other spreads leave wide gaps. */
  static long orderKey(int order, int spread) {
    return spread == 4 ? (order / 8) * 32L + order % 8 : order * (long) spread * 7919L;
  }

  /** The order of each line, four lines after another. */
  static IntToLongFunction clustered() {
    return i -> orderKey(i / 4 % ORDERS, 4);
  }

  /** The same keys in random order. */
  static IntToLongFunction shuffled(int spread) {
    int[] rows = new int[LINES];
    Random random = new Random(1);
    for (int i = 0; i < LINES; i++) {
      int j = random.nextInt(i + 1);
      rows[i] = rows[j];
      rows[j] = i;
    }
    return i -> orderKey(rows[i] / 4 % ORDERS, spread);
  }

  /** Random keys from 1. */
  static IntToLongFunction random(int distinct) {
    Random random = new Random(2);
    return i -> 1 + random.nextInt(distinct);
  }

  Column longs(int rows, IntToLongFunction value) {
    return longs(SimpleType.INT64, rows, value);
  }

  Column money(int rows, IntToLongFunction value) {
    return longs(MONEY, rows, value);
  }

  private Column longs(DataType type, int rows, IntToLongFunction value) {
    long data = scope.allocate(8L * rows).address();
    for (int i = 0; i < rows; i++) {
      Memory.putLong(data + 8L * i, value.applyAsLong(i));
    }
    return new Column(type, Layout.INT64, data, null);
  }

  Column dates(int rows, IntToLongFunction value) {
    return new Column(SimpleType.DATE, Layout.INT32, ints(rows, value), null);
  }

  private long ints(int rows, IntToLongFunction value) {
    long data = scope.allocate(4L * rows).address();
    for (int i = 0; i < rows; i++) {
      Memory.putInt(data + 4L * i, (int) value.applyAsLong(i));
    }
    return data;
  }

  /** Single letters by their number, as ids into a dictionary. */
  Column letters(int count, int rows, IntToLongFunction letter) {
    long views = scope.allocate(16L * count).address();
    for (int i = 0; i < count; i++) {
      long bytes = scope.allocate(8).address();
      Memory.putByte(bytes, (byte) ('A' + i));
      Views.put(views + 16L * i, bytes, 1);
    }
    Dictionary dictionary = new Dictionary(Layout.VIEW, views, count);
    return new Column(SimpleType.STRING, Layout.VIEW, ints(rows, letter), dictionary);
  }

  /** Texts of 27 bytes, about three quarters of them different. */
  Column comments() {
    Random random = new Random(5);
    long views = scope.allocate(16L * LINES).address();
    long bytes = scope.allocate(32L * LINES).address();
    for (int i = 0; i < LINES; i++) {
      long at = bytes + 32L * i;
      byte[] text =
          String.format(Locale.ROOT, "some comment on %011d", random.nextInt(8_500_000))
              .getBytes(StandardCharsets.US_ASCII);
      Memory.copy(text, 0, at, text.length);
      Views.put(views + 16L * i, at, text.length);
    }
    return new Column(SimpleType.STRING, Layout.VIEW, views, null);
  }

  static Schema schema(Column... columns) {
    List<Field> fields = new ArrayList<>();
    for (Column column : columns) {
      fields.add(Field.nullable("c" + fields.size(), column.type()));
    }
    return new Schema(fields);
  }

  static List<Batch> batches(int rows, Column... columns) {
    Schema schema = schema(columns);
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < rows; from += Batch.CAPACITY) {
      Batch batch = new Batch(schema);
      batch.start(Math.min(Batch.CAPACITY, rows - from));
      for (int c = 0; c < columns.length; c++) {
        Column column = columns[c];
        if (column.dictionary() != null) {
          batch.column(c).pointDictionary(column.dictionary(), column.data() + 4L * from, 0);
        } else {
          long at = column.data() + ((long) from << column.layout().shift());
          batch.column(c).pointFlat(column.layout(), at, 0);
        }
      }
      batches.add(batch);
    }
    return batches;
  }

  @Override
  public void close() {
    scope.close();
    pool.close();
  }
}
