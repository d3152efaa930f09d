package org.weft.container.expression;

import java.util.List;
import org.weft.container.hash.RowNumbers;
import org.weft.planner.vector.Batch;

/**
 * A predicate over what may be long: asks it for few rows at a time, see {@link RowPace}. For one
 * thread.
 */
final class PacedSelector implements Selector {
  private final ExpressionCompiler.Narrowing predicate;
  private final List<Integer> columns;
  private final RowPace pace;
  private final int[] slice = new int[Batch.CAPACITY];
  private final int[] kept = new int[Batch.CAPACITY];

  /**
   * @param columns what the predicate reads
   */
  PacedSelector(ExpressionCompiler.Narrowing predicate, List<Integer> columns, RowPace pace) {
    this.predicate = predicate;
    this.columns = columns;
    this.pace = pace;
  }

  @Override
  public void select(Batch batch) {
    int count = batch.selectedCount();
    if (count <= pace.rows()) {
      predicate.select(batch);
      pace.took(count, predicate.textBytes());
      return;
    }
    // a column is loaded once, for the rows selected then: for all of them, not for the first few
    for (int column : columns) {
      batch.column(column);
    }
    int[] rows = RowNumbers.of(batch);
    int found = 0;
    int some;
    for (int from = 0; from < count; from += some) {
      some = Math.min(pace.rows(), count - from);
      System.arraycopy(rows, from, slice, 0, some);
      batch.select(slice, some);
      predicate.select(batch);
      pace.took(some, predicate.textBytes());
      System.arraycopy(RowNumbers.of(batch), 0, kept, found, batch.selectedCount());
      found += batch.selectedCount();
    }
    batch.select(kept, found);
  }

  @Override
  public void close() {
    predicate.close();
  }
}
