package org.weft.io.parquet.write;

import java.util.Iterator;
import java.util.List;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.nested.ListReader;
import org.weft.planner.vector.nested.MapReader;
import org.weft.planner.vector.nested.StructReader;

/** Takes values of one type apart, into entries of its stored columns. For one thread. */
abstract sealed class Shredder {
  /**
   * Appends an entry that has no value to every stored column.
   *
   * @param definition how much of what is around is there
   */
  abstract void absent(int repetition, int definition);

  /** Appends a value: its own address, or, if it has no fixed width, that of its bytes. */
  abstract void value(long address, int length, int repetition);

  /**
   * What takes values of a field apart.
   *
   * @param leaves the next of them are the field's
   */
  static Shredder of(StoredField field, Iterator<NestedRows> leaves) {
    if (field instanceof StoredField.Value) {
      return new OfValue(leaves.next());
    }
    if (field instanceof StoredField.Struct struct) {
      List<Shredder> fields = struct.fields().stream().map(each -> of(each, leaves)).toList();
      return new OfStruct(struct, fields);
    }
    if (field instanceof StoredField.Elements list) {
      ListType type = (ListType) list.field().type();
      return new OfElements(
          new ListReader(type.element()),
          of(list.element(), leaves),
          list.definition(),
          list.repetition());
    }
    return new OfPairs((StoredField.Pairs) field, leaves);
  }

  private static final class OfValue extends Shredder {
    private final NestedRows rows;
    private final int definition;
    private final boolean isBytes;

    OfValue(NestedRows rows) {
      this.rows = rows;
      this.definition = rows.column().place().definition();
      this.isBytes = rows.column().form() == StoredColumn.Form.BYTES;
    }

    @Override
    void absent(int repetition, int defined) {
      rows.entry(repetition, defined);
    }

    @Override
    void value(long address, int length, int repetition) {
      rows.entry(repetition, definition);
      if (isBytes) {
        rows.storeBytes(address, length);
      } else {
        rows.store(address, 1);
      }
    }

    /** Appends values of fixed width that lie next to each other. */
    void values(long address, int count, int first, int others) {
      rows.entries(first, others, count);
      rows.store(address, count);
    }
  }

  private static final class OfStruct extends Shredder {
    private final StructReader reader;
    private final Shredder[] fields;
    private final int definition;

    OfStruct(StoredField.Struct struct, List<Shredder> fields) {
      this.reader = new StructReader((StructType) struct.field().type());
      this.fields = fields.toArray(Shredder[]::new);
      this.definition = struct.definition();
    }

    @Override
    void absent(int repetition, int defined) {
      for (Shredder field : fields) {
        field.absent(repetition, defined);
      }
    }

    @Override
    void value(long address, int length, int repetition) {
      reader.point(address);
      for (int f = 0; f < fields.length; f++) {
        if (reader.isNull(f)) {
          fields[f].absent(repetition, definition);
        } else if (reader.layout(f) == Layout.VIEW) {
          fields[f].value(reader.bytes(f), reader.length(f), repetition);
        } else {
          fields[f].value(reader.value(f), 0, repetition);
        }
      }
    }
  }

  private static final class OfElements extends Shredder {
    private final ListReader reader;
    private final Shredder element;
    private final int definition;
    private final int inside;

    OfElements(ListReader reader, Shredder element, int definition, int inside) {
      this.reader = reader;
      this.element = element;
      this.definition = definition;
      this.inside = inside;
    }

    @Override
    void absent(int repetition, int defined) {
      element.absent(repetition, defined);
    }

    @Override
    void value(long address, int length, int repetition) {
      elements(reader.point(address), repetition);
    }

    private void elements(ListReader list, int repetition) {
      int size = list.size();
      if (size == 0) {
        element.absent(repetition, definition);
      } else if (list.validity() == 0
          && list.layout() != Layout.VIEW
          && element instanceof OfValue leaf) {
        leaf.values(list.values(), size, repetition, inside);
      } else {
        oneByOne(list, size, repetition);
      }
    }

    private void oneByOne(ListReader list, int size, int repetition) {
      int repeated = repetition;
      for (int i = 0; i < size; i++) {
        if (list.isNull(i)) {
          element.absent(repeated, definition + 1);
        } else if (list.layout() == Layout.VIEW) {
          element.value(list.bytes(i), list.length(i), repeated);
        } else {
          element.value(list.value(i), 0, repeated);
        }
        repeated = inside;
      }
    }
  }

  /** Two lists of one length. */
  private static final class OfPairs extends Shredder {
    private final OfElements keys;
    private final OfElements values;

    OfPairs(StoredField.Pairs map, Iterator<NestedRows> leaves) {
      MapType type = (MapType) map.field().type();
      this.keys =
          new OfElements(
              new ListReader(type.key()),
              of(map.key(), leaves),
              map.definition(),
              map.repetition());
      this.values =
          new OfElements(
              new ListReader(type.value()),
              of(map.value(), leaves),
              map.definition(),
              map.repetition());
    }

    @Override
    void absent(int repetition, int defined) {
      keys.absent(repetition, defined);
      values.absent(repetition, defined);
    }

    @Override
    void value(long address, int length, int repetition) {
      keys.value(MapReader.keys(address), 0, repetition);
      values.value(MapReader.values(address), 0, repetition);
    }
  }
}
