package org.weft.container.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.weft.planner.scan.ScanTask;

class MorselsTest {
  @Test
  void few_row_groups_are_handed_out_one_by_one() {
    assertThat(picture(Morsels.of(List.of(task(source("a", 3)), task(source("b", 1))), 2)))
        .containsExactly("a[0]", "a[1]", "a[2]", "b[0]");
  }

  @Test
  void of_many_row_groups_a_morsel_takes_neighbours_of_one_file() {
    List<ScanTask.Source> morsels = Morsels.of(List.of(task(source("a", 100), source("b", 10))), 2);

    assertThat(picture(morsels)).startsWith("a[0, 1]", "a[2, 3, 4]").endsWith("b[7, 8, 9]");
    assertThat(morsels).allSatisfy(morsel -> assertThat(morsel.splits().size()).isLessThan(4));
    assertThat(morsels.stream().mapToInt(morsel -> morsel.splits().size()).sum()).isEqualTo(110);
  }

  @Test
  void one_thread_opens_every_file_once() {
    assertThat(picture(Morsels.of(List.of(task(source("a", 3), source("b", 2))), 1)))
        .containsExactly("a[0, 1, 2]", "b[0, 1]");
  }

  private static List<String> picture(List<ScanTask.Source> morsels) {
    return morsels.stream().map(morsel -> morsel.path() + morsel.splits()).toList();
  }

  private static ScanTask task(ScanTask.Source... sources) {
    return new ScanTask(List.of(sources), List.of(), 1, 1);
  }

  private static ScanTask.Source source(String path, int splits) {
    return new ScanTask.Source(path, 1, 1, IntStream.range(0, splits).boxed().toList());
  }
}
