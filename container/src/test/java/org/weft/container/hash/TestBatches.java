package org.weft.container.hash;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Dictionary;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * Turns rows into batches in every way the contract of batches allows: any size, gaps between
 * selected rows that hold nonsense, every encoding and layout, columns loaded only when asked for.
 */
public final class TestBatches {
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private final Schema schema;
  private final MemoryScope scope;
  private final Random random;
  private final List<List<Object>> rows;
  private final Dictionary[] dictionaries;
  private final List<Map<Object, Integer>> entries = new ArrayList<>();

  private TestBatches(Schema schema, List<List<Object>> rows, MemoryScope scope, Random random) {
    this.schema = schema;
    this.rows = rows;
    this.scope = scope;
    this.random = random;
    this.dictionaries = new Dictionary[schema.size()];
    for (int c = 0; c < schema.size(); c++) {
      entries.add(Map.of());
    }
  }

  /** Batches of at most {@code largest} rows, whose memory belongs to the scope. */
  public static List<Batch> of(
      Schema schema, List<List<Object>> rows, int largest, MemoryScope scope, Random random) {
    TestBatches maker = new TestBatches(schema, rows, scope, random);
    List<Batch> batches = new ArrayList<>();
    int from = 0;
    while (from < rows.size()) {
      if (random.nextInt(20) == 0 || from == 0) {
        maker.changeDictionaries();
      }
      int count = Math.min(rows.size() - from, 1 + random.nextInt(largest));
      batches.add(maker.batch(from, count));
      from += count;
    }
    return batches;
  }

  private void changeDictionaries() {
    for (int c = 0; c < schema.size(); c++) {
      Set<Object> distinct = new LinkedHashSet<>();
      for (List<Object> row : rows) {
        if (row.get(c) != null) {
          distinct.add(row.get(c));
        }
      }
      dictionaries[c] = null;
      if (random.nextBoolean() && !distinct.isEmpty()) {
        List<Object> values = new ArrayList<>(distinct);
        Collections.shuffle(values, random);
        Map<Object, Integer> ids = new HashMap<>();
        values.forEach(value -> ids.put(value, ids.size()));
        entries.set(c, ids);
        Layout layout = layout(schema.type(c), values);
        long data = scope.allocate((long) values.size() << layout.shift()).address();
        for (int i = 0; i < values.size(); i++) {
          put(layout, data, i, values.get(i));
        }
        dictionaries[c] = new Dictionary(layout, data, values.size());
      }
    }
  }

  private Batch batch(int from, int count) {
    boolean gaps = random.nextBoolean() && count < Batch.CAPACITY;
    int total = gaps ? count + random.nextInt(Math.min(count + 5, Batch.CAPACITY - count)) : count;
    int[] selection = random.ints(0, total).distinct().limit(count).sorted().toArray();
    List<List<Object>> chosen = rows.subList(from, from + count);
    Batch batch = new Batch(schema);
    if (random.nextBoolean()) {
      batch.start(total);
      batch.select(selection, count);
      for (int c = 0; c < schema.size(); c++) {
        fill(batch.column(c), c, chosen, selection, total);
      }
    } else {
      batch.start(total, (loaded, c, vector) -> load(loaded, c, vector, chosen, selection, total));
      batch.select(selection, count);
    }
    return batch;
  }

  /** Only rows still selected get values. */
  private void load(
      Batch batch, int c, Vector vector, List<List<Object>> chosen, int[] selection, int total) {
    List<List<Object>> some = new ArrayList<>();
    int[] places = new int[batch.selectedCount()];
    int next = 0;
    for (int n = 0; n < batch.selectedCount(); n++) {
      places[n] = batch.row(n);
      while (selection[next] != places[n]) {
        next++;
      }
      some.add(chosen.get(next));
    }
    fill(vector, c, some, places, total);
  }

  private void fill(Vector vector, int c, List<List<Object>> chosen, int[] places, int total) {
    List<Object> values = new ArrayList<>();
    chosen.forEach(row -> values.add(row.get(c)));
    boolean nulls = values.contains(null);
    if (values.size() > 0
        && random.nextInt(3) == 0
        && values.stream().allMatch(value -> Objects.equals(value, values.get(0)))) {
      constant(vector, values.get(0));
      return;
    }
    long valid = 0;
    if (nulls || random.nextInt(4) == 0) {
      valid = scope.allocate(total).address();
      for (int n = 0; n < places.length; n++) {
        Memory.putByte(valid + places[n], (byte) (values.get(n) == null ? 0 : 1));
      }
    }
    if (dictionaries[c] != null) {
      long ids = scope.allocateZeroed(4L * total).address();
      for (int n = 0; n < places.length; n++) {
        int id = entries.get(c).getOrDefault(values.get(n), 0);
        Memory.putInt(ids + 4L * places[n], id);
      }
      vector.pointDictionary(dictionaries[c], ids, valid);
      return;
    }
    Layout layout = layout(schema.type(c), values);
    long data = scope.allocate((long) total << layout.shift()).address();
    for (int n = 0; n < places.length; n++) {
      if (values.get(n) != null) {
        put(layout, data, places[n], values.get(n));
      }
    }
    vector.pointFlat(layout, data, valid);
  }

  private void constant(Vector vector, Object value) {
    Layout layout = layout(vector.type(), Collections.singletonList(value));
    long data = scope.allocateZeroed(16).address();
    long valid = 0;
    if (value == null) {
      valid = scope.allocateZeroed(1).address();
    } else {
      put(layout, data, 0, value);
    }
    vector.pointConstant(layout, data, valid);
  }

  private Layout layout(DataType type, List<Object> values) {
    if (type instanceof DecimalType decimal
        && !decimal.fitsLong()
        && random.nextBoolean()
        && values.stream()
            .map(BigInteger.class::cast)
            .allMatch(
                v -> v == null || (v.compareTo(LONG_MIN) >= 0 && v.compareTo(LONG_MAX) <= 0))) {
      return Layout.INT64;
    }
    return Layout.of(type);
  }

  private void put(Layout layout, long data, int n, Object value) {
    long at = data + ((long) n << layout.shift());
    switch (layout) {
      case BOOL8 -> Memory.putByte(at, (byte) ((Boolean) value ? 1 : 0));
      case INT8 -> Memory.putByte(at, ((Long) value).byteValue());
      case INT16 -> Memory.putShort(at, ((Long) value).shortValue());
      case INT32 -> Memory.putInt(at, ((Long) value).intValue());
      case INT64 -> Memory.putLong(at, ((Number) value).longValue());
      case FLOAT32 -> Memory.putFloat(at, (Float) value);
      case FLOAT64 -> Memory.putDouble(at, (Double) value);
      case INT128 -> {
        Memory.putLong(at, ((BigInteger) value).longValue());
        Memory.putLong(at + 8, ((BigInteger) value).shiftRight(64).longValue());
      }
      case VIEW -> {
        byte[] bytes = ((String) value).getBytes(StandardCharsets.ISO_8859_1);
        long copy = scope.allocate(bytes.length).address();
        Memory.copy(bytes, 0, copy, bytes.length);
        Views.put(at, copy, bytes.length);
      }
    }
  }
}
