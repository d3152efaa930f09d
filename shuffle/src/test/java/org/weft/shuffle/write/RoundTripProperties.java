package org.weft.shuffle.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.ShuffleFixture;
import org.weft.shuffle.TestRows;
import org.weft.shuffle.TestRows.Nulls;
import org.weft.shuffle.TestRows.Sample;
import org.weft.shuffle.block.Compression;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.PartitionRange;
import org.weft.shuffle.read.ShuffleRequest;

class RoundTripProperties {
  @Property(tries = 60)
  void every_row_comes_back_once_from_its_partition(
      @ForAll long seed,
      @ForAll Compression compression,
      @ForAll Nulls nulls,
      @ForAll @IntRange(min = 1, max = 40) int partitions,
      @ForAll @IntRange(min = 1, max = 5) int batches) {
    try (ShuffleFixture fixture = ShuffleFixture.temporary()) {
      TestRows source = new TestRows(seed, fixture.scope);
      List<Batch> input = new ArrayList<>();
      List<List<Object>> expected = new ArrayList<>();
      for (int i = 0; i < batches; i++) {
        Sample sample = source.any(TestRows.ALL_TYPES, 1 + i * 97, nulls);
        input.add(sample.batch());
        expected.addAll(sample.rows());
      }
      MapOutput output =
          fixture.write(
              fixture.target(0, compression),
              new StageOutput.Hashed(List.of(13, 9, 4), partitions),
              TestRows.ALL_TYPES,
              input);

      List<List<Object>> all = new ArrayList<>();
      for (int i = 0; i < partitions; i++) {
        List<List<Object>> part =
            fixture.read(
                ShuffleRequest.unordered(
                    ShuffleFixture.here(output), PartitionRange.of(i), TestRows.ALL_TYPES));
        assertThat(part).hasSize(output.partitionRows().get(i).intValue());
        all.addAll(part);
      }
      TestRows.assertSameRows(all, expected);
      assertThat(output.rows()).isEqualTo(expected.size());
    }
  }

  @Property(tries = 30)
  void one_partition_keeps_the_order_of_its_rows(
      @ForAll long seed, @ForAll Compression compression, @ForAll Nulls nulls) {
    try (ShuffleFixture fixture = ShuffleFixture.temporary()) {
      TestRows source = new TestRows(seed, fixture.scope);
      List<Batch> input = new ArrayList<>();
      List<List<Object>> expected = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Sample sample = source.any(TestRows.ALL_TYPES, 700, i < 2 ? Nulls.NONE : nulls);
        input.add(sample.batch());
        expected.addAll(sample.rows());
      }
      MapOutput output =
          fixture.write(
              fixture.target(0, compression), new StageOutput.Single(), TestRows.ALL_TYPES, input);
      assertThat(
              fixture.read(
                  ShuffleRequest.listed(
                      ShuffleFixture.here(output), PartitionRange.ALL, TestRows.ALL_TYPES)))
          .isEqualTo(expected);
    }
  }
}
