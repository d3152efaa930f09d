package org.weft.am.master;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.am.cluster.ContainerFleet;
import org.weft.am.cluster.ContainerGrant;
import org.weft.am.cluster.ExitVerdict;
import org.weft.am.cluster.FinalStatus;
import org.weft.am.rpc.ApplicationStatus;
import org.weft.am.rpc.ClientDesk;
import org.weft.am.rpc.EndOfApplication;
import org.weft.am.rpc.StartUpTimes;
import org.weft.am.rpc.WorkerLine;
import org.weft.am.schedule.Decision;
import org.weft.am.schedule.QueryProgress;
import org.weft.am.schedule.RangeBoundsRule;
import org.weft.am.schedule.Scheduler;
import org.weft.am.schedule.SchedulerEvent;
import org.weft.container.worker.BearerToken;
import org.weft.container.worker.ProcessTimes;
import org.weft.container.worker.message.Command;
import org.weft.container.worker.message.Welcome;
import org.weft.io.sketch.SketchCache;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;
import org.weft.shuffle.exchange.ServerAddress;

/**
 * A running application between its registration and its end: passes what workers, containers and
 * the client say to the scheduler, and what the scheduler decides to those who do it.
 */
final class Application
    implements WorkerRegistry.Seams, ContainerFleet.Listener, ClientDesk, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);
  private static final int LINE_THREADS = 16;
  private static final int FAILED_LAUNCHES = 4;

  private final Parts parts;
  private final RunningQueries queries = new RunningQueries();
  private final WorkerRegistry workers = new WorkerRegistry(this);
  private final ClientWatch client;
  private final SchedulerLoop scheduler;
  private final CompletableFuture<EndOfApplication> end = new CompletableFuture<>();
  private final CompletableFuture<Fleet> fleet = new CompletableFuture<>();
  private final AtomicReference<StartUpTimes> startUp = new AtomicReference<>(StartUpTimes.NOT_YET);
  private IdleRule idle;
  private int wanted;
  private final ExecutorService lines =
      Executors.newFixedThreadPool(LINE_THREADS, daemon("weft-line"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(daemon("weft-clock"));

  /**
   * What an application is made of.
   *
   * @param sketches what workers learn of files is kept there
   */
  record Parts(
      BufferAllocator allocator,
      BearerToken token,
      MasterConfiguration configuration,
      SketchCache sketches,
      RangeBoundsRule rangeBounds,
      int slotsPerWorker) {}

  /** The containers, once there are any. */
  record Fleet(ContainerFleet containers, WorkerRecipes recipes) {}

  Application(Parts parts) {
    this.parts = parts;
    Settings settings = parts.configuration().settings();
    this.client =
        new ClientWatch(
            Clock.SYSTEM,
            TimeUnit.SECONDS.toMillis(settings.get(KnownSettings.YARN_CLIENT_TIMEOUT)));
    this.scheduler =
        new SchedulerLoop(
            new Scheduler(parts.rangeBounds()),
            this::carryOut,
            failure -> end(new EndOfApplication(FinalStatus.FAILED, failure.toString())));
    scheduler.start();
  }

  WorkerRegistry workers() {
    return workers;
  }

  RunningQueries queries() {
    return queries;
  }

  /** Registered: from here on containers come and clocks run. */
  void start(Fleet ready, int containers) {
    startUp.updateAndGet(times -> times.registered(ProcessTimes.uptimeMillis()));
    Settings settings = parts.configuration().settings();
    synchronized (this) {
      wanted = containers;
      idle =
          new IdleRule(
              containers,
              settings.get(KnownSettings.YARN_MIN_CONTAINERS),
              TimeUnit.SECONDS.toMillis(settings.get(KnownSettings.YARN_IDLE_TIMEOUT)),
              Clock.SYSTEM.millis());
    }
    fleet.complete(ready);
    ready.containers().start(containers);
    clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    workers.check();
    boolean schedules = !scheduler.progress().isEmpty();
    if (schedules) {
      scheduler.tell(new SchedulerEvent.SecondPassed());
    }
    giveBack(schedules || !queries.areNone() ? IdleRule.Work.SOME : IdleRule.Work.NONE);
    if (client.isGone()) {
      end(new EndOfApplication(FinalStatus.KILLED, "the client is gone"));
    }
  }

  /** Holds as many containers as the work is worth. */
  private synchronized void giveBack(IdleRule.Work work) {
    if (idle == null) {
      return; // the ResourceManager has not been asked yet
    }
    int now = idle.wanted(work, Clock.SYSTEM.millis());
    if (now != wanted) {
      LOG.info("{} containers wanted instead of {}", now, wanted);
      wanted = now;
      fleet.join().containers().want(now);
    }
    workers.giveBack(workers.size() - now);
  }

  /** How the application ends, once it does. */
  EndOfApplication awaitEnd() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void carryOut(Decision decision) {
    if (decision instanceof Decision.Run run) {
      workers.send(run.worker(), new Command.Run(run.task()));
    } else if (decision instanceof Decision.Cancel cancel) {
      workers.send(cancel.worker(), new Command.Cancel(cancel.task()));
    } else if (decision instanceof Decision.Drop drop) {
      workers.send(drop.worker(), new Command.Drop(drop.query()));
    } else if (decision instanceof Decision.Retire retire) {
      workers.retire(retire.worker(), retire.reason());
    } else if (decision instanceof Decision.ResultReady ready) {
      queries.find(ready.query()).ifPresent(it -> it.ready(ready.task(), ready.output()));
    } else if (decision instanceof Decision.QueryEnded ended) {
      LOG.info("query over: {}", ended.progress());
      queries.ended(ended.progress());
      lines.execute(parts.sketches()::save);
    } else if (decision instanceof Decision.QueryFailed failed) {
      LOG.info("query {} failed: {}", failed.query(), failed.reason().sentence());
      queries.find(failed.query()).ifPresent(it -> it.fail(failed.reason()));
    }
  }

  // ---- what the registry works with

  @Override
  public Optional<ContainerGrant> accept(String container) {
    return fleet.join().containers().registered(container);
  }

  @Override
  public void retire(String container) {
    fleet.join().containers().retire(container);
  }

  @Override
  public Welcome welcome(ContainerGrant grant) {
    return new Welcome(
        parts.configuration().sent(),
        parts.slotsPerWorker(),
        poolBytes(grant),
        parts.configuration().settings().get(KnownSettings.FLIGHT_SHUFFLE_DIRS),
        parts.configuration().settings().get(KnownSettings.MEMORY_SPILL_DIRS));
  }

  /** What the container has room for, or less if it was asked for. */
  private long poolBytes(ContainerGrant grant) {
    long room = fleet.join().recipes().budget(grant).poolBytes();
    long asked = parts.configuration().settings().get(KnownSettings.MEMORY_LIMIT);
    return asked > 0 ? Math.min(asked, room) : room;
  }

  @Override
  public WorkerLine line(ServerAddress address, Consumer<WeftException> broken) {
    Executor threads = lines;
    return new WorkerLine(parts.allocator(), address, parts.token(), threads, broken);
  }

  @Override
  public void hear(List<byte[]> learnt) {
    parts.sketches().hear(learnt);
  }

  @Override
  public void tell(SchedulerEvent event) {
    if (event instanceof SchedulerEvent.QuerySubmitted) {
      giveBack(IdleRule.Work.SOME); // asks again for what was given back
    }
    if (event instanceof SchedulerEvent.WorkerJoined) {
      startUp.updateAndGet(times -> times.workerJoined(ProcessTimes.uptimeMillis()));
    }
    if (event instanceof SchedulerEvent.TaskReported reported) {
      queries.measured(reported.report());
    }
    scheduler.tell(event);
  }

  @Override
  public Clock clock() {
    return Clock.SYSTEM;
  }

  // ---- what the containers say

  @Override
  public void ended(String container, ExitVerdict verdict) {
    workers.ended(container, verdict);
  }

  @Override
  public void cannotLaunch(int failures, ExitVerdict last) {
    if (failures >= FAILED_LAUNCHES) {
      fleet.join().containers().want(0);
      String sentence = "no container can be started, the last one because " + last.reason();
      LOG.error("{}", sentence);
      tell(
          new SchedulerEvent.ClusterFailed(
              new ErrorReport(last.code(), sentence, Optional.empty(), Optional.empty())));
    }
  }

  @Override
  public void attemptLost(RuntimeException why) {
    end.completeExceptionally(why);
  }

  /** The share of the running queries' tasks that are done. */
  double share() {
    long tasks = 0;
    long done = 0;
    for (QueryProgress query : scheduler.progress()) {
      tasks += query.tasks();
      done += query.done();
    }
    return tasks == 0 ? 0 : (double) done / tasks;
  }

  // ---- what the client says

  @Override
  public void clientAlive() {
    client.heard();
  }

  @Override
  public String progress() {
    List<QueryProgress> running = scheduler.progress();
    if (running.isEmpty()) {
      return "";
    }
    QueryProgress first = running.get(0);
    String where =
        workers.size() == 0
            ? "waiting for " + fleet.join().containers().pending() + " containers"
            : first.running() + " running in " + workers.size() + " containers";
    return String.format(
        Locale.ROOT,
        "query %s: stage %d/%d, %d/%d tasks done, %s",
        first.query(),
        Math.min(first.stagesDone() + 1, first.stages()),
        first.stages(),
        first.done(),
        first.tasks(),
        where);
  }

  @Override
  public ApplicationStatus status() {
    return new ApplicationStatus(
        ProcessHandle.current().pid(),
        startUp.get(),
        workers.present(),
        scheduler.progress(),
        queries.ended());
  }

  @Override
  public void end(EndOfApplication how) {
    if (end.complete(how)) {
      LOG.info("the application ends: {} {}", how.status(), how.diagnostics());
    }
  }

  /**
   * Fails what still runs and has the workers stop. May be called twice. The fleet stays the
   * caller's to close.
   */
  @Override
  public void close() {
    if (lines.isShutdown()) {
      return;
    }
    clock.shutdownNow();
    queries.failAll(
        new ErrorReport(
            ErrorCode.CANCELLED, "the application ended", Optional.empty(), Optional.empty()));
    workers.sendAll(new Command.Stop());
    scheduler.close();
    lines.shutdown();
    try {
      lines.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.close();
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
