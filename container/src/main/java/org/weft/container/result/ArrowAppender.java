package org.weft.container.result;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.MapReader;
import org.weft.planner.vector.nested.StructReader;

/**
 * Adds values one by one to an Arrow vector, from its beginning: for lists, structs, maps and what
 * is inside of them, which Arrow lays out otherwise.
 */
abstract class ArrowAppender {
  private int count;

  /** An appender that overwrites the vector's content. */
  static ArrowAppender of(DataType type, FieldVector vector) {
    vector.reset();
    if (vector instanceof NullVector) {
      return new OfNulls();
    }
    if (type instanceof MapType map) {
      return new OfMaps(map, (MapVector) vector);
    }
    if (type instanceof ListType list) {
      return new OfLists(list, (ListVector) vector);
    }
    return type instanceof StructType struct
        ? new OfStructs(struct, (StructVector) vector)
        : ArrowLeaves.of(type, vector);
  }

  /** Adds a null. */
  final void addNull() {
    putNull(count++);
  }

  /** Adds a value as it lies in a vector. */
  final void add(Layout layout, long address) {
    if (layout == Layout.VIEW) {
      putBytes(count++, Views.bytes(address), Views.length(address));
    } else {
      putFixed(count++, layout, address);
    }
  }

  /** Adds a value of variable length. */
  final void addBytes(long address, int length) {
    putBytes(count++, address, length);
  }

  /** Adds all elements of a list. */
  final void addAll(ListReader list) {
    for (int i = 0; i < list.size(); i++) {
      if (list.isNull(i)) {
        addNull();
      } else if (list.layout() == Layout.VIEW) {
        addBytes(list.bytes(i), list.length(i));
      } else {
        add(list.layout(), list.value(i));
      }
    }
  }

  abstract void putNull(int index);

  /** Writes a value of fixed width. */
  abstract void putFixed(int index, Layout layout, long address);

  /** Writes a value of variable length. */
  abstract void putBytes(int index, long address, int length);

  private static IllegalStateException unfit(Layout layout) {
    return new IllegalStateException("a nested value in " + layout);
  }

  private static final class OfNulls extends ArrowAppender {
    @Override
    void putNull(int index) {
      // such a vector has only its length, which the parent sets
    }

    @Override
    void putFixed(int index, Layout layout, long address) {
      throw unfit(layout);
    }

    @Override
    void putBytes(int index, long address, int length) {
      throw unfit(Layout.VIEW);
    }
  }

  private static final class OfLists extends ArrowAppender {
    private final ListVector vector;
    private final ListReader reader;
    private final ArrowAppender elements;

    OfLists(ListType type, ListVector vector) {
      this.vector = vector;
      this.reader = new ListReader(type.element());
      this.elements = of(type.element(), vector.getDataVector());
    }

    @Override
    void putNull(int index) {
      vector.setNull(index);
    }

    @Override
    void putFixed(int index, Layout layout, long address) {
      throw unfit(layout);
    }

    @Override
    void putBytes(int index, long address, int length) {
      reader.point(address);
      vector.startNewValue(index);
      elements.addAll(reader);
      vector.endValue(index, reader.size());
    }
  }

  private static final class OfStructs extends ArrowAppender {
    private final StructVector vector;
    private final StructReader reader;
    private final ArrowAppender[] fields;

    OfStructs(StructType type, StructVector vector) {
      this.vector = vector;
      this.reader = new StructReader(type);
      this.fields = new ArrowAppender[type.size()];
      for (int i = 0; i < fields.length; i++) {
        fields[i] = of(type.type(i), (FieldVector) vector.getChildByOrdinal(i));
      }
    }

    @Override
    void putNull(int index) {
      vector.setNull(index);
      for (ArrowAppender field : fields) {
        field.addNull();
      }
    }

    @Override
    void putFixed(int index, Layout layout, long address) {
      throw unfit(layout);
    }

    @Override
    void putBytes(int index, long address, int length) {
      vector.setIndexDefined(index);
      reader.point(address);
      for (int i = 0; i < fields.length; i++) {
        if (reader.isNull(i)) {
          fields[i].addNull();
        } else if (reader.layout(i) == Layout.VIEW) {
          fields[i].addBytes(reader.bytes(i), reader.length(i));
        } else {
          fields[i].add(reader.layout(i), reader.value(i));
        }
      }
    }
  }

  private static final class OfMaps extends ArrowAppender {
    private final MapVector vector;
    private final StructVector pairs;
    private final MapReader reader;
    private final ArrowAppender keys;
    private final ArrowAppender values;
    private int pairCount;

    OfMaps(MapType type, MapVector vector) {
      this.vector = vector;
      this.pairs = (StructVector) vector.getDataVector();
      this.reader = new MapReader(type);
      this.keys = of(type.key(), (FieldVector) pairs.getChildByOrdinal(0));
      this.values = of(type.value(), (FieldVector) pairs.getChildByOrdinal(1));
    }

    @Override
    void putNull(int index) {
      vector.setNull(index);
    }

    @Override
    void putFixed(int index, Layout layout, long address) {
      throw unfit(layout);
    }

    @Override
    void putBytes(int index, long address, int length) {
      reader.point(address);
      vector.startNewValue(index);
      for (int i = 0; i < reader.size(); i++) {
        pairs.setIndexDefined(pairCount++);
      }
      keys.addAll(reader.keys());
      values.addAll(reader.values());
      vector.endValue(index, reader.size());
    }
  }
}
