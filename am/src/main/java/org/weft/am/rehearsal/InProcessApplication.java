package org.weft.am.rehearsal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.cluster.EngineFiles;
import org.weft.am.cluster.FinalStatus;
import org.weft.am.endpoint.KeepAlive;
import org.weft.am.endpoint.MasterClient;
import org.weft.am.endpoint.RemoteSession;
import org.weft.am.master.MasterConfiguration;
import org.weft.am.master.MasterEnvironment;
import org.weft.am.master.MasterService;
import org.weft.am.rpc.EndOfApplication;
import org.weft.am.session.SqlSession;
import org.weft.container.worker.BearerToken;
import org.weft.planner.setting.Settings;
import org.weft.shuffle.exchange.ServerAddress;

/** An application whose ApplicationMaster and containers are threads of this process. */
public final class InProcessApplication implements AutoCloseable {
  private static final byte[] SECRET = new byte[32];

  private final BufferAllocator allocator = new RootAllocator();
  private final CompletableFuture<EndOfApplication> end = new CompletableFuture<>();
  private final ThreadContainers containers;
  private final MasterClient master;
  private final KeepAlive keepAlive;
  private final SqlSession session;

  /**
   * Starts an application.
   *
   * @param directory where its workers write
   */
  public InProcessApplication(Path directory, Settings settings) {
    containers = new ThreadContainers(directory, SECRET);
    EngineFiles.Resource none =
        new EngineFiles.Resource("", 0, 0, EngineFiles.Visibility.APPLICATION);
    MasterEnvironment environment =
        new MasterEnvironment(
            "container-0",
            "localhost",
            "nobody",
            new EngineFiles("", Optional.empty(), none, "", ""));
    MasterConfiguration configuration =
        // its client lives in the same process and need not say so again and again
        new MasterConfiguration(
            new Configuration(), Map.of(), settings.with("yarn.client_timeout", "86400"));
    Thread thread = new Thread(() -> serve(environment, configuration), "weft-master");
    thread.setDaemon(true);
    thread.start();
    ServerAddress server = containers.master().join();
    Location location = Location.forGrpcInsecure(server.host(), server.port());
    String token = BearerToken.of(SECRET).text();
    master = new MasterClient(location, token, allocator);
    session = new RemoteSession(location, token, allocator);
    keepAlive = new KeepAlive(master);
    keepAlive.start(failure -> !end.isDone());
  }

  private void serve(MasterEnvironment environment, MasterConfiguration configuration) {
    MasterService.Doors doors = new MasterService.Doors(containers, () -> containers, SECRET);
    try (MasterService service = new MasterService(environment, configuration, doors)) {
      end.complete(service.run());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      containers.master().completeExceptionally(e);
      end.completeExceptionally(e);
    }
  }

  /** Where its statements are run. */
  public SqlSession session() {
    return session;
  }

  MasterClient master() {
    return master;
  }

  ThreadContainers containers() {
    return containers;
  }

  /** Ends the application and waits until its workers have ended. */
  @Override
  public void close() {
    keepAlive.close();
    master.shutdown(new EndOfApplication(FinalStatus.SUCCEEDED, ""));
    end.join();
    containers.close();
    session.close();
    master.close();
    allocator.close();
  }
}
