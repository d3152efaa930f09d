package org.weft.shuffle.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.RowOrder;
import org.weft.shuffle.TestRows;
import org.weft.shuffle.TestRows.Nulls;
import org.weft.shuffle.TestRows.Sample;

class PartitionerProperties {
  @Property(tries = 100)
  void a_row_has_the_same_hash_however_it_lies_in_memory(@ForAll long seed) {
    try (MemoryPool pool = new MemoryPool(64 << 20);
        MemoryScope scope = pool.scope("test")) {
      TestRows source = new TestRows(seed, scope);
      Sample sample = source.any(TestRows.ALL_TYPES, 300, Nulls.SOME);
      if (sample.rows().isEmpty()) {
        return;
      }
      List<Integer> keys = new ArrayList<>();
      for (int i = 0; i < TestRows.ALL_TYPES.size(); i++) {
        keys.add(i);
        assertThat(hashes(List.of(i), sample.batch()))
            .as("column %s", i)
            .isEqualTo(hashes(List.of(i), source.flat(TestRows.ALL_TYPES, sample.rows())));
      }
      assertThat(hashes(keys, sample.batch()))
          .isEqualTo(hashes(keys, source.flat(TestRows.ALL_TYPES, sample.rows())));
    }
  }

  private static List<Long> hashes(List<Integer> keys, Batch batch) {
    long[] hashes = new long[Batch.CAPACITY];
    RowHasher hasher = new RowHasher(keys);
    hasher.hash(batch, hashes);
    hasher.hash(batch, hashes); // a known dictionary gives the same
    List<Long> list = new ArrayList<>();
    for (int i = 0; i < batch.selectedCount(); i++) {
      list.add(hashes[i]);
    }
    return list;
  }

  @Property(tries = 100)
  void ranges_follow_each_other_and_equal_keys_stay_together(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int partitions,
      @ForAll @IntRange(min = 0, max = 40) int samples) {
    List<SortKey> keys = List.of(SortKey.descending(13), SortKey.ascending(4));
    try (MemoryPool pool = new MemoryPool(64 << 20);
        MemoryScope scope = pool.scope("test")) {
      TestRows source = new TestRows(seed, scope);
      Sample sample = source.any(TestRows.ALL_TYPES, 200, Nulls.SOME);
      SortKeyEncoder encoder = new SortKeyEncoder(keys, TestRows.ALL_TYPES);
      List<byte[]> some = new ArrayList<>();
      for (int i = 0; i < Math.min(samples, sample.rows().size()); i++) {
        some.add(encoder.encode(sample.batch(), sample.batch().row(i)));
      }
      Collections.shuffle(some, new Random(seed));
      List<byte[]> bounds = RangeBounds.of(some, partitions);
      assertThat(bounds).hasSizeLessThan(partitions);

      int[] assigned = new int[Batch.CAPACITY];
      Partitioner partitioner =
          Partitioner.of(new StageOutput.Ranged(keys, partitions, 0), TestRows.ALL_TYPES, bounds);
      partitioner.assign(sample.batch(), assigned);

      List<List<Object>> rows = new ArrayList<>(sample.rows());
      Map<List<Object>, Integer> partitionOf = new HashMap<>();
      for (int i = 0; i < rows.size(); i++) {
        partitionOf.put(rows.get(i), assigned[i]);
      }
      rows.sort(RowOrder.of(keys));
      for (int i = 1; i < rows.size(); i++) {
        int before = partitionOf.get(rows.get(i - 1));
        int after = partitionOf.get(rows.get(i));
        assertThat(after).isBetween(before, partitions - 1);
        if (RowOrder.of(keys).compare(rows.get(i - 1), rows.get(i)) == 0) {
          assertThat(after).isEqualTo(before);
        }
      }
    }
  }
}
