package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * One side of a join.
 *
 * @param lowered the side's columns, then computed keys
 * @param keys ordinals of the keys
 */
record JoinInput(Lowered lowered, List<Integer> keys) {
  /** The side with each key in a column, computed if it is none yet. */
  static JoinInput of(Lowered input, List<Expression> keys) {
    List<Expression> columns = Projections.columns(input.schema());
    List<Field> fields = new ArrayList<>(input.schema().fields());
    List<Integer> ordinals = new ArrayList<>();
    for (Expression key : keys) {
      if (key instanceof Column column) {
        ordinals.add(column.ordinal());
      } else {
        ordinals.add(columns.size());
        columns.add(key);
        fields.add(Field.nullable(key.toString(), key.type()));
      }
    }
    return new JoinInput(input.project(columns, new Schema(fields)), ordinals);
  }
}
