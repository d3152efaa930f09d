package org.weft.planner.vector.nested;

import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;

/**
 * Values as bytes whose unsigned order is the order of the values: lists element by element, a
 * shorter one first; structs field by field; maps pair by pair; null behind everything else.
 * Intervals come by length, then, if the key is to be restored, by months and days. For one thread.
 */
public final class OrderKey {
  private final KeyPart part;
  private final CanonicalValue canonical;
  private final ByteRoom key;

  /** What keys of equal values are. */
  public enum Ties {
    /** Keys tell the whole value: those of equal intervals of other parts differ behind. */
    RESTORABLE,
    /** Keys of equal values are equal; they cannot be restored. */
    EQUAL
  }

  /** Keys of values of this type that can be restored, in memory of the scope. */
  public OrderKey(DataType type, MemoryScope memory) {
    this(type, memory, Ties.RESTORABLE);
  }

  /** Keys of values of this type, in memory of the scope. */
  public OrderKey(DataType type, MemoryScope memory, Ties ties) {
    this.part = part(type, ties);
    this.canonical = new CanonicalValue(type, memory);
    this.key = new ByteRoom(memory);
  }

  /** Makes the key of a value, which lies as {@link ValuesBuilder#add(Layout, long)} takes it. */
  public void make(Layout layout, long address) {
    ListReader value = canonical.of(layout, address);
    key.clear();
    if (value.layout() == Layout.VIEW) {
      part.write(value.bytes(0), value.length(0), key);
    } else {
      part.write(value.value(0), 0, key);
    }
  }

  /** Makes the key of a value that lies inside another nested one: its bytes. */
  public void makeOf(long bytes, int length) {
    key.clear();
    part.write(bytes, length, key);
  }

  /** Where the last key lies, until the next is made. */
  public long address() {
    return key.address();
  }

  /** Bytes of the last key. */
  public int length() {
    return (int) key.size();
  }

  /** The value that a key was made of, as the only element of a list; until the next call. */
  public ListReader restore(long keyAddress) {
    part.read(keyAddress, canonical.start());
    return canonical.finish();
  }

  static KeyPart part(DataType type, Ties ties) {
    if (type instanceof ListType list) {
      return new ListPart(list, ties);
    }
    if (type instanceof StructType struct) {
      return new StructPart(struct, ties);
    }
    if (type instanceof MapType map) {
      return new MapPart(map, ties);
    }
    if (type.kind() == TypeKind.INTERVAL) {
      return new LeafParts.OfInterval(ties);
    }
    Layout layout = Layout.of(type);
    return layout == Layout.VIEW ? new LeafParts.OfBytes() : new LeafParts.OfFixed(layout);
  }

  /** Elements, each behind a byte that says that there is one. */
  private static final class ListPart extends KeyPart {
    private final ListReader reader;
    private final KeyPart element;

    ListPart(ListType type, Ties ties) {
      this.reader = new ListReader(type.element());
      this.element = part(type.element(), ties);
    }

    @Override
    void write(long address, int length, ByteRoom out) {
      reader.point(address);
      for (int i = 0; i < reader.size(); i++) {
        element.writeElement(reader, i, out);
      }
      Memory.putByte(out.reserve(1), END);
    }

    @Override
    long read(long at, ValuesBuilder to) {
      ListBuilder list = (ListBuilder) to.child();
      list.start();
      long next = at;
      while (Memory.getByte(next) != END) {
        next = element.readOrNull(next, list);
      }
      to.add(list);
      return next + 1;
    }
  }

  private static final class StructPart extends KeyPart {
    private final StructReader reader;
    private final KeyPart[] fields;

    StructPart(StructType type, Ties ties) {
      this.reader = new StructReader(type);
      this.fields = type.fields().stream().map(f -> part(f.type(), ties)).toArray(KeyPart[]::new);
    }

    @Override
    void write(long address, int length, ByteRoom out) {
      reader.point(address);
      for (int i = 0; i < fields.length; i++) {
        fields[i].writeField(reader, i, out);
      }
    }

    @Override
    long read(long at, ValuesBuilder to) {
      StructBuilder struct = (StructBuilder) to.child();
      struct.start();
      long next = at;
      for (KeyPart field : fields) {
        next = field.readOrNull(next, struct);
      }
      to.add(struct);
      return next;
    }
  }

  /** Pairs, each behind a byte that says that there is one. */
  private static final class MapPart extends KeyPart {
    private final MapReader reader;
    private final KeyPart key;
    private final KeyPart value;

    MapPart(MapType type, Ties ties) {
      this.reader = new MapReader(type);
      this.key = part(type.key(), ties);
      this.value = part(type.value(), ties);
    }

    @Override
    void write(long address, int length, ByteRoom out) {
      reader.point(address);
      for (int i = 0; i < reader.size(); i++) {
        key.writeElement(reader.keys(), i, out);
        value.writeElement(reader.values(), i, out);
      }
      Memory.putByte(out.reserve(1), END);
    }

    @Override
    long read(long at, ValuesBuilder to) {
      MapBuilder map = (MapBuilder) to.child();
      map.start();
      long next = at;
      while (Memory.getByte(next) != END) {
        next = key.readOrNull(next, map.keys());
        next = value.readOrNull(next, map.values());
      }
      to.add(map);
      return next + 1;
    }
  }
}
