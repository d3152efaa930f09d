package org.weft.planner.vector.nested;

import java.util.List;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;

/** Makes structs of columns of their fields. */
public final class StructPacker extends ValuePacker {
  private final StructShape shape;
  private final FlatValues[] fields;

  /** A packer of structs of this type. */
  public StructPacker(StructType type) {
    this.shape = new StructShape(type);
    this.fields = new FlatValues[type.size()];
  }

  /** The fields of the structs to be packed: a column for each. */
  public void point(List<FlatValues> columns) {
    columns.toArray(fields);
  }

  @Override
  int length(int index) {
    long length = shape.width();
    for (int f = 0; f < fields.length; f++) {
      if (shape.layout(f) == Layout.VIEW && !fields[f].isNull(index)) {
        length += ListReader.padded(Views.length(at(fields[f], Layout.VIEW, index)));
      }
    }
    return NestedBuilder.checked(length);
  }

  @Override
  void write(int index, long struct) {
    long end = struct + shape.width();
    for (long at = struct; at < end; at += 8) {
      Memory.putLong(at, 0);
    }
    for (int f = 0; f < fields.length; f++) {
      if (fields[f].isNull(index)) {
        continue;
      }
      Memory.putByte(struct + f, (byte) 1);
      long slot = struct + shape.slot(f);
      long value = at(fields[f], shape.layout(f), index);
      switch (shape.layout(f)) {
        case BOOL8, INT8 -> Memory.putByte(slot, Memory.getByte(value));
        case INT16 -> Memory.putShort(slot, Memory.getShort(value));
        case INT32, FLOAT32 -> Memory.putInt(slot, Memory.getInt(value));
        case INT64, FLOAT64 -> Memory.putLong(slot, Memory.getLong(value));
        case INT128 -> {
          Memory.putLong(slot, Memory.getLong(value));
          Memory.putLong(slot + 8, Memory.getLong(value + 8));
        }
        case VIEW -> {
          int length = Views.length(value);
          Memory.putInt(slot, (int) (end - struct));
          Memory.putInt(slot + 4, length);
          end = copyPadded(Views.bytes(value), end, length);
        }
      }
    }
  }
}
