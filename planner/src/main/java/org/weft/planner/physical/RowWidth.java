package org.weft.planner.physical;

import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Layout;

/** Guesses of how many bytes a value takes where nothing was measured. */
final class RowWidth {
  /** The length of a text of which nothing is known. */
  private static final double TEXT = 20;

  private RowWidth() {}

  /** Estimated bytes of one value. */
  static double of(DataType type) {
    return type.isVariableLength() ? TEXT : Layout.of(type).width();
  }

  /** Estimated bytes of one value, per column. */
  static java.util.List<Double> of(Schema schema) {
    return schema.fields().stream().map(field -> of(field.type())).toList();
  }
}
