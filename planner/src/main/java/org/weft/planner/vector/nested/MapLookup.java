package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.MapType;
import org.weft.planner.vector.Layout;

/** Finds keys in maps: looks at one after the other. For one thread. */
public final class MapLookup {
  private final CanonicalValue canonical;

  /** Looks in maps of this type. */
  public MapLookup(MapType type, MemoryScope memory) {
    this.canonical = new CanonicalValue(type.key(), memory);
  }

  /**
   * The index of a key, or -1.
   *
   * @param layout how the key lies: as {@link ValuesBuilder#add(Layout, long)} takes it
   */
  public int find(MapReader map, Layout layout, long address) {
    ListReader wanted = canonical.of(layout, address);
    return wanted.layout() == Layout.VIEW
        ? findBytes(wanted, map.keys())
        : findFixed(wanted, map.keys());
  }

  private static int findBytes(ListReader wanted, ListReader keys) {
    int length = wanted.length(0);
    for (int i = 0; i < keys.size(); i++) {
      if (keys.length(i) == length && Memory.equal(keys.bytes(i), wanted.bytes(0), length)) {
        return i;
      }
    }
    return -1;
  }

  private static int findFixed(ListReader wanted, ListReader keys) {
    int width = wanted.layout().width();
    for (int i = 0; i < keys.size(); i++) {
      if (Memory.equal(keys.value(i), wanted.value(0), width)) {
        return i;
      }
    }
    return -1;
  }
}
