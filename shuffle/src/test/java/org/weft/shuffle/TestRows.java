package org.weft.shuffle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * Rows as lists of Java values, and batches made of them in every encoding: Boolean, Long, Float,
 * Double, BigInteger (decimals), String (text, and bytes as Latin-1), null.
 */
public final class TestRows {
  /** One column of every type. */
  public static final Schema ALL_TYPES =
      Schema.of(
          Field.nullable("nothing", SimpleType.NULL),
          Field.nullable("flag", SimpleType.BOOLEAN),
          Field.nullable("tiny", SimpleType.INT8),
          Field.nullable("small", SimpleType.INT16),
          Field.nullable("number", SimpleType.INT32),
          Field.nullable("big", SimpleType.INT64),
          Field.nullable("real", SimpleType.FLOAT32),
          Field.nullable("wide", SimpleType.FLOAT64),
          Field.nullable("price", new DecimalType(15, 2)),
          Field.nullable("sum", new DecimalType(38, 4)),
          Field.nullable("day", SimpleType.DATE),
          Field.nullable("moment", TimestampType.MICROS),
          Field.nullable(
              "instant", new TimestampType(TimestampType.Unit.NANOS, TimestampType.Zone.UTC)),
          Field.nullable("text", SimpleType.STRING),
          Field.nullable("bytes", SimpleType.BINARY),
          Field.nullable("clock", TimeType.MICROS),
          Field.nullable("list", new ListType(SimpleType.INT32)),
          Field.nullable("span", SimpleType.INTERVAL));

  /** How a column of a batch is to lie in memory. */
  public enum Form {
    FLAT,
    DICTIONARY,
    CONSTANT,
    /** Decimals of more than 18 digits in 64 bits. */
    NARROW
  }

  /** Whether nulls occur. */
  public enum Nulls {
    NONE,
    SOME
  }

  private final Random random;
  private final MemoryScope scope;
  private final ByteArena strings;

  public TestRows(long seed, MemoryScope scope) {
    this.random = new Random(seed);
    this.scope = scope;
    this.strings = new ByteArena(scope);
  }

