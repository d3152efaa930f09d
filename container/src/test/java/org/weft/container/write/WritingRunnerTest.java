package org.weft.container.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.weft.container.fixture.DuckDb;
import org.weft.container.fixture.Rows;
import org.weft.container.fixture.TableScans;
import org.weft.container.fixture.TpchFiles;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.result.ResultStream;
import org.weft.container.run.NativeRunner;
import org.weft.container.run.QueryRequest;
import org.weft.io.table.ScanReaders;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Call;
import org.weft.planner.expr.Column;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.Function;
import org.weft.planner.expr.Literal;
import org.weft.planner.expr.Value;
import org.weft.planner.logical.Estimate;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.write.WriteOptions;
import org.weft.planner.write.WriteSpec;

@Timeout(120)
class WritingRunnerTest {
  private final MemoryPool pool = new MemoryPool(512 << 20);
  private final ScanReaders readers = new ScanReaders(new Configuration(false));
  private final WritingRunner runner =
      new WritingRunner(new NativeRunner(readers, pool, 3), readers.writers());
  private DuckDb duck;

  @TempDir Path directory;

  @BeforeEach
  void open() throws Exception {
    duck = new DuckDb(TpchFiles.small());
  }

  @AfterEach
  void everything_is_given_back() throws Exception {
    assertThat(pool.used()).isZero();
    runner.close();
    pool.close();
    duck.close();
    try (Stream<Path> left = Files.walk(directory)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("_"))).isEmpty();
    }
  }

  private static PhysicalPlan lineitem() {
    return TableScans.of(TpchFiles.small().glob("lineitem"));
  }

  private List<List<Object>> write(PhysicalPlan rows, String path, Map<String, List<String>> how) {
    WriteSpec spec = WriteOptions.spec(directory.resolve(path).toString(), how);
    PhysicalPlan plan = new PhysicalPlan.Commit(new PhysicalPlan.Write(rows, spec, ""));
    QueryRequest request = new QueryRequest("q", Settings.DEFAULTS, new Cancellation());
    List<List<Object>> result = new ArrayList<>();
    try (ResultStream stream = runner.run(plan, request)) {
      while (stream.advance()) {
        result.addAll(Rows.of(stream.batch()));
      }
    }
    return result;
  }

  private void assertHoldsLineitem(String source, long times) throws Exception {
    assertThat(duck.rows("SELECT count(*) FROM (%s)".formatted(source)))
        .isEqualTo(duck.rows("SELECT count(*) * %d FROM lineitem".formatted(times)));
    assertThat(duck.rows("SELECT * FROM lineitem EXCEPT (%s)".formatted(source))).isEmpty();
    assertThat(duck.rows("(%s) EXCEPT SELECT * FROM lineitem".formatted(source))).isEmpty();
  }

  private String parquet(String path) {
    return "SELECT * FROM read_parquet('" + directory.resolve(path) + "')";
  }

  private List<String> names(String path) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(path))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_path_with_an_ending_is_one_file_of_all_threads() throws Exception {
    List<List<Object>> result =
        write(lineitem(), "one.parquet", Map.of("row_group_size", List.of("1000")));

    assertThat(directory.resolve("one.parquet")).isRegularFile();
    assertThat(result).hasSize(1);
    assertThat(result.get(0).get(1)).isEqualTo(1L);
    assertThat(result.get(0).get(2)).isEqualTo(Files.size(directory.resolve("one.parquet")));
    assertHoldsLineitem(parquet("one.parquet"), 1);
  }

  @Test
  void a_file_replaces_the_one_before() throws Exception {
    Files.writeString(directory.resolve("one.parquet"), "something else");
    write(lineitem(), "one.parquet", Map.of());
    assertHoldsLineitem(parquet("one.parquet"), 1);
  }

  @Test
  void a_file_that_may_not_be_replaced_is_not() throws Exception {
    Files.writeString(directory.resolve("one.parquet"), "something else");
    assertThatThrownBy(
            () -> write(lineitem(), "one.parquet", Map.of("overwrite", List.of("false"))))
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PATH_IN_USE));
    assertThat(directory.resolve("one.parquet")).hasContent("something else");
  }

  @Test
  void other_paths_are_directories_and_files_end_when_they_are_long_enough() throws Exception {
    write(
        lineitem(),
        "deep/er/many",
        Map.of("file_size_bytes", List.of("100k"), "row_group_size", List.of("2000")));
    assertThat(names("deep/er/many")).hasSizeGreaterThan(3).allMatch(n -> n.endsWith(".parquet"));
    assertHoldsLineitem(parquet("deep/er/many/*"), 1);
  }

  @Test
  void a_directory_is_added_to_or_replaced_or_left_alone() throws Exception {
    write(lineitem(), "many", Map.of());
    assertThatThrownBy(() -> write(lineitem(), "many", Map.of()))
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PATH_IN_USE));
    assertHoldsLineitem(parquet("many/*"), 1);
    write(lineitem(), "many", Map.of("append", List.of()));
    assertHoldsLineitem(parquet("many/*"), 2);
    write(lineitem(), "many/", Map.of("write_mode", List.of("overwrite")));
    assertHoldsLineitem(parquet("many/*"), 1);
  }

  @Test
  void directories_are_named_by_the_values_in_them() throws Exception {
    write(lineitem(), "parted", Map.of("partition_by", List.of("l_returnflag", "L_linestatus")));
    assertThat(names("parted"))
        .containsExactly("l_returnflag=A", "l_returnflag=N", "l_returnflag=R");
    assertThat(names("parted/l_returnflag=N")).containsExactly("L_linestatus=F", "L_linestatus=O");
    String columns = "l_orderkey, l_returnflag, l_linestatus, l_comment";
    String read =
        "SELECT %s FROM read_parquet('%s', hive_partitioning = true)"
            .formatted(columns, directory.resolve("parted/*/*/*"));
    String all = "SELECT %s FROM lineitem".formatted(columns);
    assertThat(duck.rows(all + " EXCEPT ALL " + read)).isEmpty();
    assertThat(duck.rows(read + " EXCEPT ALL " + all)).isEmpty();
  }

  @Test
  void partitions_that_are_written_are_replaced_and_others_stay() throws Exception {
    Map<String, List<String>> how =
        Map.of(
            "partition_by", List.of("l_returnflag"),
            "write_mode", List.of("overwrite_partitions"));
    write(lineitem(), "parted", how);
    long before = count("parted/*/*");
    PhysicalPlan.Scan scan = (PhysicalPlan.Scan) lineitem();
    write(scan, "parted", how);
    assertThat(count("parted/*/*")).isEqualTo(before);
    Files.createDirectories(directory.resolve("parted/l_returnflag=X"));
    Files.copy(
        Path.of(directory.resolve("parted/l_returnflag=A").toFile().listFiles()[0].getPath()),
        directory.resolve("parted/l_returnflag=X/x.parquet"));
    write(scan, "parted", how);
    assertThat(count("parted/*/*")).isGreaterThan(before);
  }

  private long count(String glob) throws Exception {
    return (Long) duck.rows("SELECT count(*) FROM (%s)".formatted(parquet(glob))).get(0).get(0);
  }

  @Test
  void no_rows_are_a_file_without_rows() throws Exception {
    PhysicalPlan.Scan nothing = ((PhysicalPlan.Scan) lineitem()).withTasks(List.of());
    assertThat(write(nothing, "none.parquet", Map.of()).get(0)).startsWith(0L, 1L);
    assertThat(write(nothing, "nothing", Map.of()).get(0)).startsWith(0L, 1L);
    assertThat(count("none.parquet")).isZero();
    assertThat(count("nothing/*")).isZero();
  }

  @Test
  void a_query_that_fails_leaves_nothing() throws Exception {
    PhysicalPlan scan = lineitem();
    Field key = scan.schema().field(0);
    Expression zero = new Column(0, key.name(), key.type());
    assertThat(scan.schema().names()).contains("l_orderkey");
    PhysicalPlan failing = failing(scan, zero);
    assertThatThrownBy(
            () -> write(failing, "none.parquet", Map.of("row_group_size", List.of("500"))))
        .isInstanceOf(WeftException.class);
    assertThatThrownBy(() -> write(failing, "many", Map.of("row_group_size", List.of("500"))))
        .isInstanceOf(WeftException.class);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  /** Fails at the row whose key is in the middle. */
  private static PhysicalPlan failing(PhysicalPlan scan, Expression key) {
    Literal middle = new Literal(key.type(), new Value.Int(3011));
    Expression difference = new Call(Function.SUBTRACT, List.of(key, middle), key.type());
    Expression quotient = new Call(Function.DIVIDE, List.of(key, difference), key.type());
    return new PhysicalPlan.Project(
        scan, List.of(quotient), Schema.of(Field.nullable("q", key.type())), new Estimate(1, 8));
  }

  @Test
  void a_write_that_is_not_read_leaves_nothing() throws Exception {
    WriteSpec spec = WriteOptions.spec(directory.resolve("x.parquet").toString(), Map.of());
    PhysicalPlan plan = new PhysicalPlan.Commit(new PhysicalPlan.Write(lineitem(), spec, ""));
    QueryRequest request = new QueryRequest("q", Settings.DEFAULTS, new Cancellation());
    runner.run(plan, request).close();
    assertThat(directory.resolve("x.parquet")).doesNotExist();
  }
}
