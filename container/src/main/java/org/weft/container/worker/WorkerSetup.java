package org.weft.container.worker;

import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.weft.container.worker.message.Welcome;
import org.weft.shuffle.exchange.ServerAddress;

/**
 * What the engine of a worker is made from.
 *
 * @param allocator of the network, closed after the engine
 * @param address where others reach this worker
 * @param container its id
 * @param localDirs where it may write; each disk's directory is shared by the application
 * @param secret the application's, for tickets
 */
public record WorkerSetup(
    BufferAllocator allocator,
    ServerAddress address,
    String container,
    List<Path> localDirs,
    byte[] secret,
    Welcome welcome) {
  public WorkerSetup {
    localDirs = List.copyOf(localDirs);
  }

  /** What the ids of all containers of the application begin with. */
  String application() {
    int attempt = container.lastIndexOf('_');
    return attempt > 0 ? container.substring(0, attempt) : container;
  }

  /** Makes the engine of a worker. */
  public interface EngineFactory {
    TaskEngine create(WorkerSetup setup);
  }
}
