package org.weft.shuffle.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.ShuffleFixture;
import org.weft.shuffle.TestRows;
import org.weft.shuffle.TestRows.Nulls;
import org.weft.shuffle.block.Compression;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.PartitionRange;
import org.weft.shuffle.file.BlockIndex;
import org.weft.shuffle.file.ShuffleFiles;
import org.weft.shuffle.partition.Partitioner;
import org.weft.shuffle.read.ShuffleRequest;

class MapOutputWriterTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.nullable("key", SimpleType.INT64),
          Field.nullable("text", SimpleType.STRING),
          Field.nullable("price", SimpleType.FLOAT64));

  @TempDir Path directory;
  private ShuffleFixture fixture;

  @BeforeEach
  void open() {
    fixture = new ShuffleFixture(directory);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private MapOutputTarget target(long budget, Path... dirs) {
    return new MapOutputTarget("q", 1, 0, 0, List.of(dirs), Compression.LZ4, budget);
  }

  private List<List<Object>> readAll(MapOutput output) {
    return fixture.read(
        ShuffleRequest.unordered(ShuffleFixture.here(output), PartitionRange.ALL, SCHEMA));
  }

  @Test
  void thousands_of_partitions_fit_a_small_budget_and_end_as_large_blocks() throws IOException {
    TestRows source = new TestRows(7, fixture.scope);
    long budget = 1 << 20;
    List<List<Object>> expected = new ArrayList<>();
    MapOutput output;
    try (MapOutputWriter writer =
        new MapOutputWriter(
            target(budget, directory),
            new StageOutput.Hashed(List.of(0), 3000),
            List.of(),
            SCHEMA,
            fixture.scope)) {
      for (int i = 0; i < 20; i++) {
        List<List<Object>> rows = source.rows(SCHEMA, Batch.CAPACITY, Nulls.SOME);
        Batch batch = source.flat(SCHEMA, rows);
        long before = fixture.pool.used();
        writer.write(batch);
        expected.addAll(rows);
        assertThat(fixture.pool.used() - before).isLessThan(4 * budget);
      }
      assertThat(fixture.pool.used() - fixture.scope.held()).isLessThan(4 * budget);
      output = writer.finish();
    }
    BlockIndex index = BlockIndex.read(ShuffleFiles.indexOf(Path.of(output.path())));
    assertThat(index.blocks()).isLessThan(3010); // that of the null key has several
    assertThat(output.partitionRows())
        .hasSize(3000)
        .filteredOn(n -> n > 0)
        .hasSizeGreaterThan(2900);
    TestRows.assertSameRows(readAll(output), expected);
    assertThat(filesBelow(directory)).hasSize(2);
  }

  @Test
  void one_partition_may_take_nearly_everything() {
    TestRows source = new TestRows(8, fixture.scope);
    List<List<Object>> expected = new ArrayList<>();
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      List<List<Object>> rows = source.rows(SCHEMA, Batch.CAPACITY, Nulls.NONE);
      rows.subList(0, 4000).forEach(row -> row.set(0, 42L));
      batches.add(source.flat(SCHEMA, rows));
      expected.addAll(rows);
    }
    MapOutput output =
        fixture.write(
            target(512 << 10, directory), new StageOutput.Hashed(List.of(0), 50), SCHEMA, batches);
    TestRows.assertSameRows(readAll(output), expected);
  }

  @Test
  void huge_strings_are_written_a_few_at_a_time() {
    TestRows source = new TestRows(9, fixture.scope);
    String huge = "x".repeat(3 << 20);
    List<List<Object>> rows = source.rows(SCHEMA, 20, Nulls.NONE);
    rows.forEach(row -> row.set(1, huge + row.get(0)));
    MapOutput output =
        fixture.write(
            target(8 << 20, directory),
            new StageOutput.Hashed(List.of(0), 2),
            SCHEMA,
            List.of(source.flat(SCHEMA, rows)));
    TestRows.assertSameRows(readAll(output), rows);
  }

  @Test
  void no_rows_and_no_columns_are_possible() {
    Schema none = Schema.of();
    MapOutput empty =
        fixture.write(target(0, directory), new StageOutput.Single(), SCHEMA, List.of());
    assertThat(empty.rows()).isZero();
    assertThat(readAll(empty)).isEmpty();

    Batch batch = new Batch(none);
    batch.start(5);
    MapOutput rowsOnly =
        fixture.write(target(0, directory), new StageOutput.Single(), none, List.of(batch, batch));
    assertThat(
            fixture.read(
                ShuffleRequest.unordered(ShuffleFixture.here(rowsOnly), PartitionRange.ALL, none)))
        .hasSize(10)
        .allMatch(List::isEmpty);
  }

  @Test
  void an_unfinished_writer_leaves_nothing() throws IOException {
    TestRows source = new TestRows(1, fixture.scope);
    try (MapOutputWriter writer =
        new MapOutputWriter(
            target(0, directory), new StageOutput.Single(), List.of(), SCHEMA, fixture.scope)) {
      writer.write(source.flat(SCHEMA, source.rows(SCHEMA, 100, Nulls.SOME)));
      writer.close();
    }
    assertThat(filesBelow(directory)).isEmpty();
  }

  @Test
  void deleting_a_stage_keeps_the_others_and_deleting_the_query_keeps_none() throws IOException {
    for (int stage = 0; stage < 2; stage++) {
      MapOutputTarget target =
          new MapOutputTarget("q", stage, 0, 0, List.of(directory), Compression.NONE);
      fixture.write(target, new StageOutput.Single(), SCHEMA, List.of());
    }
    ShuffleFiles files = new ShuffleFiles(List.of(directory, directory.resolve("never-used")));
    files.deleteStage("q", 0);
    assertThat(filesBelow(directory))
        .hasSize(2)
        .allMatch(path -> path.toString().contains("/q/1/"));
    files.deleteQuery("q");
    assertThat(directory.resolve("weft/q")).doesNotExist();
    files.deleteQuery("q");
  }

  @Test
  void a_directory_that_cannot_be_written_is_skipped() throws IOException {
    Path file = Files.writeString(directory.resolve("a-file"), "in the way");
    TestRows source = new TestRows(2, fixture.scope);
    List<List<Object>> rows = source.rows(SCHEMA, 50, Nulls.SOME);
    MapOutput output =
        fixture.write(
            target(0, file, directory),
            new StageOutput.Single(),
            SCHEMA,
            List.of(source.flat(SCHEMA, rows)));
    assertThat(readAll(output)).isEqualTo(rows);

    assertThatThrownBy(
            () ->
                new MapOutputWriter(
                    target(0, file), new StageOutput.Single(), List.of(), SCHEMA, fixture.scope))
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRITE_FAILED));
  }

  @Test
  void a_disk_that_fills_up_hands_over_to_the_next() throws IOException {
    Path small = directory.resolve("small");
    Path large = directory.resolve("large");
    TestRows source = new TestRows(3, fixture.scope);
    List<List<Object>> expected = new ArrayList<>();
    MapOutput output;
    try (MapOutputWriter writer = onDisks(target(1 << 20, small, large), 2 << 20)) {
      for (int i = 0; i < 25; i++) {
        List<List<Object>> rows = source.rows(SCHEMA, Batch.CAPACITY, Nulls.SOME);
        writer.write(source.flat(SCHEMA, rows));
        expected.addAll(rows);
      }
      output = writer.finish();
    }
    assertThat(output.bytes()).isGreaterThan(2 << 20);
    assertThat(output.path()).startsWith(large.toString());
    assertThat(filesBelow(small)).isEmpty();
    try (ShuffleFixture reading = new ShuffleFixture(large)) {
      TestRows.assertSameRows(
          reading.read(
              ShuffleRequest.unordered(ShuffleFixture.here(output), PartitionRange.ALL, SCHEMA)),
          expected);
    }
  }

  @Test
  void no_disk_with_room_is_an_error_that_says_so() throws IOException {
    TestRows source = new TestRows(4, fixture.scope);
    Path small = directory.resolve("small");
    assertThatThrownBy(
            () -> {
              try (MapOutputWriter writer = onDisks(target(1 << 20, small), 100_000)) {
                for (int i = 0; i < 10; i++) {
                  writer.write(source.flat(SCHEMA, source.rows(SCHEMA, 4000, Nulls.NONE)));
                }
                writer.finish();
              }
            })
        .isInstanceOfSatisfying(
            WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL))
        .hasMessageContaining(small.toString());
    assertThat(filesBelow(directory)).isEmpty();
  }

  /** Writes to disks of which those named small hold only so many bytes. */
  private MapOutputWriter onDisks(MapOutputTarget target, long room) {
    DataFile.Opener opener =
        file -> {
          FileChannel real = DataFile.Opener.create(file);
          return file.toString().contains("small") ? new FullDisk(real, room) : real;
        };
    return new MapOutputWriter(
        target,
        Partitioner.of(new StageOutput.Hashed(List.of(0), 7), SCHEMA, List.of()),
        Optional.empty(),
        SCHEMA,
        fixture.scope,
        opener);
  }

  private static List<Path> filesBelow(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
