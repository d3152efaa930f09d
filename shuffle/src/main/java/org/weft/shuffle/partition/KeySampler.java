package org.weft.shuffle.partition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.weft.planner.vector.Batch;

/**
 * Keeps the encoded sort keys of a random sample of rows, each row as likely as any other (Li's
 * algorithm L: only rows that enter the sample are encoded). For one thread.
 */
public final class KeySampler {
  private final SortKeyEncoder encoder;
  private final int capacity;
  private final long seed;
  private final SplittableRandom random;
  private final List<byte[]> sample = new ArrayList<>();
  private double weight;
  private long seen;
  private long next;

  /**
   * A sampler of at most {@code capacity} rows.
   *
   * @param seed the same for every attempt at a task, so that its report is the same too
   */
  public KeySampler(SortKeyEncoder encoder, int capacity, long seed) {
    this.encoder = encoder;
    this.capacity = capacity;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.weight = Math.exp(Math.log(nonZero()) / capacity);
    this.next = capacity + skip();
  }

  /** Looks at the selected rows. */
  public void add(Batch batch) {
    int n = batch.selectedCount();
    for (int i = 0; i < n && sample.size() < capacity; i++) {
      sample.add(encoder.encode(batch, batch.row(i)));
    }
    while (next < seen + n) {
      byte[] key = encoder.encode(batch, batch.row((int) (next - seen)));
      sample.set(random.nextInt(capacity), key);
      weight *= Math.exp(Math.log(nonZero()) / capacity);
      next += 1 + skip();
    }
    seen += n;
  }

  /**
   * At most the capacity, and at most one for every {@code rowsPerSample} rows (but one at least):
   * so that the samples of a task with few rows weigh less among those of others.
   */
  public List<byte[]> sample(int rowsPerSample) {
    long fair = (seen + rowsPerSample - 1) / rowsPerSample;
    List<byte[]> shuffled = new ArrayList<>(sample);
    Collections.shuffle(shuffled, new Random(seed)); // the early rows lie in front
    return List.copyOf(shuffled.subList(0, (int) Math.min(fair, shuffled.size())));
  }

  /** How many rows to pass over, a whole number from a geometric distribution. */
  private long skip() {
    double skipped = Math.floor(Math.log(nonZero()) / Math.log1p(-weight));
    return (long) Math.min(skipped, 1L << 60);
  }

  private double nonZero() {
    return 1 - random.nextDouble();
  }
}
