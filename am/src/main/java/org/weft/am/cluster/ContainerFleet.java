package org.weft.am.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Keeps the wanted number of containers running: one thread talks to the ResourceManager, a few
 * start and stop containers.
 *
 * <p>The heartbeat comes every {@link Pace#pendingMillis} while containers are asked for, else
 * every {@link Pace#idleMillis}, and at once when something changed.
 */
public final class ContainerFleet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerFleet.class);
  private static final int NODE_THREADS = 8;

  private final ContainerLedger ledger = new ContainerLedger();
  private final RmPort rm;
  private final NmPort nm;
  private final Plan plan;
  private final Listener listener;
  private final ExecutorService nodes =
      Executors.newFixedThreadPool(NODE_THREADS, named("weft-nm"));
  private final Thread thread = new Thread(this::beat, "weft-rm");
  private Phase phase = Phase.RUNNING;
  private final List<ContainerLedger.Order> orders = new ArrayList<>();
  private boolean changed;

  private enum Phase {
    RUNNING,
    STOPPED
  }

  /**
   * What to run in the containers.
   *
   * @param recipe for a granted container
   * @param progress of the application, from 0 to 1
   */
  public record Plan(
      ContainerShape shape,
      Function<ContainerGrant, LaunchRecipe> recipe,
      DoubleSupplier progress,
      Pace pace) {}

  /**
   * Milliseconds between heartbeats, and from a grant to the worker's first word.
   *
   * @param pendingMillis while containers are asked for
   */
  public record Pace(long pendingMillis, long idleMillis, long launchMillis) {
    public static final Pace NORMAL = new Pace(100, 1_000, 60_000);
  }

  /** Told of what happens to containers, on threads of the fleet. */
  public interface Listener {
    /** A container ended, or could not be started. */
    void ended(String container, ExitVerdict verdict);

    /** Container after container fails to start. */
    void cannotLaunch(int failures, ExitVerdict last);

    /** The ResourceManager does not want this ApplicationMaster any more. */
    void attemptLost(RuntimeException why);
  }

  /** A fleet over open doors; the caller still owns and closes them. */
  public ContainerFleet(RmPort rm, NmPort nm, Plan plan, Listener listener) {
    this.rm = rm;
    this.nm = nm;
    this.plan = plan;
    this.listener = listener;
    thread.setDaemon(true);
  }

  /** Starts to ask for containers. The application must be registered. */
  public void start(int containers) {
    want(containers);
    thread.start();
  }

  /** Changes how many containers there should be. */
  public synchronized void want(int containers) {
    ledger.want(containers);
    wake();
  }

  /** The worker of a container reported; the grant, unless the container is not expected. */
  public synchronized Optional<ContainerGrant> registered(String container) {
    return ledger.registered(container);
  }

  /** Stops a container; another takes its place if it is still wanted. */
  public void retire(String container) {
    synchronized (this) {
      if (phase == Phase.STOPPED || !ledger.stopping(container)) {
        return;
      }
      wake();
    }
    nodes.execute(() -> nm.stop(container));
  }

  /** Containers asked for and not granted yet. */
  public synchronized int pending() {
    return ledger.asked();
  }

  private void wake() {
    changed = true;
    notifyAll();
  }

  private void beat() {
    try {
      while (await()) {
        carryOut(orders());
        take(rm.heartbeat(progress()));
        giveUpOverdue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (isRunning()) {
        listener.attemptLost(e);
      }
    }
  }

  private synchronized boolean isRunning() {
    return phase == Phase.RUNNING;
  }

  private float progress() {
    double now = plan.progress().getAsDouble();
    return Double.isNaN(now) ? 0f : (float) Math.max(0, Math.min(1, now));
  }

  private synchronized boolean await() throws InterruptedException {
    long pace = ledger.asked() > 0 ? plan.pace().pendingMillis() : plan.pace().idleMillis();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pace);
    while (phase == Phase.RUNNING && !changed) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    changed = false;
    return phase == Phase.RUNNING;
  }

  private synchronized List<ContainerLedger.Order> orders() {
    orders.addAll(ledger.balance());
    List<ContainerLedger.Order> due = List.copyOf(orders);
    orders.clear();
    return due;
  }

  private void take(RmPort.News news) {
    List<ContainerLedger.Order> due;
    synchronized (this) {
      due = ledger.granted(news.granted(), nowMillis());
    }
    carryOut(due);
    for (ContainerEnd end : news.ended()) {
      Optional<ExitVerdict> verdict;
      synchronized (this) {
        verdict = ledger.ended(end);
        changed |= verdict.isPresent();
      }
      verdict.ifPresent(v -> tellEnd(end.id(), v));
    }
  }

  /** A process may start and never say a word. */
  private void giveUpOverdue() {
    List<String> overdue;
    synchronized (this) {
      overdue = ledger.overdue(nowMillis(), plan.pace().launchMillis());
    }
    for (String container : overdue) {
      ExitVerdict verdict =
          new ExitVerdict(
              "its worker did not report within " + plan.pace().launchMillis() / 1000 + " s",
              ExitVerdict.Blame.ITS_NODE,
              ErrorCode.CONTAINER_LOST);
      failLaunch(container, verdict);
      nodes.execute(() -> nm.stop(container));
    }
  }

  private void failLaunch(String container, ExitVerdict verdict) {
    synchronized (this) {
      if (phase == Phase.STOPPED) {
        return;
      }
      orders.addAll(ledger.launchFailed(container));
      wake();
    }
    tellEnd(container, verdict);
  }

  private static long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void tellEnd(String container, ExitVerdict verdict) {
    LOG.info("container {} ended: {}", container, verdict.reason());
    listener.ended(container, verdict);
    int failures;
    synchronized (this) {
      failures = ledger.launchFailures();
    }
    if (failures > 0) {
      listener.cannotLaunch(failures, verdict);
    }
  }

  private void carryOut(List<ContainerLedger.Order> due) {
    for (ContainerLedger.Order order : due) {
      if (order instanceof ContainerLedger.Order.Ask ask) {
        rm.ask(plan.shape(), ask.containers());
      } else if (order instanceof ContainerLedger.Order.Unask unask) {
        rm.unask(plan.shape(), unask.containers());
      } else if (order instanceof ContainerLedger.Order.Release release) {
        rm.release(release.container());
      } else if (order instanceof ContainerLedger.Order.Launch launch) {
        nodes.execute(() -> launch(launch.grant()));
      }
    }
  }

  private void launch(ContainerGrant grant) {
    try {
      nm.launch(grant, plan.recipe().apply(grant));
      LOG.info("container {} starts on {}", grant.id(), grant.host());
    } catch (WeftException e) {
      LOG.warn("{}", e.sentence());
      failLaunch(grant.id(), new ExitVerdict(e.sentence(), ExitVerdict.Blame.ITS_NODE, e.code()));
    }
  }

  /** Ends the heartbeats and stops every container, waiting a little for slow nodes. */
  @Override
  public void close() {
    Set<String> left;
    synchronized (this) {
      phase = Phase.STOPPED;
      left = ledger.containers();
      wake();
    }
    for (String container : left) {
      nodes.execute(() -> nm.stop(container));
    }
    nodes.shutdown();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
      if (!nodes.awaitTermination(5, TimeUnit.SECONDS)) {
        nodes.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
