package org.weft.am.rpc;

import org.weft.container.worker.message.Heartbeat;
import org.weft.container.worker.message.HeartbeatAnswer;
import org.weft.container.worker.message.Registration;
import org.weft.container.worker.message.Report;
import org.weft.container.worker.message.Welcome;

/** Who hears the workers. Thread-safe, and quick to answer. */
public interface WorkerDesk {
  /**
   * A worker is up.
   *
   * @throws org.weft.planner.error.WeftException UNAUTHENTICATED if its container is not expected
   */
  Welcome register(Registration registration);

  HeartbeatAnswer heartbeat(Heartbeat heartbeat);

  void report(Report report);
}
