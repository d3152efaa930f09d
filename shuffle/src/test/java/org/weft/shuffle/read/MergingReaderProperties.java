package org.weft.shuffle.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.weft.planner.expr.SortKey;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.RowOrder;
import org.weft.shuffle.ShuffleFixture;
import org.weft.shuffle.TestRows;
import org.weft.shuffle.TestRows.Nulls;
import org.weft.shuffle.block.Compression;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.PartitionRange;

class MergingReaderProperties {
  @Property(tries = 40)
  void ordered_outputs_come_out_as_one_ordered_whole(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 6) int outputs,
      @ForAll @IntRange(min = 0, max = 14) int key) {
    List<SortKey> keys = List.of(SortKey.descending(key), SortKey.ascending(3));
    Comparator<List<Object>> order = RowOrder.of(keys);
    Random random = new Random(seed);
    try (ShuffleFixture fixture = ShuffleFixture.temporary()) {
      TestRows source = new TestRows(seed, fixture.scope);
      List<List<Object>> expected = new ArrayList<>();
      List<MapOutput> written = new ArrayList<>();
      for (int task = 0; task < outputs; task++) {
        List<List<Object>> rows = source.rows(TestRows.ALL_TYPES, random.nextInt(1500), Nulls.SOME);
        rows.sort(order);
        expected.addAll(rows);
        written.add(write(fixture, source, task, rows));
      }
      expected.sort(order);

      List<List<Object>> merged =
          fixture.read(
              ShuffleRequest.merged(
                  ShuffleFixture.here(written.toArray(MapOutput[]::new)),
                  PartitionRange.of(0),
                  TestRows.ALL_TYPES,
                  keys));
      assertThat(merged).isEqualTo(expected);
    }
  }

  private static MapOutput write(
      ShuffleFixture fixture, TestRows source, int task, List<List<Object>> rows) {
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += 400) {
      List<List<Object>> part = rows.subList(from, Math.min(rows.size(), from + 400));
      batches.add(source.flat(TestRows.ALL_TYPES, part));
    }
    return fixture.write(
        fixture.target(task, Compression.LZ4),
        new StageOutput.Single(),
        TestRows.ALL_TYPES,
        batches);
  }

  @Property(tries = 3)
  void long_inputs_are_merged_block_by_block(@ForAll long seed) {
    Schema schema = Schema.of(Field.required("n", SimpleType.INT64));
    try (ShuffleFixture fixture = ShuffleFixture.temporary()) {
      TestRows source = new TestRows(seed, fixture.scope);
      List<MapOutput> written = new ArrayList<>();
      for (int task = 0; task < 3; task++) {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < 40_000; from += 4000) {
          List<List<Object>> rows = new ArrayList<>();
          for (long i = from; i < from + 4000; i++) {
            rows.add(List.of(i * 3 + task));
          }
          batches.add(source.flat(schema, rows));
        }
        written.add(
            fixture.write(
                fixture.target(task, Compression.NONE), new StageOutput.Single(), schema, batches));
      }
      List<List<Object>> merged =
          fixture.read(
              ShuffleRequest.merged(
                  ShuffleFixture.here(written.toArray(MapOutput[]::new)),
                  PartitionRange.ALL,
                  schema,
                  List.of(SortKey.ascending(0))));
      assertThat(merged).hasSize(120_000);
      for (int i = 0; i < merged.size(); i++) {
        assertThat(merged.get(i).get(0)).isEqualTo((long) i);
      }
    }
  }
}
