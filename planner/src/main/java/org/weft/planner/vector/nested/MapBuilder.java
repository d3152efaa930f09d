package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;

/**
 * Builds maps: as many additions to {@link #keys} as to {@link #values}. That no key is null or
 * comes twice is for whoever adds them to see to, see {@link DistinctKeys}.
 */
public final class MapBuilder extends NestedBuilder {
  private final ListBuilder keys;
  private final ListBuilder values;

  /** A builder whose memory belongs to the scope. */
  public MapBuilder(MapType type, MemoryScope memory) {
    this.keys = new ListBuilder(new ListType(type.key()), memory);
    this.values = new ListBuilder(new ListType(type.value()), memory);
  }

  /** Where keys are added. */
  public ListBuilder keys() {
    return keys;
  }

  /** Where values are added. */
  public ListBuilder values() {
    return values;
  }

  @Override
  public void start() {
    keys.start();
    values.start();
  }

  @Override
  public int length() {
    return checked((long) MapReader.HEADER + keys.length() + values.length());
  }

  @Override
  public void write(long address) {
    if (keys.size() != values.size()) {
      throw new IllegalStateException(keys.size() + " keys and " + values.size() + " values");
    }
    int keysLength = keys.length();
    Memory.putInt(address, MapReader.HEADER + keysLength);
    Memory.putInt(address + 4, 0);
    keys.write(address + MapReader.HEADER);
    values.write(address + MapReader.HEADER + keysLength);
  }
}
