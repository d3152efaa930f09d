package org.weft.io.orc;

import java.util.ArrayList;
import java.util.List;
import org.apache.orc.TypeDescription;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.StructColumnVector;
import org.weft.planner.type.DataType;
import org.weft.planner.type.StructType;

/** Fields of a file's structs that are read while others are not. */
final class OrcParts {
  private OrcParts() {}

  /**
   * Marks the stored columns that are needed.
   *
   * @param whole the type of the file's column
   * @param wanted the same, or with fewer fields in structs, in the same order
   */
  static void include(TypeDescription column, DataType whole, DataType wanted, boolean[] include) {
    include[column.getId()] = true;
    if (whole.equals(wanted)) {
      for (int id = column.getId(); id <= column.getMaximumId(); id++) {
        include[id] = true;
      }
      return;
    }
    StructType struct = (StructType) whole;
    StructType part = (StructType) wanted;
    List<Integer> fields = fields(struct, part);
    for (int i = 0; i < fields.size(); i++) {
      int field = fields.get(i);
      include(column.getChildren().get(field), struct.type(field), part.type(i), include);
    }
  }

  /** The values of the wanted fields. */
  static ColumnVector of(ColumnVector from, DataType whole, DataType wanted) {
    if (whole.equals(wanted)) {
      return from;
    }
    StructType struct = (StructType) whole;
    StructType part = (StructType) wanted;
    StructColumnVector all = (StructColumnVector) from;
    List<Integer> fields = fields(struct, part);
    ColumnVector[] kept = new ColumnVector[fields.size()];
    for (int i = 0; i < kept.length; i++) {
      int field = fields.get(i);
      kept[i] = of(all.fields[field], struct.type(field), part.type(i));
    }
    StructColumnVector narrow = new StructColumnVector(1, kept);
    narrow.isNull = all.isNull;
    narrow.noNulls = all.noNulls;
    narrow.isRepeating = all.isRepeating;
    return narrow;
  }

  private static List<Integer> fields(StructType struct, StructType part) {
    List<Integer> fields = new ArrayList<>();
    for (int i = 0; i < struct.size() && fields.size() < part.size(); i++) {
      if (struct.fields().get(i).name().equals(part.fields().get(fields.size()).name())) {
        fields.add(i);
      }
    }
    if (fields.size() < part.size()) {
      throw new IllegalArgumentException(part + " is no part of " + struct);
    }
    return fields;
  }
}
