package org.weft.planner.vector.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.Intervals;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

class OrderKeyProperties {
  private static final int COUNT = 8;

  @Property(tries = 300)
  void keys_sort_as_the_values_do_and_tell_them(@ForAll long seed) {
    RandomValues random = new RandomValues(new Random(seed));
    DataType type = random.nested(3);
    try (MemoryPool pool = new MemoryPool(64 << 20);
        MemoryScope scope = pool.scope("test")) {
      NestedBuilder builder = NestedBuilder.of(type, scope);
      OrderKey key = new OrderKey(type, scope);
      ByteArena arena = new ByteArena(scope);
      long views = scope.allocate((long) COUNT * Views.WIDTH).address();
      List<Object> values = new ArrayList<>();
      List<byte[]> keys = new ArrayList<>();
      for (int i = 0; i < COUNT; i++) {
        long view = views + (long) i * Views.WIDTH;
        values.add(random.value(type));
        JavaValues.build(type, values.get(i), builder);
        builder.append(arena, view);
        key.make(Layout.VIEW, view);
        keys.add(Memory.bytes(key.address(), key.length()));

        long copy = arena.append(key.address(), key.length());
        ListReader restored = key.restore(copy);
        assertThat(Memory.bytes(restored.bytes(0), restored.length(0)))
            .isEqualTo(Views.toBytes(view));
      }
      for (int a = 0; a < COUNT; a++) {
        for (int b = 0; b < COUNT; b++) {
          int expected = compare(type, values.get(a), values.get(b));
          int actual = Arrays.compareUnsigned(keys.get(a), keys.get(b));
          assertThat(Integer.signum(actual)).isEqualTo(Integer.signum(expected));
        }
      }
    }
  }

  /** By the rules as they are written down, null last. */
  private static int compare(DataType type, Object a, Object b) {
    if (a == null || b == null) {
      return a == b ? 0 : a == null ? 1 : -1;
    }
    return switch (type.kind()) {
      case NULL -> 0;
      case BOOLEAN -> Boolean.compare((Boolean) a, (Boolean) b);
      case INT8, INT16, INT32, INT64, DATE, TIME, TIMESTAMP -> Long.compare((Long) a, (Long) b);
      case FLOAT32, FLOAT64 -> Double.compare((Double) a + 0.0, (Double) b + 0.0);
      case DECIMAL -> ((BigDecimal) a).compareTo((BigDecimal) b);
      case INTERVAL -> intervals((Value.Span) a, (Value.Span) b);
      case UUID -> a.toString().compareTo(b.toString());
      case ENUM ->
          Integer.compare(
              ((org.weft.planner.type.EnumType) type).values().indexOf(a),
              ((org.weft.planner.type.EnumType) type).values().indexOf(b));
      case STRING ->
          Arrays.compareUnsigned(
              new Value.Text((String) a).utf8(), new Value.Text((String) b).utf8());
      case BINARY -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
      case LIST -> lists(((ListType) type).element(), (List<?>) a, (List<?>) b);
      case STRUCT -> structs((StructType) type, (List<?>) a, (List<?>) b);
      case MAP -> maps((MapType) type, (List<?>) a, (List<?>) b);
    };
  }

  private static int intervals(Value.Span a, Value.Span b) {
    int byLength = Intervals.order(a).compareTo(Intervals.order(b));
    if (byLength != 0) {
      return byLength;
    }
    // any order will do among equal lengths, if it is one
    long first = (a.months() & 0xFFFFFFFFL) | ((long) a.days() << 32);
    long second = (b.months() & 0xFFFFFFFFL) | ((long) b.days() << 32);
    int byDays = Long.compareUnsigned(first, second);
    return byDays != 0 ? byDays : Long.compareUnsigned(a.micros(), b.micros());
  }

  private static int lists(DataType element, List<?> a, List<?> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int result = compare(element, a.get(i), b.get(i));
      if (result != 0) {
        return result;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int structs(StructType type, List<?> a, List<?> b) {
    for (int i = 0; i < a.size(); i++) {
      int result = compare(type.type(i), a.get(i), b.get(i));
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }

  private static int maps(MapType type, List<?> a, List<?> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      Map.Entry<?, ?> x = (Map.Entry<?, ?>) a.get(i);
      Map.Entry<?, ?> y = (Map.Entry<?, ?>) b.get(i);
      int result = compare(type.key(), x.getKey(), y.getKey());
      result = result != 0 ? result : compare(type.value(), x.getValue(), y.getValue());
      if (result != 0) {
        return result;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
