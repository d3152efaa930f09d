package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.Layout;

/** Builds structs: the fields are added in their order, all of them. */
public final class StructBuilder extends ValuesBuilder {
  private final StructType type;
  private final StructShape shape;
  private final MemoryScope memory;
  private final long fixed;
  private final ByteRoom bytes;
  private final NestedBuilder[] children;
  private int field;

  /** A builder whose memory belongs to the scope. */
  public StructBuilder(StructType type, MemoryScope memory) {
    this.type = type;
    this.shape = new StructShape(type);
    this.memory = memory;
    this.fixed = memory.allocate(shape.width()).address();
    this.bytes = new ByteRoom(memory);
    this.children = new NestedBuilder[type.size()];
    start();
  }

  @Override
  public void start() {
    Memory.fill(fixed, shape.width(), (byte) 0);
    bytes.clear();
    field = 0;
  }

  @Override
  public Layout nextLayout() {
    return shape.layout(field);
  }

  @Override
  public NestedBuilder child() {
    if (children[field] == null) {
      children[field] = NestedBuilder.of(type.type(field), memory);
    }
    return children[field];
  }

  @Override
  public void addNull() {
    if (field == shape.size()) {
      throw new IllegalStateException("all fields have been added");
    }
    field++;
  }

  @Override
  long place() {
    if (nextLayout() == Layout.VIEW) {
      throw new IllegalStateException("a field of type " + type.type(field) + " is bytes");
    }
    Memory.putByte(fixed + field, (byte) 1);
    return fixed + shape.slot(field++);
  }

  @Override
  long place(int length) {
    if (nextLayout() != Layout.VIEW) {
      throw new IllegalStateException("a field of type " + type.type(field) + " is no bytes");
    }
    bytes.pad();
    Memory.putByte(fixed + field, (byte) 1);
    long slot = fixed + shape.slot(field++);
    Memory.putInt(slot, checked(shape.width() + bytes.size()));
    Memory.putInt(slot + 4, length);
    return bytes.reserve(length);
  }

  @Override
  public int length() {
    return checked(shape.width() + ListReader.padded(bytes.size()));
  }

  @Override
  public void write(long address) {
    if (field != shape.size()) {
      throw new IllegalStateException("field " + field + " of " + type + " is missing");
    }
    Memory.copy(fixed, address, shape.width());
    bytes.write(address + shape.width());
  }
}
