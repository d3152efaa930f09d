package org.weft.container.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.FlightMethod;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.container.worker.message.Heartbeat;
import org.weft.container.worker.message.HeartbeatAnswer;
import org.weft.container.worker.message.Registration;
import org.weft.container.worker.message.Welcome;
import org.weft.container.worker.message.WorkerActions;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.flight.ShuffleService;

/** The life of a worker: server up, registered, heartbeats until told to stop or left alone. */
public final class WorkerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
  private static final long BEAT_MILLIS = 1_000;
  private static final long CALL_MILLIS = 5_000;

  private final WorkerEnvironment environment;
  private final byte[] secret;
  private final WorkerSetup.EngineFactory engines;
  private final long patienceMillis;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CompletableFuture<TaskEngine> engine = new CompletableFuture<>();
  private final CompletableFuture<TaskBoard> board = new CompletableFuture<>();

  /**
   * A worker that is not running yet.
   *
   * @param patienceMillis without an answer of the ApplicationMaster before the worker ends
   */
  public WorkerProcess(
      WorkerEnvironment environment,
      byte[] secret,
      WorkerSetup.EngineFactory engines,
      long patienceMillis) {
    this.environment = environment;
    this.secret = secret;
    this.engines = engines;
    this.patienceMillis = patienceMillis;
  }

  /** Why a worker ended. */
  public enum End {
    TOLD_TO_STOP,
    MASTER_GONE
  }

  /** Runs the worker to its end. */
  public End run() throws InterruptedException {
    BearerToken token = BearerToken.of(secret);
    try (BufferAllocator allocator = new RootAllocator();
        FlightServer server = serve(allocator, token);
        ActionClient master = new ActionClient(allocator, environment.master(), token);
        ReportQueue reports = new ReportQueue(environment.container(), master)) {
      ServerAddress address = new ServerAddress(environment.host(), server.getPort());
      LOG.info("timing: server is up after {}", ProcessTimes.sinceStart());
      Welcome welcome = register(master, address);
      WorkerSetup setup =
          new WorkerSetup(
              allocator,
              address,
              environment.container(),
              environment.localDirs(),
              secret,
              welcome);
      try (TaskEngine tasks = createEngine(setup);
          TaskBoard running = new TaskBoard(tasks, report -> reports.add(report, tasks.learnt()))) {
        board.complete(running);
        LOG.info("timing: ready for tasks after {}", ProcessTimes.sinceStart());
        End end = beat(master, tasks, running);
        LOG.info("the worker ends: {}", end);
        // nobody is served any more once the files start to go
        server.shutdown();
        return end;
      }
    } catch (IOException e) {
      throw WeftException.of(
          ErrorCode.INTERNAL, "cannot listen on " + environment.host() + ": " + e.getMessage(), e);
    }
  }

  /** Ends the worker soon. */
  public void stop() {
    stop.countDown();
  }

  private FlightServer serve(BufferAllocator allocator, BearerToken token) throws IOException {
    FlightServer server =
        FlightServer.builder(
                allocator,
                Location.forGrpcInsecure(environment.host(), 0),
                new WorkerEndpoint(engine, board, this::stop))
            // shuffle reads carry signed tickets instead
            .middleware(BearerToken.KEY, token.checkAllBut(Set.of(FlightMethod.DO_GET)))
            .backpressureThreshold(ShuffleService.BACKPRESSURE_BYTES)
            .build();
    server.start();
    return server;
  }

  private TaskEngine createEngine(WorkerSetup setup) {
    TaskEngine created = engines.create(setup);
    engine.complete(created);
    return created;
  }

  private Welcome register(ActionClient master, ServerAddress address) throws InterruptedException {
    Registration registration =
        new Registration(
            environment.container(),
            address,
            ProcessHandle.current().pid(),
            ManagementFactory.getRuntimeMXBean().getUptime());
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    while (true) {
      try {
        return master.call(WorkerActions.REGISTER, registration, Welcome.class, CALL_MILLIS);
      } catch (WeftException e) {
        if (e.code() == ErrorCode.UNAUTHENTICATED || System.nanoTime() > deadline) {
          throw e;
        }
        LOG.warn("not registered yet: {}", e.sentence());
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  private End beat(ActionClient master, TaskEngine tasks, TaskBoard running)
      throws InterruptedException {
    long heard = System.nanoTime();
    while (!stop.await(BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
      Heartbeat heartbeat =
          new Heartbeat(environment.container(), List.copyOf(running.running()), tasks.poolBytes());
      try {
        HeartbeatAnswer answer =
            master.call(WorkerActions.HEARTBEAT, heartbeat, HeartbeatAnswer.class, CALL_MILLIS);
        heard = System.nanoTime();
        if (answer.verdict() == HeartbeatAnswer.Verdict.STOP) {
          return End.TOLD_TO_STOP;
        }
      } catch (WeftException e) {
        LOG.warn("no answer to the heartbeat: {}", e.sentence());
        if (System.nanoTime() - heard > TimeUnit.MILLISECONDS.toNanos(patienceMillis)) {
          return End.MASTER_GONE;
        }
      }
    }
    return End.TOLD_TO_STOP;
  }
}
