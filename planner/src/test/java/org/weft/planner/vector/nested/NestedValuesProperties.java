package org.weft.planner.vector.nested;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Views;

class NestedValuesProperties {
  @Property(tries = 300)
  void what_is_built_can_be_read(@ForAll long seed) {
    RandomValues random = new RandomValues(new Random(seed));
    DataType type = random.nested(4);
    try (MemoryPool pool = new MemoryPool(64 << 20)) {
      try (MemoryScope scope = pool.scope("test")) {
        NestedBuilder builder = NestedBuilder.of(type, scope);
        ByteArena arena = new ByteArena(scope);
        long view = scope.allocate(Views.WIDTH).address();
        for (int i = 0; i < 4; i++) {
          Object value = random.value(type);
          JavaValues.build(type, value, builder);
          builder.append(arena, view);

          assertThat(Views.length(view) % 8).isZero();
          assertThat(plain(JavaValues.read(type, Views.bytes(view)))).isEqualTo(plain(value));
        }
      }
      assertThat(pool.used()).isZero();
    }
  }

  @Property(tries = 300)
  void equal_values_have_equal_bytes_and_others_have_not(@ForAll long seed) {
    RandomValues random = new RandomValues(new Random(seed));
    DataType type = random.nested(3);
    try (MemoryPool pool = new MemoryPool(64 << 20);
        MemoryScope scope = pool.scope("test")) {
      NestedBuilder builder = NestedBuilder.of(type, scope);
      ByteArena arena = new ByteArena(scope);
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        values.add(random.value(type));
      }
      long views = scope.allocate(12L * Views.WIDTH).address();
      // dirty memory must not show
      Memory.fill(arena.reserve(1 << 16), 1 << 16, (byte) 0x5A);
      arena.reset();
      for (int i = 0; i < 12; i++) {
        JavaValues.build(type, values.get(i), builder);
        builder.append(arena, views + 16L * i);
      }
      for (int a = 0; a < 12; a++) {
        for (int b = 0; b < 12; b++) {
          assertThat(Views.equal(views + 16L * a, views + 16L * b))
              .isEqualTo(plain(values.get(a)).equals(plain(values.get(b))));
        }
      }
    }
  }

  @Property(tries = 300)
  void elements_added_together_are_as_if_added_one_by_one(@ForAll long seed) {
    RandomValues random = new RandomValues(new Random(seed));
    DataType element = random.type(2);
    ListType type = new ListType(element);
    try (MemoryPool pool = new MemoryPool(64 << 20);
        MemoryScope scope = pool.scope("test")) {
      ListBuilder first = new ListBuilder(type, scope);
      ListBuilder second = new ListBuilder(type, scope);
      ByteArena arena = new ByteArena(scope);
      long view = scope.allocate(2L * Views.WIDTH).address();
      JavaValues.build(type, random.value(type), first);
      first.append(arena, view);
      ListReader reader = new ListReader(element).point(Views.bytes(view));
      for (int i = 0; i < reader.size(); i++) {
        second.add(reader, i);
      }
      if (reader.layout() != org.weft.planner.vector.Layout.VIEW) {
        second.start();
        second.addAll(reader.values(), reader.validity(), reader.size());
      }
      second.append(arena, view + 16);

      assertThat(Views.equal(view, view + 16)).isTrue();
    }
  }

  /** Zeros alike, and arrays that know their equals. */
  private static Object plain(Object value) {
    if (value instanceof Double number) {
      return number == 0 ? 0.0 : number;
    }
    if (value instanceof byte[] bytes) {
      return java.util.HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Map.Entry<?, ?> entry) {
      List<Object> pair = new ArrayList<>();
      pair.add(plain(entry.getKey()));
      pair.add(plain(entry.getValue()));
      return pair;
    }
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>();
      list.forEach(element -> all.add(plain(element)));
      return all;
    }
    return value;
  }
}