  /** Random rows of a schema. */
  public List<List<Object>> rows(Schema schema, int count, Nulls nulls) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Object> row = new ArrayList<>();
      for (Field field : schema.fields()) {
        boolean isNull = nulls == Nulls.SOME && random.nextInt(5) == 0;
        row.add(isNull ? null : value(field.type()));
      }
      rows.add(row);
    }
    return rows;
  }

  /** A random value of a type, extreme ones among them. */
  public Object value(DataType type) {
    return switch (type.kind()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT8 -> (long) (byte) random.nextInt();
      case INT16 -> (long) (short) random.nextInt();
      case INT32, ENUM, DATE ->
          (long) (random.nextBoolean() ? random.nextInt() : random.nextInt(100));
      case INT64, TIME, TIMESTAMP ->
          random.nextBoolean() ? random.nextLong() : (long) random.nextInt(100);
      case FLOAT32 ->
          List.of(
                  random.nextFloat(),
                  -random.nextFloat(),
                  0f,
                  -0f,
                  Float.NaN,
                  Float.NEGATIVE_INFINITY)
              .get(random.nextInt(6));
      case FLOAT64 ->
          List.of(random.nextDouble(), -1e300 * random.nextDouble(), 0d, -0d, Double.NaN, 1d / 0)
              .get(random.nextInt(6));
      case DECIMAL -> decimal((DecimalType) type);
      case STRING -> text(random.nextInt(10) == 0 ? 300 : 12);
      case BINARY, LIST, STRUCT, MAP -> bytes(random.nextInt(20));
      case INTERVAL, UUID -> new BigInteger(126, random);
    };
  }

  private BigInteger decimal(DecimalType type) {
    BigInteger limit = BigInteger.TEN.pow(random.nextInt(4) == 0 ? type.precision() : 3);
    BigInteger magnitude = new BigInteger(limit.bitLength() + 1, random).mod(limit);
    return random.nextBoolean() ? magnitude : magnitude.negate();
  }

  private String text(int longest) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(longest);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(4)));
    }
    return random.nextInt(8) == 0 ? text + "\u00c3\u00a4" : text.toString();
  }

  private String bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (random.nextBoolean() ? 0 : random.nextInt());
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A batch and the rows that count in it. */
  public record Sample(Batch batch, List<List<Object>> rows) {}

  /** A batch of flat columns, all rows selected. */
  public Batch flat(Schema schema, List<List<Object>> rows) {
    return batch(schema, rows, Collections.nCopies(schema.size(), Form.FLAT));
  }

  /** A batch of random rows, columns in random forms, and maybe some rows not selected. */
  public Sample any(Schema schema, int count, Nulls nulls) {
    List<List<Object>> rows = rows(schema, count, nulls);
    List<Form> forms = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      Form form = form(schema.type(i));
      forms.add(form);
      for (List<Object> row : rows) {
        if (form == Form.CONSTANT) {
          row.set(i, rows.get(0).get(i));
        } else if (form == Form.NARROW && row.get(i) != null) {
          row.set(i, BigInteger.valueOf(random.nextLong()));
        }
      }
    }
    Batch batch = batch(schema, rows, forms);
    if (count > 1 && random.nextBoolean()) {
      return select(batch, rows);
    }
    return new Sample(batch, rows);
  }

  private Form form(DataType type) {
    int choice = random.nextInt(4);
    if (choice == 3) {
      boolean wide = type instanceof DecimalType && Layout.of(type) == Layout.INT128;
      return wide ? Form.NARROW : Form.FLAT;
    }
    return Form.values()[choice];
  }

  private Sample select(Batch batch, List<List<Object>> rows) {
    int[] selection = new int[rows.size()];
    List<List<Object>> selected = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (random.nextBoolean()) {
        selection[selected.size()] = i;
        selected.add(rows.get(i));
      }
    }
    batch.select(selection, selected.size());
    return new Sample(batch, selected);
  }

  /** A batch whose columns lie as told; a constant column shows the first row's value. */
  public Batch batch(Schema schema, List<List<Object>> rows, List<Form> forms) {
    Batch batch = new Batch(schema);
    batch.start(rows.size());
    for (int i = 0; i < schema.size(); i++) {
      List<Object> values = new ArrayList<>();
      for (List<Object> row : rows) {
        values.add(row.get(i));
      }
      point(batch.column(i), values, forms.get(i));
    }
    return batch;
  }

  private void point(Vector vector, List<Object> values, Form form) {
    Layout layout = Layout.of(vector.type());
    switch (form) {
      case FLAT -> vector.pointFlat(layout, store(layout, values), validity(values));
      case NARROW -> vector.pointFlat(Layout.INT64, store(Layout.INT64, values), validity(values));
      case CONSTANT -> {
        List<Object> value = values.subList(0, 1);
        vector.pointConstant(layout, store(layout, value), validity(value));
      }
      case DICTIONARY -> {
        List<Object> entries = new ArrayList<>(new LinkedHashSet<>(values));
        entries.remove(null);
        if (entries.isEmpty()) {
          entries.add(new TestRows(1, scope).valueOrNothing(vector.type()));
        }
        long ids = scope.allocate(4L * values.size()).address();
        Map<Object, Integer> numbers = new HashMap<>();
        entries.forEach(entry -> numbers.put(entry, numbers.size()));
        for (int i = 0; i < values.size(); i++) {
          Memory.putInt(ids + 4L * i, numbers.getOrDefault(values.get(i), 0));
        }
        Dictionary dictionary = new Dictionary(layout, store(layout, entries), entries.size());
        vector.pointDictionary(dictionary, ids, validity(values));
      }
    }
  }

  private Object valueOrNothing(DataType type) {
    Object value = value(type);
    return value == null ? Boolean.FALSE : value;
  }

  /** One byte per value; 0 if none is null, mostly. */
  private long validity(List<Object> values) {
    if (!values.contains(null) && random.nextInt(4) > 0) {
      return 0;
    }
    long valid = scope.allocate(values.size()).address();
    for (int i = 0; i < values.size(); i++) {
      Memory.putByte(valid + i, (byte) (values.get(i) == null ? 0 : 1));
    }
    return valid;
  }

  /** The values in a layout; what lies at nulls is nonsense. */
  private long store(Layout layout, List<Object> values) {
    long data = scope.allocate((long) values.size() << layout.shift()).address();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        put(layout, data + ((long) i << layout.shift()), values.get(i));
      }
    }
    return data;
  }

  private void put(Layout layout, long at, Object value) {
    switch (layout) {
      case BOOL8 -> Memory.putByte(at, (byte) ((Boolean) value ? 1 : 0));
      case INT8 -> Memory.putByte(at, ((Number) value).byteValue());
      case INT16 -> Memory.putShort(at, ((Number) value).shortValue());
      case INT32 -> Memory.putInt(at, ((Number) value).intValue());
      case INT64 -> Memory.putLong(at, ((Number) value).longValue());
      case INT128 -> {
        BigInteger number = (BigInteger) value;
        Memory.putLong(at, number.longValue());
        Memory.putLong(at + 8, number.shiftRight(64).longValue());
      }
      case FLOAT32 -> Memory.putFloat(at, (Float) value);
      case FLOAT64 -> Memory.putDouble(at, (Double) value);
      case VIEW -> {
        byte[] bytes = stored((String) value);
        long address = strings.reserve(bytes.length + 8);
        Memory.copy(bytes, 0, address, bytes.length);
        Views.put(at, address, bytes.length);
      }
    }
  }

  /** Text is kept as Latin-1 here, so that every sequence of bytes is a text. */
  public static byte[] stored(String value) {
    return value.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Checks that the same rows are there, in any order; quick also for many. */
  public static void assertSameRows(List<List<Object>> actual, List<List<Object>> expected) {
    Map<List<Object>, Integer> counts = new HashMap<>();
    expected.forEach(row -> counts.merge(row, 1, Integer::sum));
    actual.forEach(row -> counts.merge(row, -1, Integer::sum));
    counts.values().removeIf(count -> count == 0);
    assertThat(counts).as("rows missing (positive) or too many").isEmpty();
  }

  /** The selected rows of a batch. */
  public static List<List<Object>> read(Batch batch) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < batch.selectedCount(); i++) {
      List<Object> row = new ArrayList<>();
      for (int column = 0; column < batch.columnCount(); column++) {
        row.add(read(batch.column(column), batch.row(i)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static Object read(Vector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    long at = vector.valueAddress(row);
    boolean decimal = vector.type() instanceof DecimalType;
    return switch (vector.layout()) {
      case BOOL8 -> Memory.getByte(at) != 0;
      case INT8 -> (long) Memory.getByte(at);
      case INT16 -> (long) Memory.getShort(at);
      case INT32 -> (long) Memory.getInt(at);
      case INT64 -> decimal ? BigInteger.valueOf(Memory.getLong(at)) : (Object) Memory.getLong(at);
      case INT128 ->
          BigInteger.valueOf(Memory.getLong(at + 8))
              .shiftLeft(64)
              .add(new BigInteger(Long.toUnsignedString(Memory.getLong(at))));
      case FLOAT32 -> Memory.getFloat(at);
      case FLOAT64 -> Memory.getDouble(at);
      case VIEW -> new String(Views.toBytes(at), StandardCharsets.ISO_8859_1);
    };
  }
}
