package org.weft.io.sketch;

/**
 * About how many different hashes were added: a HyperLogLog of 2048 registers, right within some
 * two percent. Two of them are merged by keeping the larger registers.
 *
 * <p>Not that of Apache DataSketches, whose classes a fresh process would have to load before its
 * first row; this one adds a hash in two nanoseconds. Not thread-safe.
 */
public final class DistinctSketch {
  private static final int INDEX_BITS = 11;

  /** Bytes that a sketch is kept in. */
  public static final int REGISTERS = 1 << INDEX_BITS;

  /** The correction of the harmonic mean for so many registers (Flajolet et al. 2007). */
  private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

  /** Below so many values per register, empty registers tell more than full ones. */
  private static final double FEW = 2.5;

  private final byte[] registers;

  /** A sketch of nothing. */
  public DistinctSketch() {
    this(new byte[REGISTERS]);
  }

  private DistinctSketch(byte[] registers) {
    this.registers = registers;
  }

  /**
   * The sketch of which these are the registers.
   *
   * @throws IllegalArgumentException if they cannot be
   */
  static DistinctSketch of(byte[] registers) {
    if (registers.length != REGISTERS) {
      throw new IllegalArgumentException(registers.length + " registers");
    }
    for (byte register : registers) {
      if (register < 0 || register > Long.SIZE - INDEX_BITS + 1) {
        throw new IllegalArgumentException("a register of " + register);
      }
    }
    return new DistinctSketch(registers.clone());
  }

  /** The registers, for keeping. */
  byte[] registers() {
    return registers.clone();
  }

  /** Adds a value by its hash, all bits of which count. */
  public void add(long hash) {
    int index = (int) (hash >>> (Long.SIZE - INDEX_BITS));
    // a one behind the last bit bounds the run of zeros
    long rest = (hash << INDEX_BITS) | (1L << (INDEX_BITS - 1));
    byte run = (byte) (Long.numberOfLeadingZeros(rest) + 1);
    if (run > registers[index]) {
      registers[index] = run;
    }
  }

  /** Adds all that was added to another. */
  public void add(DistinctSketch other) {
    for (int i = 0; i < REGISTERS; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
  }

  /** Estimated number of different values added. */
  public double estimate() {
    double sum = 0;
    int empty = 0;
    for (byte register : registers) {
      sum += 1.0 / (1L << register);
      empty += register == 0 ? 1 : 0;
    }
    double harmonic = ALPHA * REGISTERS * REGISTERS / sum;
    boolean areFew = harmonic <= FEW * REGISTERS && empty > 0;
    return areFew ? REGISTERS * Math.log((double) REGISTERS / empty) : harmonic;
  }
}
