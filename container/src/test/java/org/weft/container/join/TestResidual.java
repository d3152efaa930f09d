package org.weft.container.join;

import java.util.List;
import org.weft.container.expression.Selector;
import org.weft.container.hash.TestRows;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;

/** The condition "one INT64 column is less than another", row by row. */
final class TestResidual implements ResidualCompiler {
  static Expression less(int left, int right) {
    return Call.of(
        Function.LESS,
        SimpleType.BOOLEAN,
        new Column(left, "left", SimpleType.INT64),
        new Column(right, "right", SimpleType.INT64));
  }

  static boolean holds(Expression condition, List<Object> row) {
    Object left = row.get(((Column) condition.inputs().get(0)).ordinal());
    Object right = row.get(((Column) condition.inputs().get(1)).ordinal());
    return left != null && right != null && (Long) left < (Long) right;
  }

  @Override
  public Selector compile(Expression condition, MemoryScope scope) {
    int left = ((Column) condition.inputs().get(0)).ordinal();
    int right = ((Column) condition.inputs().get(1)).ordinal();
    int[] kept = new int[Batch.CAPACITY];
    return new Selector() {
      @Override
      public void select(Batch batch) {
        int count = 0;
        for (int n = 0; n < batch.selectedCount(); n++) {
          int row = batch.row(n);
          Object a = TestRows.read(batch.column(left), row);
          Object b = TestRows.read(batch.column(right), row);
          if (a != null && b != null && (Long) a < (Long) b) {
            kept[count++] = row;
          }
        }
        batch.select(kept, count);
      }

      @Override
      public void close() {}
    };
  }
}
