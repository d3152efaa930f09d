package org.weft.am.rehearsal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.am.cluster.ContainerEnd;
import org.weft.am.cluster.ContainerGrant;
import org.weft.am.cluster.ContainerShape;
import org.weft.am.cluster.FinalStatus;
import org.weft.am.cluster.LaunchRecipe;
import org.weft.am.cluster.NmPort;
import org.weft.am.cluster.RmPort;
import org.weft.container.worker.EngineTasks;
import org.weft.container.worker.WorkerEnvironment;
import org.weft.container.worker.WorkerProcess;
import org.weft.shuffle.exchange.ServerAddress;

/** Both doors to YARN; behind them a container is a thread of this process. */
final class ThreadContainers implements RmPort, NmPort {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadContainers.class);
  private static final String HOST = "localhost";
  private static final AtomicInteger APPLICATIONS = new AtomicInteger();
  private static final long PATIENCE_MILLIS = 2_000;

  private final Path directory;
  private final byte[] secret;
  private final Map<ContainerShape, Integer> asked = new HashMap<>();
  private final Map<String, WorkerProcess> running = new TreeMap<>();
  private final List<ContainerEnd> ended = new ArrayList<>();
  private final CompletableFuture<ServerAddress> master = new CompletableFuture<>();
  private final String applicationId =
      ProcessHandle.current().pid() + "_" + APPLICATIONS.incrementAndGet();
  private int granted;

  /**
   * Doors to nothing yet.
   *
   * @param directory where workers write
   */
  ThreadContainers(Path directory, byte[] secret) {
    this.directory = directory;
    this.secret = secret;
  }

  @Override
  public Registration register(ServerAddress address, String trackingUrl) {
    master.complete(address);
    return new Registration(new ContainerShape(1 << 20, 64));
  }

  /** Where the ApplicationMaster listens, once it has registered. */
  CompletableFuture<ServerAddress> master() {
    return master;
  }

  @Override
  public synchronized void ask(ContainerShape shape, int containers) {
    asked.merge(shape, containers, Integer::sum);
  }

  @Override
  public synchronized void unask(ContainerShape shape, int containers) {
    asked.merge(shape, -containers, Integer::sum);
  }

  @Override
  public void release(String container) {
    stop(container);
  }

  @Override
  public synchronized News heartbeat(float progress) {
    List<ContainerGrant> grants = new ArrayList<>();
    asked.forEach(
        (shape, containers) -> {
          for (int i = 0; i < containers; i++) {
            grants.add(new ContainerGrant(nextId(), HOST, shape.memoryMb()));
          }
        });
    News news = new News(grants, ended);
    ended.clear();
    return news;
  }

  /** An id like YARN's: application, attempt, container. */
  private String nextId() {
    return String.format(Locale.ROOT, "container_%s_01_%06d", applicationId, ++granted);
  }

  @Override
  public void launch(ContainerGrant grant, LaunchRecipe recipe) {
    String listening = recipe.environment().get(WorkerEnvironment.MASTER);
    WorkerEnvironment environment =
        new WorkerEnvironment(
            grant.id(), HOST, List.of(directory), WorkerEnvironment.address(listening));
    WorkerProcess worker =
        new WorkerProcess(environment, secret, EngineTasks::new, PATIENCE_MILLIS);
    synchronized (this) {
      running.put(grant.id(), worker);
    }
    Thread thread = new Thread(() -> run(grant.id(), worker), grant.id());
    thread.setDaemon(true);
    thread.start();
  }

  private void run(String container, WorkerProcess worker) {
    int status = 1;
    try {
      worker.run();
      status = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("{} failed", container, e);
    }
    end(container, status);
  }

  private synchronized void end(String container, int status) {
    if (running.remove(container) != null) {
      ended.add(new ContainerEnd(container, status, ""));
      notifyAll();
    }
  }

  /** Ends a container as if somebody had killed its process. */
  void kill(String container) {
    WorkerProcess worker;
    synchronized (this) {
      worker = running.get(container);
    }
    end(container, 137);
    worker.stop();
  }

  /** The containers whose workers run. */
  synchronized List<String> running() {
    return List.copyOf(running.keySet());
  }

  @Override
  public void stop(String container) {
    WorkerProcess worker;
    synchronized (this) {
      worker = running.get(container);
    }
    if (worker != null) {
      worker.stop();
    }
  }

  @Override
  public void unregister(FinalStatus status, String diagnostics) {
    LOG.info("unregistered: {} {}", status, diagnostics);
  }

  /** Waits until the workers have ended. */
  @Override
  public synchronized void close() {
    try {
      while (!running.isEmpty()) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
