package org.weft.am.cluster;

import java.util.List;
import org.weft.shuffle.exchange.ServerAddress;

/**
 * The door to the ResourceManager. One thread at a time; the calls that wait are {@link #register},
 * {@link #heartbeat} and {@link #unregister}.
 */
public interface RmPort extends AutoCloseable {
  /** The first call: the application is running at this address. */
  Registration register(ServerAddress address, String trackingUrl);

  /** What the ResourceManager says to a new ApplicationMaster. */
  record Registration(ContainerShape largest) {}

  /** Adds to what is asked with the next heartbeat. */
  void ask(ContainerShape shape, int containers);

  /** Takes back what was asked: also for every container granted, or it is granted again. */
  void unask(ContainerShape shape, int containers);

  /** Gives a container back; it is stopped if it runs. */
  void release(String container);

  /**
   * Sends what was asked and released, and brings what happened since.
   *
   * @param progress of the application, from 0 to 1
   * @throws AttemptLostException if the ResourceManager has given this ApplicationMaster up
   */
  News heartbeat(float progress);

  /** What happened since the last heartbeat. */
  record News(List<ContainerGrant> granted, List<ContainerEnd> ended) {
    public News {
      granted = List.copyOf(granted);
      ended = List.copyOf(ended);
    }
  }

  /** The last call: how the application ended. */
  void unregister(FinalStatus status, String diagnostics);

  @Override
  void close();

  /** The ResourceManager runs another attempt, or none: this one must stop at once. */
  final class AttemptLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AttemptLostException(Throwable cause) {
      super("the ResourceManager has given this ApplicationMaster up", cause);
    }
  }
}
