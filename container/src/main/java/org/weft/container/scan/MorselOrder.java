package org.weft.container.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.scan.ValueOrder;
import org.weft.planner.type.DataType;

/**
 * Brings pieces into the order in which they may have the first rows of a sort: once those are
 * found, the statistics of most others say that they need not be read. Pieces are cut to single
 * parts of files for that.
 *
 * @param type of the key
 */
record MorselOrder(SortKey key, DataType type) {
  /** Of more files, not all footers are looked at before the first row is read. */
  private static final int MOST_FILES = 64;

  /** Opening a file for each part is worth it for so many. */
  private static final int MOST_PARTS = 4096;

  private record Piece(ScanTask.Source source, Optional<Value> bound) {}

  /**
   * The pieces in a better order, if that is to be had.
   *
   * @param statistics of the key's column in each part of a piece; may be empty
   */
  List<ScanTask.Source> sorted(
      List<ScanTask.Source> pieces, Function<ScanTask.Source, List<ColumnStatistics>> statistics) {
    Set<String> files = new HashSet<>();
    int parts = 0;
    for (ScanTask.Source piece : pieces) {
      files.add(piece.path());
      parts += piece.splits().size();
    }
    if (files.size() > MOST_FILES || parts > MOST_PARTS || parts < 2) {
      return pieces;
    }
    List<Piece> single = new ArrayList<>();
    for (ScanTask.Source piece : pieces) {
      List<ColumnStatistics> known = statistics.apply(piece);
      for (int i = 0; i < piece.splits().size(); i++) {
        single.add(
            new Piece(
                new ScanTask.Source(
                    piece.path(),
                    piece.length(),
                    piece.modified(),
                    piece.splits().subList(i, i + 1)),
                known.isEmpty() ? Optional.empty() : first(known.get(i))));
      }
    }
    if (single.stream().allMatch(piece -> piece.bound().isEmpty())) {
      return pieces;
    }
    single.sort(Comparator.comparing(Piece::bound, this::compare));
    return single.stream().map(Piece::source).toList();
  }

  private Optional<Value> first(ColumnStatistics statistics) {
    return key.direction() == SortKey.Direction.ASCENDING ? statistics.min() : statistics.max();
  }

  /** What is not known comes last. */
  private int compare(Optional<Value> a, Optional<Value> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isEmpty(), b.isEmpty());
    }
    int order = ValueOrder.compare(type, a.get(), b.get());
    return key.direction() == SortKey.Direction.ASCENDING ? order : -order;
  }
}
