package org.weft.shuffle.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.TestRows;

class PartitioningTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.nullable("number", SimpleType.INT64), Field.nullable("text", SimpleType.STRING));

  /** Tasks of different processes and releases must agree: these numbers are part of the format. */
  @Test
  void hashes_are_the_same_in_every_process() {
    assertThat(hash(Arrays.asList(42L, "weft"))).isEqualTo(HASH_OF_42_WEFT);
    assertThat(hash(Arrays.asList(null, "a longer text than eight bytes")))
        .isEqualTo(HASH_OF_NULL_TEXT);
  }

  private static final long HASH_OF_42_WEFT = 1597392233926907631L;
  private static final long HASH_OF_NULL_TEXT = -7244022481791769216L;

  private static long hash(List<Object> row) {
    try (MemoryPool pool = new MemoryPool(1 << 20);
        MemoryScope scope = pool.scope("test")) {
      long[] hashes = new long[Batch.CAPACITY];
      new RowHasher(List.of(0, 1)).hash(new TestRows(1, scope).flat(SCHEMA, List.of(row)), hashes);
      return hashes[0];
    }
  }

  @Test
  void consecutive_keys_spread_evenly() {
    int partitions = 13;
    try (MemoryPool pool = new MemoryPool(16 << 20);
        MemoryScope scope = pool.scope("test")) {
      List<List<Object>> rows = new ArrayList<>();
      for (long i = 0; i < 4096; i++) {
        rows.add(Arrays.asList(i * 4, "t" + i));
      }
      Batch batch = new TestRows(1, scope).flat(SCHEMA, rows);
      for (int key = 0; key < 2; key++) {
        int[] assigned = new int[Batch.CAPACITY];
        new HashPartitioner(List.of(key), partitions).assign(batch, assigned);
        int[] counts = new int[partitions];
        Arrays.stream(assigned).forEach(partition -> counts[partition]++);
        assertThat(IntStream.of(counts).boxed()).allMatch(count -> count > 250 && count < 380);
      }
    }
  }

  @Test
  void bounds_divide_samples_into_equal_parts() {
    List<byte[]> samples =
        IntStream.range(0, 100).mapToObj(i -> new byte[] {(byte) (99 - i)}).toList();
    assertThat(RangeBounds.of(samples, 4))
        .containsExactly(new byte[] {24}, new byte[] {49}, new byte[] {74});
    assertThat(RangeBounds.of(List.of(), 4)).isEmpty();
    assertThat(RangeBounds.of(List.of(new byte[1], new byte[1], new byte[1]), 3))
        .containsExactly(new byte[1]);
    assertThat(RangeBounds.of(samples, 1)).isEmpty();
  }

  @Test
  void a_sample_is_small_fair_and_repeatable() {
    try (MemoryPool pool = new MemoryPool(16 << 20);
        MemoryScope scope = pool.scope("test")) {
      List<byte[]> sample = sample(scope, 30_000, 100);
      assertThat(sample).hasSize(100);
      assertThat(sample(scope, 30_000, 100)).containsExactlyElementsOf(sample);
      assertThat(sample(scope, 640, 100)).hasSize(10);
      assertThat(sample(scope, 3, 100)).hasSize(1);
      assertThat(sample(scope, 0, 100)).isEmpty();

      List<byte[]> large = sample(scope, 30_000, 450);
      byte[] middle =
          new SortKeyEncoder(List.of(SortKey.ascending(0)), SCHEMA)
              .encode(new TestRows(1, scope).flat(SCHEMA, List.of(Arrays.asList(15_000L, ""))), 0);
      long below = large.stream().filter(key -> Arrays.compareUnsigned(key, middle) < 0).count();
      assertThat(below).isBetween(160L, 290L);
    }
  }

  private static List<byte[]> sample(MemoryScope scope, int rows, int capacity) {
    KeySampler sampler =
        new KeySampler(new SortKeyEncoder(List.of(SortKey.ascending(0)), SCHEMA), capacity, 11);
    TestRows source = new TestRows(1, scope);
    for (int from = 0; from < rows; from += 1000) {
      List<List<Object>> part = new ArrayList<>();
      for (long i = from; i < Math.min(rows, from + 1000); i++) {
        part.add(Arrays.asList(i, "t"));
      }
      sampler.add(source.flat(SCHEMA, part));
    }
    return sampler.sample(64);
  }
}
