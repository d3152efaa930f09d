package org.weft.container.keys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.weft.container.hash.Hashing;
import org.weft.container.keys.KeySummary.Holding;

/**
 * Gathers the values of a column within some bytes: all of them while they are few, then a Bloom
 * filter, then no more than their bounds. On the heap, which is why it is bounded. For one thread.
 */
public final class KeySummaryBuilder {
  /** Values up to which all are told, if there is room: a kibibyte for each 128. */
  static final int FEW = 1024;

  /** Beyond so many ones a filter lets more than a quarter of all other values pass. */
  private static final double FULL = 0.5;

  private final int mostWords;
  private Holding holding = Holding.ALL;
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;
  private WordSet few;
  private long[] bloom;
  private long ones;

  /**
   * @param mostBytes that the summary may take; those of the bounds are not counted
   */
  public KeySummaryBuilder(long mostBytes) {
    this.mostWords = (int) Math.min(1 << 24, mostBytes / Long.BYTES);
    this.few = new WordSet(Math.min(FEW, mostWords));
  }

  /** Takes in a value. */
  public void add(long word) {
    if (word < least || word > greatest) {
      least = Math.min(least, word);
      greatest = Math.max(greatest, word);
    }
    switch (holding) {
      case ALL -> {
        if (!few.add(word)) {
          startBloom();
          put(word);
        }
      }
      case BLOOM -> put(word);
      case BOUNDS -> {}
    }
  }

  /** Takes in what another builder with as much room has gathered. */
  public void add(KeySummary other) {
    least = Math.min(least, other.least());
    greatest = Math.max(greatest, other.greatest());
    switch (other.holding()) {
      case ALL -> {
        for (long word : other.words()) {
          add(word);
        }
      }
      case BLOOM -> addBloom(KeySummaryBuilder.words(other.bits()));
      case BOUNDS -> keepBounds();
    }
  }

  private void addBloom(long[] others) {
    if (holding == Holding.ALL) {
      startBloom();
    }
    if (holding == Holding.BOUNDS) {
      return;
    }
    if (bloom.length != others.length) {
      throw new IllegalArgumentException(
          "filters of " + bloom.length + " and " + others.length + " words");
    }
    for (int i = 0; i < bloom.length; i++) {
      set(i, others[i]);
    }
    look();
  }

  private void startBloom() {
    int words = Integer.highestOneBit(mostWords);
    if (words == 0) {
      keepBounds();
      return;
    }
    holding = Holding.BLOOM;
    bloom = new long[words];
    for (long word : few.ascending()) {
      put(word);
    }
    few = null;
  }

  private void put(long word) {
    if (holding == Holding.BLOOM) {
      long hash = Hashing.mix(word);
      set((int) (hash & (bloom.length - 1)), Hashing.twoBits(hash));
      look();
    }
  }

  private void set(int place, long bits) {
    long before = bloom[place];
    if ((before & bits) != bits) {
      bloom[place] = before | bits;
      ones += Long.bitCount(before | bits) - Long.bitCount(before);
    }
  }

  private void look() {
    if (ones > bloom.length * Long.SIZE * FULL) {
      keepBounds();
    }
  }

  private void keepBounds() {
    holding = Holding.BOUNDS;
    few = null;
    bloom = null;
  }

  /** What was gathered so far. */
  public KeySummary summary() {
    long[] words = holding == Holding.ALL ? few.ascending() : new long[0];
    byte[] bits = holding == Holding.BLOOM ? bytes(bloom) : new byte[0];
    return new KeySummary(least, greatest, holding, words, bits);
  }

  private static byte[] bytes(long[] words) {
    ByteBuffer bytes =
        ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }

  /** The words of a summary's filter. */
  static long[] words(byte[] bits) {
    long[] words = new long[bits.length / Long.BYTES];
    ByteBuffer.wrap(bits).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
    return words;
  }
}
