package org.weft.io.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.weft.io.parquet.footer.OffsetIndex;
import org.weft.io.parquet.footer.PageBounds;
import org.weft.planner.expr.Expression;
import org.weft.planner.physical.ColumnReferences;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.StatisticsFilter;
import org.weft.planner.type.Schema;

/**
 * Which rows of a row group may satisfy a filter, by the bounds of the pages they are in.
 *
 * @param schema the columns asked for
 * @param leaves of each column the only leaf; -1 for nested ones
 * @param chunks what is known of each as a whole
 */
record PagePruning(
    Schema schema,
    List<Integer> leaves,
    List<ColumnStatistics> chunks,
    PageIndexes indexes,
    long rowCount) {
  /** The pages of a column that a filter looks at. */
  private static final class Pages {
    private final int column;
    private final OffsetIndex index;
    private final PageBounds bounds;
    private int page;

    Pages(int column, OffsetIndex index, PageBounds bounds) {
      this.column = column;
      this.index = index;
      this.bounds = bounds;
    }

    /** What is known of some rows of one page; called with ascending rows. */
    ColumnStatistics of(long first, long rows) {
      while (index.firstRow(page + 1) <= first) {
        page++;
      }
      return bounds.of(page, rows);
    }
  }

  /** Those of the rows that may satisfy the filter. */
  RowRanges of(Expression filter, RowRanges rows) {
    List<Pages> looked = pages(filter);
    if (looked.isEmpty()) {
      return rows;
    }
    TreeSet<Long> starts = new TreeSet<>();
    for (Pages pages : looked) {
      for (int i = 0; i < pages.index.pages(); i++) {
        starts.add(pages.index.firstRow(i));
      }
    }
    starts.remove(rowCount); // pages without rows at the end
    List<ColumnStatistics> statistics = new ArrayList<>(chunks);
    RowRanges.Builder kept = new RowRanges.Builder();
    for (Long next : starts) {
      long start = next;
      Long behind = starts.higher(start);
      long end = behind == null ? rowCount : behind;
      if (rows.hasAny(start, end)) {
        looked.forEach(pages -> statistics.set(pages.column, pages.of(start, end - start)));
        OptionalLong count = OptionalLong.of(end - start);
        if (StatisticsFilter.mayMatch(filter, schema, statistics, count)) {
          rows.copy(start, end, kept);
        }
      }
    }
    return kept.build();
  }

  private List<Pages> pages(Expression filter) {
    List<Pages> pages = new ArrayList<>();
    ColumnReferences.of(filter).stream()
        .filter(c -> leaves.get(c) >= 0)
        .forEach(
            c -> {
              int leaf = leaves.get(c);
              indexes
                  .bounds(leaf)
                  .ifPresent(
                      bounds -> pages.add(new Pages(c, indexes.offsets(leaf).get(), bounds)));
            });
    return pages;
  }
}
