package org.weft.io.parquet.footer;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.StructType;

/**
 * What a schema says of a nested column: groups as structs and repeated nodes as lists, as they are
 * stored.
 *
 * @param end the index of the element behind it
 * @param leaves its column chunks in every row group
 */
record NestedColumn(DataType type, int end, int leaves) {
  private static final int REPEATED = 2;
  private static final int DEEPEST = 100;

  /** The column whose first element is at an index. */
  static NestedColumn at(List<SchemaElement> elements, int index) {
    return at(elements, index, 0);
  }

  private static NestedColumn at(List<SchemaElement> elements, int index, int depth) {
    if (index >= elements.size() || depth > DEEPEST) {
      throw corrupt("its schema is cut short, or nested " + depth + " deep");
    }
    SchemaElement element = elements.get(index);
    if (!element.isGroup()) {
      return new NestedColumn(repeated(element, ColumnTypes.type(element)), index + 1, 1);
    }
    if (element.children() < 1) {
      throw corrupt("group '" + element.name() + "' has " + element.children() + " members");
    }
    List<Field> fields = new ArrayList<>();
    int at = index + 1;
    int leaves = 0;
    for (int child = 0; child < element.children(); child++) {
      NestedColumn nested = at(elements, at, depth + 1);
      fields.add(Field.nullable(elements.get(at).name(), nested.type()));
      at = nested.end();
      leaves += nested.leaves();
    }
    return new NestedColumn(repeated(element, new StructType(fields)), at, leaves);
  }

  private static DataType repeated(SchemaElement element, DataType type) {
    return element.repetition() == REPEATED ? new ListType(type) : type;
  }

  private static WeftException corrupt(String why) {
    return WeftException.of(ErrorCode.CORRUPT_FILE, why);
  }
}
