package org.weft.am.cluster;

/** The door to the NodeManagers. Thread-safe; both calls may wait for a slow node. */
public interface NmPort extends AutoCloseable {
  /**
   * Starts a process in a granted container.
   *
   * @throws org.weft.planner.error.WeftException if the node refuses or cannot be reached
   */
  void launch(ContainerGrant grant, LaunchRecipe recipe);

  /** Stops a container. A node that cannot be reached is left to its fate. */
  void stop(String container);

  @Override
  void close();
}
