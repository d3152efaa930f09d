package org.weft.container.function;

import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.MapType;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.MapBuilder;
import org.weft.planner.vector.nested.MapLookup;
import org.weft.planner.vector.nested.MapReader;

/**
 * The pairs of all arguments, in the order in which their keys come first, with the values that
 * come last.
 */
final class MapMerge {
  private static final int VIEW_BYTES = 16;

  private final MapBuilder builder;
  private final MapReader map;
  private final MapReader other;
  private final MapLookup lookup;
  private final long key;

  MapMerge(MapType type, MemoryScope memory) {
    this.builder = new MapBuilder(type, memory);
    this.map = new MapReader(type);
    this.other = new MapReader(type);
    this.lookup = new MapLookup(type, memory);
    this.key = new ByteArena(memory).reserve(VIEW_BYTES);
  }

  void apply(Arguments in, Answer out) {
    boolean isNull = true;
    builder.start();
    for (int i = 0; i < in.count(); i++) {
      if (!in.isNull(i)) {
        isNull = false;
        add(in, i);
      }
    }
    if (isNull) {
      out.nothing();
    } else {
      out.nested(builder);
    }
  }

  private void add(Arguments in, int argument) {
    map.point(Views.bytes(in.address(argument)));
    ListReader keys = map.keys();
    for (int k = 0; k < keys.size(); k++) {
      keys.copy(k, key);
      if (last(in, 0, argument) >= 0) {
        continue; // came with an earlier map
      }
      builder.keys().add(keys, k);
      int index = last(in, argument + 1, in.count());
      if (index >= 0) {
        builder.values().add(other.values(), index);
      } else {
        builder.values().add(map.values(), k);
      }
    }
  }

  /** Where the key is in the last of some arguments that has it, at which the reader is left. */
  private int last(Arguments in, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (!in.isNull(i)) {
        other.point(Views.bytes(in.address(i)));
        int index = lookup.find(other, other.keys().layout(), key);
        if (index >= 0) {
          return index;
        }
      }
    }
    return -1;
  }
}
