package org.weft.container.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeySpansTest {
  @Test
  void sequences_that_ascend_in_turn_are_told_apart() {
    KeySpans spans = new KeySpans();
    long[] next = new long[10];
    for (int s = 0; s < next.length; s++) {
      next[s] = (s - 5L) << 40;
    }
    for (int round = 0; round < 1000; round++) {
      int s = round % next.length;
      if (round >= next.length) {
        assertThat(spans.continues(next[s])).isTrue();
        assertThat(spans.last()).isEqualTo(next[s] ^ 1);
      }
      for (int i = 0; i < 50; i++) {
        long word = next[s] + 1 + i * 7L % 3;
        assertThat(spans.adds(word, word ^ 1)).as("%s in round %s", word, round).isTrue();
        next[s] = word;
      }
    }
  }

  @Test
  void no_word_is_added_twice_and_what_continues_was_said_last() {
    Random random = new Random(42);
    for (int run = 0; run < 200; run++) {
      KeySpans spans = new KeySpans();
      Map<Long, Long> said = new HashMap<>();
      int range = 1 << (4 + random.nextInt(20));
      long word = Long.MIN_VALUE;
      for (int i = 0; i < 2000; i++) {
        word =
            switch (random.nextInt(8)) {
              case 0 -> random.nextInt(range) - range / 2;
              case 1 -> random.nextBoolean() ? Long.MAX_VALUE - i : Long.MIN_VALUE + i;
              default -> word + random.nextInt(4);
            };
        if (spans.continues(word)) {
          assertThat(spans.last()).isEqualTo(said.get(word));
        } else if (spans.adds(word, i)) {
          assertThat(said).doesNotContainKey(word);
          said.put(word, (long) i);
        }
      }
    }
  }
}
