package org.weft.planner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.planner.expr.Function;
import org.weft.planner.physical.Query;
import org.weft.planner.physical.TestTable;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** How files become scan tasks. */
class ScanPlannerTest {
  private static final Settings DEFAULTS = Settings.DEFAULTS;
  private static final long MIB = 1L << 20;

  /** Sizes in MiB; + joins the row groups of one file. Tasks hold 4 to 10 MiB. */
  @ParameterizedTest(name = "{0} -> {1}   ({2})")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 1 1 1 1 1   | 4 2     | small files are gathered until a task is big enough
          5+5+5+5+5     | 5 5 5 5 5 | a large file is cut at row groups of the least size
          2+2+2+2+2+2   | 4 4 4   | row groups stay together up to the least size
          6+5           | 6 5     | the largest size holds for row groups too
          25            | 25      | one row group is never cut
          3 9           | 3 9     | a task never grows past the largest size
          7 7           | 7 7     | files of the right size are left alone
          3+3+3 3 20    | 9 3 20  | a file that fits is not cut
          """)
  void plans(String files, String expected, String why) {
    List<ScanTask> tasks =
        ScanPlanner.balanced(
            choice(table(files, List.of())),
            1,
            DEFAULTS
                .with("scan_tasks_min_size_bytes", "4m")
                .with("scan_tasks_max_size_bytes", "10m"));
    assertThat(sizes(tasks)).as(why).isEqualTo(expected);
  }

  @Test
  void idle_slots_make_tasks_smaller() {
    TableData table = table("50+50+50+50+50+50+50+50", List.of());
    assertThat(sizes(ScanPlanner.balanced(choice(table), 1, DEFAULTS)))
        .isEqualTo("100 100 100 100");
    assertThat(ScanPlanner.balanced(choice(table), 4, DEFAULTS)).hasSize(8);
    TableData small = table("2 2 2 2 2 2 2 2", List.of());
    assertThat(sizes(ScanPlanner.balanced(choice(small), 100, DEFAULTS)))
        .as("but not for a few megabytes")
        .isEqualTo("4 4 4 4");
  }

  @Test
  void sources_are_bounded() {
    Settings settings = DEFAULTS.with("max_sources_per_scan_task", "3");
    List<ScanTask> tasks =
        ScanPlanner.balanced(choice(table("1 1 1 1 1 1 1", List.of())), 1, settings);
    assertThat(tasks).allMatch(task -> task.sources().size() <= 3);
    assertThat(sizes(tasks)).isEqualTo("3 3 1");
  }

  @Test
  void without_splitting_and_merging_a_file_is_a_task() {
    Settings settings = DEFAULTS.with("enable_scan_task_split_and_merge", "false");
    TableData table = table("1 1 500+500", List.of());
    assertThat(sizes(ScanPlanner.balanced(choice(table), 4, settings))).isEqualTo("1 1 1000");
    assertThat(sizes(ScanPlanner.perFile(choice(table)))).isEqualTo("1 1 1000");
  }

  @Test
  void neighbours_on_one_host_come_together() {
    List<List<String>> hosts =
        List.of(List.of("a"), List.of("b"), List.of("a"), List.of("b"), List.of("c"));
    List<ScanTask> tasks =
        ScanPlanner.balanced(
            choice(table("4 4 4 4 4", hosts)), 1, DEFAULTS.with("scan_tasks_min_size_bytes", "8m"));
    assertThat(tasks)
        .extracting(ScanTask::hosts)
        .containsExactly(List.of("a"), List.of("b"), List.of("c"));
    assertThat(tasks.get(0).sources())
        .extracting(ScanTask.Source::path)
        .containsExactly("file0", "file2");
  }

  @Test
  void what_is_left_on_many_hosts_is_gathered_all_the_same() {
    List<List<String>> hosts = new ArrayList<>();
    StringBuilder files = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      hosts.add(List.of("h" + i, "h" + (i + 1), "h" + (i + 2)));
      files.append("1 ");
    }
    List<ScanTask> tasks =
        ScanPlanner.balanced(
            choice(table(files.toString().trim(), hosts)),
            1,
            DEFAULTS.with("scan_tasks_min_size_bytes", "10m"));
    assertThat(sizes(tasks)).isEqualTo("10 10 10 10");
    assertThat(tasks).allMatch(task -> task.hosts().size() == 3);
  }

  @Test
  void statistics_leave_row_groups_and_files_out() {
    TestTable table = TestTable.of("t", "k int64").files(3).groups(2, 100);
    ScanChoice choice =
        new ScanChoice(
            table.data(),
            List.of(0),
            Optional.of(Query.call(Function.EQUAL, table.column("k"), Query.number(350))),
            OptionalLong.empty());
    List<ScanTask> tasks = ScanPlanner.perFile(choice);
    assertThat(tasks).hasSize(1);
    assertThat(tasks.get(0).sources()).hasSize(1);
    assertThat(tasks.get(0).sources().get(0).path()).endsWith("part-1.parquet");
    assertThat(tasks.get(0).sources().get(0).splits()).containsExactly(1);
    assertThat(tasks.get(0).rowCount()).isEqualTo(100);
  }

  @Test
  void a_limit_needs_no_more_row_groups_than_hold_it() {
    TestTable table = TestTable.of("t", "k int64").files(3).groups(2, 100);
    ScanChoice choice =
        new ScanChoice(table.data(), List.of(0), Optional.empty(), OptionalLong.of(201));
    List<ScanTask> tasks = ScanPlanner.perFile(choice);
    assertThat(tasks).hasSize(2);
    assertThat(tasks.get(1).sources().get(0).splits()).containsExactly(0);
  }

  @Test
  void projected_columns_only_are_estimated_and_rows_cost_a_little_without_any() {
    TestTable table = TestTable.of("t", "k int64, s string").groups(1, 1_000);
    ScanChoice keys =
        new ScanChoice(table.data(), List.of(0), Optional.empty(), OptionalLong.empty());
    assertThat(ScanPlanner.perFile(keys).get(0).estimatedBytes()).isEqualTo(8_000);
    ScanChoice none =
        new ScanChoice(table.data(), List.of(), Optional.empty(), OptionalLong.empty());
    assertThat(ScanPlanner.perFile(none).get(0).estimatedBytes()).isEqualTo(1_000);
  }

  @Test
  void a_hundred_thousand_files_take_memory_by_the_file() {
    TestTable table = TestTable.of("t", "k int64, s string").files(100_000).groups(1, 10);
    ScanChoice choice =
        new ScanChoice(table.data(), List.of(0, 1), Optional.empty(), OptionalLong.empty());
    List<ScanTask> tasks = ScanPlanner.balanced(choice, 8, DEFAULTS);
    long sources = tasks.stream().mapToLong(task -> task.sources().size()).sum();
    assertThat(sources).isEqualTo(100_000);
    assertThat(tasks.stream().flatMap(task -> task.sources().stream()))
        .allMatch(source -> source.splits().size() == 1);
    assertThat(tasks.size()).isBetween(6, 20);
  }

  private static ScanChoice choice(TableData table) {
    return new ScanChoice(table, List.of(0), Optional.empty(), OptionalLong.empty());
  }

  private static String sizes(List<ScanTask> tasks) {
    return String.join(
        " ", tasks.stream().map(task -> Long.toString(task.estimatedBytes() / MIB)).toList());
  }

  private static TableData table(String files, List<List<String>> hosts) {
    List<DataFile> list = new ArrayList<>();
    for (String file : files.trim().split(" +")) {
      List<DataFile.Split> splits = new ArrayList<>();
      for (String group : file.split("\\+")) {
        long[] bytes = {Long.parseLong(group) * MIB};
        splits.add(
            new DataFile.Split(
                splits.size(), 0, 1_000, bytes, bytes, List.of(ColumnStatistics.UNKNOWN)));
      }
      int number = list.size();
      list.add(
          new DataFile(
              "file" + number, 1, 1, splits, hosts.isEmpty() ? List.of() : hosts.get(number)));
    }
    return new TableData(
        new TableReference("t", FileFormat.PARQUET, List.of()),
        Schema.of(Field.required("k", SimpleType.STRING)),
        list,
        List.of(ColumnStatistics.UNKNOWN));
  }
}
