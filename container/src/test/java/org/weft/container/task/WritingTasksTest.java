package org.weft.container.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.container.fixture.DuckDb;
import org.weft.container.fixture.TpchFiles;
import org.weft.io.file.Storage;
import org.weft.io.table.FileTableSource;
import org.weft.io.write.WriteJob;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlanner;
import org.weft.planner.physical.PlanTarget;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableReference;
import org.weft.planner.setting.Settings;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.SqlPlanner;
import org.weft.planner.sql.Statement;
import org.weft.planner.stage.StageCutter;
import org.weft.planner.write.WriteOptions;
import org.weft.planner.write.WriteSpec;

/** Files written by tasks, and read by them, hold what DuckDB finds in them. */
@Timeout(120)
class WritingTasksTest {
  private static final Settings SETTINGS =
      Settings.DEFAULTS
          .with("scan_tasks_min_size_bytes", "256k")
          .with("scan_tasks_max_size_bytes", "1m")
          .with("num_partitions", "3");
  private static final PlanTarget TARGET = new PlanTarget(PlanTarget.Deployment.TASKS, 4, SETTINGS);

  private final MemoryPool pool = new MemoryPool(512 << 20);
  private final Storage storage = new Storage(new Configuration(false));
  private LocalStages stages;
  private DuckDb duck;

  @TempDir Path directory;

  @BeforeEach
  void open() throws Exception {
    Files.createDirectories(directory.resolve("shuffle"));
    stages = new LocalStages(directory.resolve("shuffle"), pool);
    duck = new DuckDb(TpchFiles.small());
  }

  @AfterEach
  void everything_is_given_back() throws Exception {
    assertThat(pool.used()).isZero();
    stages.close();
    pool.close();
    duck.close();
  }

  private PhysicalPlan plan(String sql, WriteSpec spec) {
    Catalog catalog =
        Catalog.EMPTY.with(
            new TableReference(
                "lineitem", FileFormat.PARQUET, List.of(TpchFiles.small().glob("lineitem"))));
    LogicalPlan query =
        new SqlPlanner(new FileTableSource(storage))
            .plan(Statement.Query.of(sql), catalog, SETTINGS)
            .plan();
    return PhysicalPlanner.plan(spec == null ? query : new LogicalPlan.Write(query, spec), TARGET);
  }

  /** Writes as the ApplicationMaster does: stages, then the commit of what they said they wrote. */
  private int write(String sql, String path, Map<String, List<String>> options) {
    WriteSpec spec = WriteOptions.spec(directory.resolve(path).toString(), options);
    PhysicalPlan.Commit commit = (PhysicalPlan.Commit) plan(sql, spec);
    try (WriteJob job = WriteJob.start(storage, spec)) {
      List<WriteJob.Staged> files = new ArrayList<>();
      for (List<Object> row : stages.run("q", StageCutter.cut(commit.input().in(job.staging())))) {
        files.add(
            new WriteJob.Staged(
                (String) row.get(0), (String) row.get(1), (Long) row.get(2), (Long) row.get(3)));
      }
      job.commit(files);
      return files.size();
    }
  }

  private void assertLineitem(String source) throws SQLException {
    String columns = "l_orderkey, l_linenumber, l_quantity::DOUBLE AS q, l_shipdate, l_comment";
    String all = "SELECT " + columns + " FROM lineitem";
    String read = "SELECT " + columns + " FROM " + source;
    assertThat(duck.rows(all + " EXCEPT ALL " + read)).isEmpty();
    assertThat(duck.rows(read + " EXCEPT ALL " + all)).isEmpty();
  }

  @Test
  void every_task_writes_files_of_a_directory() throws Exception {
    int files = write("SELECT * FROM lineitem", "many", Map.of());
    assertThat(files).isGreaterThan(1);
    assertLineitem("read_parquet('" + directory.resolve("many/*.parquet") + "')");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("_"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"one.parquet", "one.csv.gz", "one.json"})
  void one_task_writes_one_file_in_the_order_of_the_query(String name) throws Exception {
    int files = write("SELECT * FROM lineitem ORDER BY l_shipdate, l_orderkey", name, Map.of());
    assertThat(files).isEqualTo(1);
    assertThat(directory.resolve(name)).isRegularFile();
    String function =
        name.endsWith("json") ? "read_json" : name.endsWith("gz") ? "read_csv" : "read_parquet";
    String source = function + "('" + directory.resolve(name) + "')";
    assertLineitem(source);
    assertThat(
            duck.rows(
                "SELECT count(*) FROM (SELECT l_shipdate AS d, lag(l_shipdate) OVER () AS p FROM "
                    + source
                    + ") WHERE p > d"))
        .isEqualTo(List.of(List.of(0L)));
  }

  @Test
  void pieces_of_a_large_text_are_read_by_several_tasks() throws Exception {
    StringBuilder text = new StringBuilder("id,text\n");
    int rows = 0;
    while (text.length() < 20_000_000) {
      text.append(rows++).append(",\"a value, with\na line's end and more of it\"\n");
    }
    Files.writeString(directory.resolve("large.csv"), text);
    String from = "'" + directory.resolve("large.csv") + "'";
    PhysicalPlan plan = plan("SELECT count(*), sum(id), min(text), max(text) FROM " + from, null);
    assertThat(StageCutter.cut(plan).stages().get(0).tasks()).hasSizeGreaterThan(1);
    List<List<Object>> found = stages.run("q", StageCutter.cut(plan));
    assertThat(found.get(0).get(0)).isEqualTo((long) rows);
    assertThat(found.get(0).get(1).toString()).isEqualTo(Long.toString(rows * (rows - 1L) / 2));
    assertThat(found.get(0).get(2)).isEqualTo("a value, with\na line's end and more of it");
    assertThat(found.get(0).get(3)).isEqualTo(found.get(0).get(2));
  }
}
