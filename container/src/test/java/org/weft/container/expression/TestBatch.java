package org.weft.container.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.weft.container.expression.decimal.Int128;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** Batches made of plain values, in any encoding, with nonsense wherever nobody may look. */
public final class TestBatch {
  private final MemoryScope scope;
  private final Random random;
  private final List<List<Value>> columns = new ArrayList<>();
  private final List<DataType> types = new ArrayList<>();
  private final List<Vector.Encoding> encodings = new ArrayList<>();

  public TestBatch(MemoryScope scope, Random random) {
    this.scope = scope;
    this.random = random;
  }

  /** Adds a column. CONSTANT takes the first value for all rows. */
  public TestBatch column(DataType type, Vector.Encoding encoding, List<Value> values) {
    types.add(type);
    encodings.add(encoding);
    columns.add(
        encoding == Vector.Encoding.CONSTANT
            ? java.util.Collections.nCopies(values.size(), values.get(0))
            : values);
    return this;
  }

  public List<DataType> types() {
    return types;
  }

  /** What the column holds in a row. */
  public Value value(int column, int row) {
    return columns.get(column).get(row);
  }

  /** The batch, all rows selected. */
  public Batch build() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      fields.add(Field.nullable("c" + i, types.get(i)));
    }
    Batch batch = new Batch(new Schema(fields));
    int rows = columns.isEmpty() ? 1 : columns.get(0).size();
    batch.start(rows);
    for (int i = 0; i < types.size(); i++) {
      point(batch.column(i), columns.get(i), encodings.get(i));
    }
    return batch;
  }

  /** Selects each row with a probability. */
  public static void selectSome(Batch batch, Random random, double probability) {
    int[] rows = new int[batch.rowCount()];
    int n = 0;
    for (int i = 0; i < batch.rowCount(); i++) {
      if (random.nextDouble() < probability) {
        rows[n++] = i;
      }
    }
    batch.select(rows, n);
  }

  private void point(Vector vector, List<Value> values, Vector.Encoding encoding) {
    Layout layout = layout(vector.type(), values);
    switch (encoding) {
      case FLAT -> vector.pointFlat(layout, write(values, layout), validity(values));
      case CONSTANT -> {
        boolean isNull = values.get(0) instanceof Value.Null;
        vector.pointConstant(
            layout,
            write(values.subList(0, 1), layout),
            isNull ? validity(values.subList(0, 1)) : 0);
      }
      case DICTIONARY -> dictionary(vector, layout, values);
    }
  }

  /** Wide decimals lie in 64 bits now and then, if they fit. */
  private Layout layout(DataType type, List<Value> values) {
    Layout layout = Layout.of(type);
    boolean fits =
        layout == Layout.INT128
            && values.stream()
                .allMatch(v -> v instanceof Value.Null || Value.unscaled(v).bitLength() < 64);
    return layout == Layout.INT128 && fits && random.nextBoolean() ? Layout.INT64 : layout;
  }

  private void dictionary(Vector vector, Layout layout, List<Value> values) {
    Map<Value, Integer> ids = new LinkedHashMap<>();
    for (Value value : values) {
      if (!(value instanceof Value.Null)) {
        ids.putIfAbsent(value, ids.size());
      }
    }
    List<Value> entries = new ArrayList<>(ids.keySet());
    if (entries.isEmpty()) {
      entries.add(RandomValues.modest(vector.type(), random));
    }
    long data = scope.allocate(4L * values.size()).address();
    for (int i = 0; i < values.size(); i++) {
      Integer id = ids.get(values.get(i));
      Memory.putInt(data + 4L * i, id == null ? random.nextInt(entries.size()) : id);
    }
    vector.pointDictionary(
        new Dictionary(layout, write(entries, layout), entries.size()), data, validity(values));
  }

  private long validity(List<Value> values) {
    if (values.stream().noneMatch(v -> v instanceof Value.Null) && random.nextBoolean()) {
      return 0;
    }
    long valid = scope.allocate(values.size()).address();
    for (int i = 0; i < values.size(); i++) {
      Memory.putByte(valid + i, (byte) (values.get(i) instanceof Value.Null ? 0 : 1));
    }
    return valid;
  }

  private long write(List<Value> values, Layout layout) {
    long data = scope.allocate((long) values.size() * layout.width()).address();
    for (int i = 0; i < values.size(); i++) {
      write(values.get(i), layout, data + ((long) i << layout.shift()));
    }
    return data;
  }

  private void write(Value value, Layout layout, long to) {
    if (value instanceof Value.Null) {
      for (int i = 0; i < layout.width(); i++) {
        Memory.putByte(to + i, (byte) (layout == Layout.BOOL8 ? 1 : random.nextInt()));
      }
      return;
    }
    switch (layout) {
      case BOOL8 -> Memory.putByte(to, (byte) (((Value.Bool) value).value() ? 1 : 0));
      case INT8 -> Memory.putByte(to, (byte) ((Value.Int) value).value());
      case INT16 -> Memory.putShort(to, (short) ((Value.Int) value).value());
      case INT32 -> Memory.putInt(to, (int) ((Value.Int) value).value());
      case INT64 -> Memory.putLong(to, Value.unscaled(value).longValueExact());
      case INT128 -> Int128.put(to, Value.unscaled(value));
      case FLOAT32 -> Memory.putFloat(to, (float) ((Value.Real) value).value());
      case FLOAT64 -> Memory.putDouble(to, ((Value.Real) value).value());
      case VIEW -> {
        byte[] bytes =
            value instanceof Value.Text text ? text.utf8() : ((Value.Bytes) value).value();
        long address = scope.allocate(bytes.length + 8).address();
        Memory.copy(bytes, 0, address, bytes.length);
        for (int i = 0; i < 8; i++) {
          Memory.putByte(address + bytes.length + i, (byte) random.nextInt());
        }
        Views.put(to, address, bytes.length);
      }
    }
  }
}
