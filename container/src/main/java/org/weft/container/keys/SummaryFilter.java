package org.weft.container.keys;

import org.weft.container.hash.Hashing;
import org.weft.container.join.KeySelection;

/** Selects rows whose value may be among those of a summary. Immutable; read by all threads. */
public final class SummaryFilter implements KeySelection {
  private final KeySummary summary;
  private final WordSet all;
  private final long[] bloom;

  public SummaryFilter(KeySummary summary) {
    this.summary = summary;
    this.all = WordSet.of(summary.words());
    this.bloom = KeySummaryBuilder.words(summary.bits());
  }

  @Override
  public boolean isEmpty() {
    return summary.isEmpty();
  }

  @Override
  public int select(long[] words, int[] rows, int count, int[] out) {
    return switch (summary.holding()) {
      case ALL -> amongAll(words, rows, count, out);
      case BLOOM -> inBloom(words, rows, count, out);
      case BOUNDS -> within(words, rows, count, out);
    };
  }

  private int amongAll(long[] words, int[] rows, int count, int[] out) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      out[found] = rows[i];
      found += isWithin(words[i]) && all.contains(words[i]) ? 1 : 0;
    }
    return found;
  }

  private int inBloom(long[] words, int[] rows, int count, int[] out) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      long hash = Hashing.mix(words[i]);
      long wanted = Hashing.twoBits(hash);
      long there = bloom[(int) (hash & (bloom.length - 1))];
      out[found] = rows[i];
      found += (there & wanted) == wanted && isWithin(words[i]) ? 1 : 0;
    }
    return found;
  }

  private int within(long[] words, int[] rows, int count, int[] out) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      out[found] = rows[i];
      found += isWithin(words[i]) ? 1 : 0;
    }
    return found;
  }

  private boolean isWithin(long word) {
    return word >= summary.least() && word <= summary.greatest();
  }
}
