package org.weft.container.worker;

import java.nio.file.Path;
import java.util.List;
import org.weft.container.worker.message.Welcome;

/**
 * What the engine of a worker is made from.
 *
 * @param worker the id of its container
 * @param localDirs where it may write; each disk's directory is shared by the application
 * @param secret the application's, for tickets
 */
public record WorkerSetup(String worker, List<Path> localDirs, byte[] secret, Welcome welcome) {
  public WorkerSetup {
    localDirs = List.copyOf(localDirs);
  }

  /** Makes the engine of a worker. */
  public interface EngineFactory {
    TaskEngine create(WorkerSetup setup);
  }
}
