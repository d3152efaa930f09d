package org.weft.am.cluster;

import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** The size of a container. */
public record ContainerShape(long memoryMb, int cores) {
  public ContainerShape {
    if (memoryMb < 1 || cores < 1) {
      throw new IllegalArgumentException("no such container: " + memoryMb + " MB, " + cores);
    }
  }

  /** A container with at least this memory. */
  public static ContainerShape ofBytes(long memory, int cores) {
    return new ContainerShape((memory + (1L << 20) - 1) >> 20, cores);
  }

  /**
   * Checks that a cluster can ever give such a container.
   *
   * @param largest what it gives at most
   * @param what the container is for, and {@code setting} what makes it smaller
   * @throws WeftException CONTAINER_TOO_LARGE
   */
  public void checkFits(ContainerShape largest, String what, String setting) {
    if (memoryMb > largest.memoryMb || cores > largest.cores) {
      throw WeftException.of(
              ErrorCode.CONTAINER_TOO_LARGE,
              what + " wants " + this + ", but the cluster gives at most " + largest)
          .hint("lower " + setting);
    }
  }

  @Override
  public String toString() {
    return memoryMb + " MB and " + cores + (cores == 1 ? " core" : " cores");
  }
}
