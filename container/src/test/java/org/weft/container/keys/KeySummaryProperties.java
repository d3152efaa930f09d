package org.weft.container.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.container.join.KeyValues;
import org.weft.container.keys.KeySummary.Holding;
import org.weft.planner.codec.PlanCodec;

/** What parts tell, put together in any way, lets every value pass and stays within its bytes. */
class KeySummaryProperties {
  private static final long[] ROOMS = {0, 8, 200, 1 << 13, 1 << 16};
  private static final int[] SIZES = {0, 1, 60, 1000, 1100, 20_000};

  @Property(tries = 80)
  void no_value_is_left_out(@ForAll long seed) {
    Random random = new Random(seed);
    long room = ROOMS[random.nextInt(ROOMS.length)];
    long spread = 1L << (1 + random.nextInt(62));
    Set<Long> values = new HashSet<>();
    KeySummaryBuilder all = new KeySummaryBuilder(room);
    for (int part = random.nextInt(4); part >= 0; part--) {
      KeySummaryBuilder builder = new KeySummaryBuilder(room);
      for (int i = SIZES[random.nextInt(SIZES.length)]; i > 0; i--) {
        long value = (random.nextLong() % spread) * (random.nextInt(50) == 0 ? 0 : 1);
        values.add(value);
        builder.add(value);
      }
      KeySummary told = PlanCodec.decode(PlanCodec.encode(builder.summary()), KeySummary.class);
      all.add(told);
      all.add(told);
    }
    KeySummary summary = all.summary();
    assertThat(8 * summary.words().length + summary.bits().length).isLessThanOrEqualTo((int) room);
    assertThat(summary.isEmpty()).isEqualTo(values.isEmpty());
    assertThat(passing(summary, values)).isEqualTo(values.size());
    assertThat(summary.holding())
        .isEqualTo(
            values.size() <= Math.min(KeySummaryBuilder.FEW, room / 8)
                ? Holding.ALL
                : summary.holding());
    checkOthers(summary, values, random);
    KeyValues known = summary.values();
    if (!values.isEmpty()) {
      assertThat(known.least()).isEqualTo(values.stream().mapToLong(v -> v).min().getAsLong());
      assertThat(known.greatest()).isEqualTo(values.stream().mapToLong(v -> v).max().getAsLong());
    }
    if (!known.few().isEmpty()) {
      assertThat(new HashSet<>(known.few())).isEqualTo(values);
    }
  }

  private static void checkOthers(KeySummary summary, Set<Long> values, Random random) {
    Set<Long> others = new HashSet<>();
    while (others.size() < 2000) {
      others.add(random.nextLong());
    }
    others.removeAll(values);
    int passed = passing(summary, others);
    if (summary.holding() == Holding.ALL) {
      assertThat(passed).isZero();
    } else if (summary.holding() == Holding.BLOOM) {
      // a filter half full lets a quarter pass, words that are fuller than others some more
      assertThat(passed).isLessThan(others.size() / 2);
    }
  }

  private static int passing(KeySummary summary, Set<Long> values) {
    SummaryFilter filter = new SummaryFilter(summary);
    List<Long> list = new ArrayList<>(values);
    long[] words = list.stream().mapToLong(value -> value).toArray();
    int[] rows = new int[words.length];
    return filter.select(words, rows, words.length, new int[words.length + 1]);
  }
}
