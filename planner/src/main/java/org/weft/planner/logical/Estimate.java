package org.weft.planner.logical;

/** How much a plan node is expected to give. */
public record Estimate(double rows, double bytesPerRow) {
  /** Estimated bytes in memory. */
  public double bytes() {
    return rows * bytesPerRow;
  }
}
