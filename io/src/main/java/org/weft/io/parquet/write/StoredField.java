package org.weft.io.parquet.write;

import java.util.ArrayList;
import java.util.List;
import org.weft.io.parquet.thrift.CompactOutput;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;
import org.weft.planner.write.WriteFormat;

/**
 * How a column of any type is stored: lists and maps in the form of three levels that the format
 * prescribes. Everything but the keys of maps may be null: files of one table then agree.
 */
sealed interface StoredField {
  /** What it says of itself. */
  Field field();

  /** Its stored columns, in their order in the file. */
  List<StoredColumn> leaves();

  /** How many elements it has in the file's schema. */
  int elements();

  /** Writes them. */
  void describe(CompactOutput out);

  /** A stored value. */
  record Value(StoredColumn column) implements StoredField {
    @Override
    public Field field() {
      return column.field();
    }

    @Override
    public List<StoredColumn> leaves() {
      return List.of(column);
    }

    @Override
    public int elements() {
      return 1;
    }

    @Override
    public void describe(CompactOutput out) {
      column.describe(out);
    }
  }

  /**
   * Several fields.
   *
   * @param definition the definition level of a value
   */
  record Struct(Field field, List<StoredField> fields, int definition) implements StoredField {
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public List<StoredColumn> leaves() {
      return fields.stream().flatMap(each -> each.leaves().stream()).toList();
    }

    @Override
    public int elements() {
      return 1 + fields.stream().mapToInt(StoredField::elements).sum();
    }

    @Override
    public void describe(CompactOutput out) {
      group(out, field, fields.size(), Group.PLAIN);
      fields.forEach(each -> each.describe(out));
    }
  }

  /**
   * A list.
   *
   * @param definition the definition level of a value; that of an element is one more
   * @param repetition the level at which another element begins
   */
  record Elements(Field field, StoredField element, int definition, int repetition)
      implements StoredField {
    @Override
    public List<StoredColumn> leaves() {
      return element.leaves();
    }

    @Override
    public int elements() {
      return 2 + element.elements();
    }

    @Override
    public void describe(CompactOutput out) {
      group(out, field, 1, Group.LIST);
      repeated(out, "list", 1);
      element.describe(out);
    }
  }

  /**
   * A map.
   *
   * @param definition the definition level of a value; that of a pair is one more
   * @param repetition the level at which another pair begins
   */
  record Pairs(Field field, StoredField key, StoredField value, int definition, int repetition)
      implements StoredField {
    @Override
    public List<StoredColumn> leaves() {
      List<StoredColumn> leaves = new ArrayList<>(key.leaves());
      leaves.addAll(value.leaves());
      return leaves;
    }

    @Override
    public int elements() {
      return 2 + key.elements() + value.elements();
    }

    @Override
    public void describe(CompactOutput out) {
      group(out, field, 1, Group.MAP);
      repeated(out, "key_value", 2);
      key.describe(out);
      value.describe(out);
    }
  }

  /** What a group says of itself. */
  enum Group {
    PLAIN,
    LIST,
    MAP
  }

  private static void group(CompactOutput out, Field field, int children, Group kind) {
    out.startElement();
    out.int32(3, field.nullability() == Field.Nullability.REQUIRED ? 0 : 1);
    out.text(4, field.name());
    out.int32(5, children);
    if (kind != Group.PLAIN) {
      out.int32(6, kind == Group.LIST ? 3 : 1);
      out.startStruct(10);
      out.emptyStruct(kind == Group.LIST ? 3 : 2);
      out.endStruct();
    }
    out.endStruct();
  }

  private static void repeated(CompactOutput out, String name, int children) {
    out.startElement();
    out.int32(3, 2);
    out.text(4, name);
    out.int32(5, children);
    out.endStruct();
  }

  /**
   * How a column is stored.
   *
   * @throws org.weft.planner.error.WeftException UNSUPPORTED_FEATURE if Parquet files have no form
   *     for its type
   */
  static StoredField of(Field field, WriteFormat.Parquet.Spans spans) {
    return of(field.asNullable(), new StoredColumn.Place(List.of(), 0, 0), spans);
  }

  private static StoredField of(
      Field field, StoredColumn.Place around, WriteFormat.Parquet.Spans spans) {
    int more = field.nullability() == Field.Nullability.REQUIRED ? 0 : 1;
    StoredColumn.Place place = inside(around, more, 0, field.name());
    int definition = place.definition();
    if (field.type() instanceof StructType struct) {
      List<StoredField> fields =
          struct.fields().stream().map(each -> of(each, place, spans)).toList();
      return new Struct(field, fields, definition);
    }
    if (field.type() instanceof ListType list) {
      StoredColumn.Place element = inside(place, 1, 1, "list");
      return new Elements(
          field,
          of(Field.nullable("element", list.element()), element, spans),
          definition,
          element.repetition());
    }
    if (field.type() instanceof MapType map) {
      StoredColumn.Place pair = inside(place, 1, 1, "key_value");
      return new Pairs(
          field,
          of(Field.required("key", map.key()), pair, spans),
          of(Field.nullable("value", map.value()), pair, spans),
          definition,
          pair.repetition());
    }
    return new Value(StoredColumn.of(field, place, spans));
  }

  private static StoredColumn.Place inside(
      StoredColumn.Place around, int definition, int repetition, String name) {
    List<String> path = new ArrayList<>(around.path());
    path.add(name);
    return new StoredColumn.Place(
        path, around.definition() + definition, around.repetition() + repetition);
  }
}
