package org.weft.container.function.hash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.weft.container.expression.tree.Failures;

/** Hashes of texts by their runs of words, alike for alike texts. */
public final class Shingles {
  private static final long PRIME = (1L << 61) - 1;
  private static final long MAX_HASH = 0xFFFFFFFFL;
  private static final int MAX_HASHES = 1 << 16;

  private Shingles() {}

  /** Runs of so many words; the whole text if it has fewer. */
  private static List<byte[]> of(String text, long size) {
    if (size < 1) {
      throw Failures.badValue("a run has at least one word, not " + size);
    }
    String[] words = text.strip().split("\\s+");
    int length = (int) Math.min(size, words.length);
    List<byte[]> runs = new ArrayList<>();
    for (int i = 0; i + length <= words.length; i++) {
      String run = String.join(" ", Arrays.asList(words).subList(i, i + length));
      runs.add(run.getBytes(StandardCharsets.UTF_8));
    }
    return runs;
  }

  /** For each of so many permutations the smallest hash of a run. */
  public static long[] minhash(String text, long hashes, long size, long seed) {
    if (hashes < 1 || hashes > MAX_HASHES) {
      throw Failures.badValue("minhash gives 1 to " + MAX_HASHES + " hashes, not " + hashes);
    }
    Random random = new Random(seed);
    long[] smallest = new long[(int) hashes];
    Arrays.fill(smallest, MAX_HASH);
    long[] factors = random.longs(hashes, 1, PRIME).toArray();
    long[] offsets = random.longs(hashes, 0, PRIME).toArray();
    for (byte[] run : of(text, size)) {
      long hash = Murmur3.of(run, (int) seed) & MAX_HASH;
      for (int i = 0; i < smallest.length; i++) {
        long permuted = modulo(hash, factors[i], offsets[i]) & MAX_HASH;
        smallest[i] = Math.min(smallest[i], permuted);
      }
    }
    return smallest;
  }

  /** {@code (hash * factor + offset) mod PRIME}. */
  private static long modulo(long hash, long factor, long offset) {
    long high = Math.multiplyHigh(hash, factor);
    long low = hash * factor;
    long sum = (low & PRIME) + (low >>> 61 | high << 3) + offset;
    sum = (sum & PRIME) + (sum >>> 61);
    return sum >= PRIME ? sum - PRIME : sum;
  }

  /** The bits that most hashes of runs have. */
  public static long simhash(String text, long size) {
    int[] votes = new int[64];
    for (byte[] run : of(text, size)) {
      long hash = Xxh64.of(run, 0);
      for (int bit = 0; bit < 64; bit++) {
        votes[bit] += (hash >>> bit & 1) == 1 ? 1 : -1;
      }
    }
    long result = 0;
    for (int bit = 0; bit < 64; bit++) {
      result |= votes[bit] > 0 ? 1L << bit : 0;
    }
    return result;
  }
}
