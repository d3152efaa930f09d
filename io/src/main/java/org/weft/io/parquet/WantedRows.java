package org.weft.io.parquet;

import java.util.Optional;
import org.weft.io.scan.LiveFilter;
import org.weft.planner.expr.Expression;

/**
 * Which rows of a row group are to be read: those that its filters may be true for, as far as the
 * bounds of its pages tell. Fewer as time goes by.
 */
final class WantedRows {
  private final Optional<PagePruning> pruning;
  private final LiveFilter live;
  private final long rowCount;
  private RowRanges rows;
  private Expression applied;

  /** All rows. */
  WantedRows(long rowCount) {
    this.pruning = Optional.empty();
    this.live = LiveFilter.NONE;
    this.rowCount = rowCount;
    this.rows = RowRanges.all(rowCount);
  }

  WantedRows(PagePruning pruning, Optional<Expression> known, LiveFilter live) {
    this.pruning = Optional.of(pruning);
    this.live = live;
    this.rowCount = pruning.rowCount();
    RowRanges all = RowRanges.all(rowCount);
    this.rows = known.map(filter -> pruning.of(filter, all)).orElse(all);
  }

  /** The first row to be read that is not before this one; the number of rows if there is none. */
  long next(long row) {
    update();
    long next = rows.next(row);
    return next < 0 ? rowCount : next;
  }

  /** Where the rows end that follow a row to be read without a gap. */
  long end(long row) {
    return rows.end(row);
  }

  /** All that are to be read, from the first on. */
  RowRanges rows() {
    return rows;
  }

  private void update() {
    Expression filter = live.now().orElse(null);
    if (filter != applied && pruning.isPresent()) {
      applied = filter;
      rows = pruning.get().of(filter, rows);
    }
  }
}
