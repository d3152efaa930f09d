package org.weft.shuffle.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.RowOrder;
import org.weft.shuffle.TestRows;
import org.weft.shuffle.TestRows.Nulls;
import org.weft.shuffle.TestRows.Sample;

class SortKeyProperties {
  @Property(tries = 200)
  void encoded_keys_are_ordered_and_equal_as_the_rows_are(@ForAll long seed) {
    Random random = new Random(seed);
    List<SortKey> keys = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      keys.add(
          new SortKey(
              random.nextInt(TestRows.ALL_TYPES.size()),
              SortKey.Direction.values()[random.nextInt(2)],
              SortKey.Nulls.values()[random.nextInt(2)]));
    }
    try (MemoryPool pool = new MemoryPool(64 << 20);
        MemoryScope scope = pool.scope("test")) {
      Sample sample = new TestRows(seed, scope).any(TestRows.ALL_TYPES, 60, Nulls.SOME);
      SortKeyEncoder encoder = new SortKeyEncoder(keys, TestRows.ALL_TYPES);
      Batch batch = sample.batch();
      List<byte[]> encoded = new ArrayList<>();
      for (int i = 0; i < batch.selectedCount(); i++) {
        encoded.add(encoder.encode(batch, batch.row(i)));
      }
      Comparator<List<Object>> order = RowOrder.of(keys);
      for (int i = 0; i < encoded.size(); i++) {
        for (int j = 0; j < encoded.size(); j++) {
          assertThat(Integer.signum(Arrays.compareUnsigned(encoded.get(i), encoded.get(j))))
              .as("%s of %s and %s", keys, sample.rows().get(i), sample.rows().get(j))
              .isEqualTo(Integer.signum(order.compare(sample.rows().get(i), sample.rows().get(j))));
        }
      }
    }
  }
}
