package org.weft.planner.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;

/** Whatever the files are: every row group is read exactly once, and tasks keep their bounds. */
class ScanPlannerProperties {
  private static final long MIB = 1L << 20;

  /** A row group of a file. */
  private record Group(String path, int ordinal) {}

  @Property
  void every_row_group_once_within_bounds(
      @ForAll Random random,
      @ForAll @IntRange(min = 0, max = 60) int files,
      @ForAll @IntRange(min = 1, max = 40) int slots,
      @ForAll @IntRange(min = 0, max = 5) int maxSources) {
    TableData table = table(random, files);
    int max = 1 + random.nextInt(64);
    int min = random.nextInt(max + 1);
    Settings settings =
        Settings.DEFAULTS
            .with("scan_tasks_min_size_bytes", min + "m")
            .with("scan_tasks_max_size_bytes", max + "m")
            .with("max_sources_per_scan_task", Integer.toString(maxSources));
    ScanChoice choice = new ScanChoice(table, List.of(0), Optional.empty(), OptionalLong.empty());
    List<ScanTask> tasks = ScanPlanner.balanced(choice, slots, settings);

    assertThat(read(tasks)).doesNotHaveDuplicates().hasSameElementsAs(written(table));
    long total = table.files().stream().mapToLong(ScanPlannerProperties::bytes).sum();
    assertThat(tasks.stream().mapToLong(ScanTask::estimatedBytes).sum()).isEqualTo(total);
    assertThat(tasks.stream().mapToLong(ScanTask::rowCount).sum()).isEqualTo(table.rowCount());
    long bound = Math.min(max * MIB, Math.max(4 * MIB, total / (2L * slots)));
    for (ScanTask task : tasks) {
      if (task.estimatedBytes() > bound) {
        assertThat(task.sources()).hasSize(1);
        assertThat(task.sources().get(0).splits()).as("one large row group").hasSize(1);
      }
      if (maxSources > 0) {
        assertThat(task.sources().size()).isLessThanOrEqualTo(maxSources);
      }
    }
  }

  private static List<Group> read(List<ScanTask> tasks) {
    List<Group> groups = new ArrayList<>();
    for (ScanTask task : tasks) {
      for (ScanTask.Source source : task.sources()) {
        assertThat(source.splits()).isSorted();
        source.splits().forEach(split -> groups.add(new Group(source.path(), split)));
      }
    }
    return groups;
  }

  private static List<Group> written(TableData table) {
    List<Group> groups = new ArrayList<>();
    for (DataFile file : table.files()) {
      file.splits().forEach(split -> groups.add(new Group(file.path(), split.ordinal())));
    }
    return groups;
  }

  private static long bytes(DataFile file) {
    return file.splits().stream().mapToLong(split -> split.memoryBytes()[0]).sum();
  }

  private static TableData table(Random random, int files) {
    List<DataFile> list = new ArrayList<>();
    int largest = 1 + random.nextInt(40);
    for (int i = 0; i < files; i++) {
      List<DataFile.Split> splits = new ArrayList<>();
      for (int g = 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 2); g > 0; g--) {
        long[] bytes = {MIB / 2 + random.nextInt((int) (largest * MIB))};
        splits.add(
            new DataFile.Split(
                splits.size(),
                0,
                1 + random.nextInt(1_000),
                bytes,
                bytes,
                List.of(ColumnStatistics.UNKNOWN)));
      }
      List<String> hosts = new ArrayList<>();
      for (int h = random.nextInt(4); h > 0; h--) {
        hosts.add("host" + random.nextInt(5));
      }
      list.add(new DataFile("file" + i, 1, 1, splits, hosts.stream().distinct().toList()));
    }
    return new TableData(
        new TableReference("t", FileFormat.PARQUET, List.of()),
        Schema.of(Field.required("k", SimpleType.STRING)),
        list,
        List.of(ColumnStatistics.UNKNOWN));
  }
}
