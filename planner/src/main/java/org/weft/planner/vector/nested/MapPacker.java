package org.weft.planner.vector.nested;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;

/** Makes maps of a column of keys and one of values. */
public final class MapPacker extends ValuePacker {
  private final ListPacker keys;
  private final ListPacker values;
  private final ListReader written;
  private FlatValues allKeys;

  /** A packer of maps of this type. */
  public MapPacker(MapType type) {
    this.keys = new ListPacker(new ListType(type.key()));
    this.values = new ListPacker(new ListType(type.value()));
    this.written = new ListReader(type.key());
  }

  /**
   * The maps to be packed: as many keys as values.
   *
   * @param ends address of where each map's pairs begin among all (int32), and one more: where the
   *     last one's end
   */
  public void point(FlatValues keyColumn, FlatValues valueColumn, long ends) {
    allKeys = keyColumn;
    keys.point(keyColumn, ends);
    values.point(valueColumn, ends);
  }

  @Override
  int length(int index) {
    return NestedBuilder.checked(
        (long) MapReader.HEADER + keys.length(index) + values.length(index));
  }

  /**
   * @throws WeftException INVALID_VALUE if a key is null or comes twice
   */
  @Override
  void write(int index, long map) {
    int keysLength = keys.length(index);
    Memory.putInt(map, MapReader.HEADER + keysLength);
    Memory.putInt(map + 4, 0);
    keys.write(index, map + MapReader.HEADER);
    values.write(index, map + MapReader.HEADER + keysLength);
    if (allKeys.nulls(keys.first(index), keys.first(index + 1)) > 0) {
      throw WeftException.of(ErrorCode.INVALID_VALUE, "a map with a key that is null");
    }
    if (DistinctKeys.firstRepeated(written.point(map + MapReader.HEADER)) >= 0) {
      throw WeftException.of(ErrorCode.INVALID_VALUE, "a map in which a key comes twice");
    }
  }
}
