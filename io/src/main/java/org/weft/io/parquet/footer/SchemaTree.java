package org.weft.io.parquet.footer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;

/**
 * The columns of a file's schema, with the forms that lists and maps had over the years told apart
 * as the format's LogicalTypes.md says.
 *
 * <p>A column that cannot be read is in the schema all the same, with a type that tells what it is:
 * who asks for it is told why not, and who does not can read the others.
 */
final class SchemaTree {
  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;
  private static final int REPEATED = 2;

  /** Levels are kept in bytes. */
  private static final int DEEPEST = 120;

  private final List<SchemaElement> elements;
  private final List<FileColumn> columns = new ArrayList<>();
  private final List<LeafColumn> leaves = new ArrayList<>();

  /** Names from the column down to the present element. */
  private final List<String> path = new ArrayList<>();

  private int at = 1;
  private int firstLeaf;

  /** Why the present column cannot be read, or null. */
  private WeftException refusal;

  private SchemaTree(List<SchemaElement> elements) {
    this.elements = elements;
  }

  /** The columns and leaves of a file. */
  record Columns(List<FileColumn> columns, List<LeafColumn> leaves) {}

  /** Where an element stands: the levels of what is around it. */
  private record Levels(int definition, int repetition) {
    Levels optional() {
      return new Levels(definition + 1, repetition);
    }

    Levels repeated() {
      return new Levels(definition + 1, repetition + 1);
    }
  }

  /**
   * @param elements the root, then its descendants
   */
  static Columns of(List<SchemaElement> elements) {
    if (elements.isEmpty() || !elements.get(0).isGroup()) {
      throw corrupt("its schema has no root");
    }
    SchemaTree tree = new SchemaTree(elements);
    while (tree.at < elements.size()) {
      tree.column();
    }
    if (tree.columns.size() != elements.get(0).children()) {
      throw corrupt(
          "its schema announces "
              + elements.get(0).children()
              + " columns of "
              + tree.columns.size());
    }
    return new Columns(tree.columns, tree.leaves);
  }

  private void column() {
    SchemaElement element = elements.get(at);
    firstLeaf = leaves.size();
    refusal = null;
    ColumnShape shape = node(new Levels(0, 0));
    Field.Nullability nullability =
        shape.definition() == 0 && refusal == null
            ? Field.Nullability.REQUIRED
            : Field.Nullability.NULLABLE;
    columns.add(
        new FileColumn(
            new Field(element.name(), shape.type(), nullability),
            refusal == null ? shape : null,
            firstLeaf,
            leaves.size() - firstLeaf,
            Optional.ofNullable(refusal)));
  }

  private SchemaElement next() {
    if (at >= elements.size() || path.size() >= DEEPEST) {
      throw corrupt("its schema is cut short, or nested " + path.size() + " deep");
    }
    SchemaElement element = elements.get(at++);
    if (element.repetition() < REQUIRED || element.repetition() > REPEATED) {
      throw corrupt("column '" + element.name() + "' repeats in way " + element.repetition());
    }
    if (element.isGroup() && element.children() < 1) {
      throw corrupt("group '" + element.name() + "' has " + element.children() + " members");
    }
    return element;
  }

  /** The next element: a value, or, if it repeats by itself, a list that is never null. */
  private ColumnShape node(Levels around) {
    SchemaElement element = next();
    if (element.repetition() == REPEATED) {
      ColumnShape of = content(element, around.repeated());
      return list(of, around.definition(), around.repeated());
    }
    return content(element, element.repetition() == OPTIONAL ? around.optional() : around);
  }

  private static ColumnShape list(ColumnShape element, int definition, Levels inside) {
    return new ColumnShape.Repeated(
        new ListType(element.type()),
        element,
        definition,
        inside.definition(),
        inside.repetition());
  }

