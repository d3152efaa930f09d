package org.weft.am.cluster;

/**
 * How the memory of a container is shared out. YARN counts the whole process, so everything has to
 * be in here.
 *
 * @param heapMb the Java heap, fixed
 * @param directMb what the network may allocate
 * @param poolMb the pool of the operators
 */
public record MemoryBudget(long heapMb, long directMb, long poolMb) {
  /** Class metadata, compiled code, the collector. */
  private static final long JVM_MB = 256;

  /** Buffers of sockets and event loops. */
  private static final long NETWORK_MB = 64;

  private static final long LEAST_SLACK_MB = 192;

  /**
   * The shares of a container of this size. Below about 1.5 GB every fixed part shrinks to a share,
   * so that even a test's container of 384 MB works.
   *
   * @param threads that may be alive at once
   */
  public static MemoryBudget of(long grantedMb, int threads) {
    long heap = Math.max(Math.min(384, grantedMb / 4), Math.min(4096, grantedMb / 5));
    long fixed = Math.min(JVM_MB + NETWORK_MB + threads, grantedMb / 4);
    long slack = Math.max(Math.min(LEAST_SLACK_MB, grantedMb / 8), grantedMb * 6 / 100);
    long offHeap = grantedMb - heap - fixed - slack;
    long direct = Math.max(32, offHeap / 5);
    return new MemoryBudget(heap, direct, offHeap - direct);
  }

  /** The pool's share in bytes. */
  public long poolBytes() {
    return poolMb << 20;
  }
}
