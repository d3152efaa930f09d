package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;
import org.weft.planner.type.MapType;
import org.weft.planner.vector.Views;

/** The pairs of a map. Pointed at one map after the other; for one thread. */
public final class MapReader {
  static final int HEADER = 8;

  private final ListReader keys;
  private final ListReader values;

  /** A reader of maps of this type. */
  public MapReader(MapType type) {
    this.keys = new ListReader(type.key());
    this.values = new ListReader(type.value());
  }

  /** The number of pairs of the map at an address, without a reader. */
  public static int size(long map) {
    return ListReader.size(map + HEADER);
  }

  /** Where the list of keys begins: a list as any other. */
  public static long keys(long map) {
    return map + HEADER;
  }

  /** How many bytes the list of keys has. */
  public static int keysLength(long map) {
    return Memory.getInt(map) - HEADER;
  }

  /** Where the list of values begins: a list as any other. */
  public static long values(long map) {
    return map + Memory.getInt(map);
  }

  /** Bytes of a map of lists of keys and values of these lengths. */
  public static int assembledLength(int keysLength, int valuesLength) {
    return NestedBuilder.checked((long) HEADER + keysLength + valuesLength);
  }

  /** Writes a map of a list of distinct keys, none of them null, and a list of as many values. */
  public static void assemble(long map, long keys, int keysLength, long values, int valuesLength) {
    Memory.putInt(map, HEADER + keysLength);
    Memory.putInt(map + 4, 0);
    Memory.copy(keys, map + HEADER, keysLength);
    Memory.copy(values, map + HEADER + keysLength, valuesLength);
  }

  /** Reads the map whose bytes begin at an address ({@link Views#bytes} of a row's view). */
  public MapReader point(long map) {
    keys.point(keys(map));
    values.point(values(map));
    return this;
  }

  /** The number of pairs. */
  public int size() {
    return keys.size();
  }

  /** The keys, none of them null. */
  public ListReader keys() {
    return keys;
  }

  /** The values, in the order of the keys. */
  public ListReader values() {
    return values;
  }
}