  /** The value of an element, whose members are the next elements. */
  private ColumnShape content(SchemaElement element, Levels levels) {
    path.add(element.name());
    ColumnShape shape;
    if (!element.isGroup()) {
      shape = leaf(element, levels);
    } else {
      shape =
          switch (element.annotation().kind()) {
            case LIST -> annotatedList(element, levels);
            case MAP -> annotatedMap(element, levels);
            case NONE -> struct(element, levels);
            default -> {
              refuse(element, "groups of this kind");
              yield struct(element, levels);
            }
          };
    }
    path.remove(path.size() - 1);
    return shape;
  }

  private void refuse(SchemaElement element, String what) {
    if (refusal == null) {
      refusal = ColumnTypes.unsupported(element, what);
    }
  }

  private ColumnShape leaf(SchemaElement element, Levels levels) {
    ColumnTypes.Stored stored;
    try {
      stored = ColumnTypes.of(element);
    } catch (WeftException e) {
      if (e.code() != ErrorCode.UNSUPPORTED_FILE) {
        throw e;
      }
      refusal = refusal == null ? e : refusal;
      stored =
          new ColumnTypes.Stored(SimpleType.BINARY, PhysicalType.BYTE_ARRAY, 0, Conversion.NONE);
    }
    leaves.add(
        new LeafColumn(
            path,
            stored.type(),
            stored.physical(),
            stored.width(),
            stored.conversion(),
            levels.definition(),
            levels.repetition()));
    return new ColumnShape.Leaf(leaves.size() - 1 - firstLeaf, stored.type(), levels.definition());
  }

  private ColumnShape struct(SchemaElement element, Levels levels) {
    List<ColumnShape> members = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (int child = 0; child < element.children(); child++) {
      String name = at < elements.size() ? elements.get(at).name() : "";
      ColumnShape member = node(levels);
      members.add(member);
      fields.add(Field.nullable(name, member.type()));
    }
    return new ColumnShape.Struct(new StructType(fields), members, levels.definition());
  }

  /** A group that says it is a list: its one member repeats, and is the element or holds it. */
  private ColumnShape annotatedList(SchemaElement element, Levels levels) {
    if (element.children() != 1 || isNot(at, REPEATED)) {
      refuse(element, "lists of this form");
      return struct(element, levels);
    }
    SchemaElement repeated = next();
    Levels inside = levels.repeated();
    if (!repeated.isGroup() || isElement(element, repeated)) {
      return list(content(repeated, inside), levels.definition(), inside);
    }
    path.add(repeated.name());
    ColumnShape of = node(inside);
    path.remove(path.size() - 1);
    return list(of, levels.definition(), inside);
  }

  /** True if a repeated group, whose first member is the next element, is an element itself. */
  private boolean isElement(SchemaElement list, SchemaElement repeated) {
    return repeated.children() > 1
        || !isNot(at, REPEATED)
        || repeated.name().equals("array")
        || repeated.name().equals(list.name() + "_tuple");
  }

  private boolean isNot(int index, int repetition) {
    return index >= elements.size() || elements.get(index).repetition() != repetition;
  }

  /** A group that says it is a map: its one member repeats and has a key and a value. */
  private ColumnShape annotatedMap(SchemaElement element, Levels levels) {
    if (element.children() != 1
        || isNot(at, REPEATED)
        || elements.get(at).children() != 2
        || !isNot(at + 1, REPEATED)) {
      refuse(element, "maps of this form");
      return struct(element, levels);
    }
    path.add(next().name());
    Levels inside = levels.repeated();
    ColumnShape key = node(inside);
    ColumnShape value = node(inside);
    path.remove(path.size() - 1);
    DataType keyType = key.type();
    return new ColumnShape.Pairs(
        new MapType(keyType, value.type()),
        key,
        value,
        levels.definition(),
        inside.definition(),
        inside.repetition());
  }

  private static WeftException corrupt(String why) {
    return WeftException.of(ErrorCode.CORRUPT_FILE, why);
  }
}
