package org.weft.container.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.type.SimpleType;

class MorselOrderTest {
  private final ScanTask.Source a = new ScanTask.Source("a", 1, 1, List.of(0, 1));
  private final ScanTask.Source b = new ScanTask.Source("b", 1, 1, List.of(3));

  private static ColumnStatistics between(long min, long max) {
    return new ColumnStatistics(
        Optional.of(new Value.Int(min)),
        Optional.of(new Value.Int(max)),
        OptionalLong.empty(),
        OptionalDouble.empty());
  }

  private List<String> sorted(SortKey key, List<ColumnStatistics> ofA, List<ColumnStatistics> ofB) {
    return new MorselOrder(key, SimpleType.INT64)
        .sorted(List.of(a, b), piece -> piece.path().equals("a") ? ofA : ofB).stream()
            .map(piece -> piece.path() + piece.splits())
            .toList();
  }

  @Test
  void the_least_come_first_for_an_ascending_order() {
    assertThat(
            sorted(
                SortKey.ascending(0),
                List.of(between(5, 90), between(1, 2)),
                List.of(between(3, 4))))
        .containsExactly("a[1]", "b[3]", "a[0]");
  }

  @Test
  void the_greatest_come_first_for_a_descending_order() {
    assertThat(
            sorted(
                SortKey.descending(0),
                List.of(between(5, 90), between(1, 2)),
                List.of(between(3, 4))))
        .containsExactly("a[0]", "b[3]", "a[1]");
  }

  @Test
  void parts_of_which_nothing_is_known_come_last() {
    assertThat(
            sorted(
                SortKey.ascending(0),
                List.of(ColumnStatistics.UNKNOWN, between(8, 9)),
                List.of(between(3, 4))))
        .containsExactly("b[3]", "a[1]", "a[0]");
  }

  @Test
  void pieces_stay_whole_where_nothing_is_known() {
    assertThat(sorted(SortKey.ascending(0), List.of(), List.of()))
        .containsExactly("a[0, 1]", "b[3]");
  }
}
