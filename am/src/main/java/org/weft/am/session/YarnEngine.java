package org.weft.am.session;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.am.client.RunningApplication;
import org.weft.am.client.Submission;
import org.weft.am.cluster.FinalStatus;
import org.weft.am.endpoint.KeepAlive;
import org.weft.am.endpoint.MasterClient;
import org.weft.am.endpoint.RemoteSession;
import org.weft.am.rpc.ApplicationStatus;
import org.weft.am.rpc.EndOfApplication;
import org.weft.container.worker.ProcessTimes;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.Settings;
import org.weft.shuffle.exchange.ServerAddress;

/**
 * A YARN application of our own: submitted by {@link #start}, kept alive by heartbeats, ended by
 * {@link #close} with the outcome of the last statement.
 */
public final class YarnEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(YarnEngine.class);
  private static final long PROGRESS_MILLIS = 1_000;

  /** How long the ApplicationMaster may take to end by itself before it is killed. */
  private static final long END_MILLIS = 10_000;

  private final Configuration hadoop;
  private final Settings settings;
  private final BufferAllocator allocator;
  private final ApplicationNotices notices;
  private final ScheduledExecutorService timer;
  private RunningApplication application;
  private MasterClient master;
  private KeepAlive keepAlive;
  private RemoteSession session;
  private EndOfApplication end = new EndOfApplication(FinalStatus.SUCCEEDED, "");
  private String lastProgress = "";
  private long submittedMillis;
  private long listeningMillis;

  /** An application that is not submitted yet. */
  public YarnEngine(
      Configuration hadoop,
      Settings settings,
      BufferAllocator allocator,
      ApplicationNotices notices) {
    this.hadoop = hadoop;
    this.settings = settings;
    this.allocator = allocator;
    this.notices = notices;
    ScheduledThreadPoolExecutor pool =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "weft-progress");
              thread.setDaemon(true);
              return thread;
            });
    pool.setRemoveOnCancelPolicy(true);
    this.timer = pool;
  }

  /** Submits the application and waits until statements can be run. */
  public SqlSession start(String name) {
    RunningApplication submitted = new Submission(hadoop, settings).submit(name);
    synchronized (this) {
      application = submitted;
      submittedMillis = ProcessTimes.uptimeMillis();
    }
    notices.submitted(submitted.id(), submitted.trackingUrl());
    ServerAddress address = submitted.awaitRunning(notices::progress);
    Location location = Location.forGrpcInsecure(address.host(), address.port());
    synchronized (this) {
      listeningMillis = ProcessTimes.uptimeMillis();
      master = new MasterClient(location, submitted.token(), allocator);
      keepAlive = new KeepAlive(master);
      session = new RemoteSession(location, submitted.token(), allocator);
    }
    // from here on the application ends by itself if this process does
    reach(submitted);
    timer.scheduleWithFixedDelay(
        this::progress, PROGRESS_MILLIS, PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
    return session;
  }

  /** The application's id, once it was submitted. */
  public synchronized Optional<String> applicationId() {
    return Optional.ofNullable(application).map(RunningApplication::id);
  }

  /** What the application is doing, in detail. It must have been started. */
  public ApplicationStatus status() {
    MasterClient client;
    synchronized (this) {
      client = master;
    }
    return client.status();
  }

  /**
   * Where the time went until now, which should be when the first statement has been answered: one
   * line for people.
   */
  public String startUpLine() {
    long now = ProcessTimes.uptimeMillis();
    ApplicationStatus status = status();
    long workerJvm =
        status.workers().stream().mapToLong(ApplicationStatus.Worker::startMillis).min().orElse(-1);
    return String.format(
        Locale.ROOT,
        "Start-up: submitted %d ms after the start of this process; from submission:"
            + " ApplicationMaster reached at %d ms (%d ms after its JVM started it was registered),"
            + " first container %d ms after that (its JVM took %d ms),"
            + " first statement answered at %d ms",
        submittedMillis,
        listeningMillis - submittedMillis,
        status.startUp().registeredMillis(),
        status.startUp().firstWorkerMillis() - status.startUp().registeredMillis(),
        workerJvm,
        now - submittedMillis);
  }

  /** What YARN will be told of the application when it ends. */
  public synchronized void endAs(EndOfApplication outcome) {
    end = outcome;
  }

  private void reach(RunningApplication submitted) {
    try {
      keepAlive.start(
          failure -> {
            notices.progress("the ApplicationMaster does not answer yet");
            return !submitted.isOver();
          });
    } catch (FlightRuntimeException e) {
      WeftException failure = submitted.failure();
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private void progress() {
    try {
      String line = master.progress();
      if (!line.isEmpty() && !line.equals(lastProgress)) {
        notices.progress(line);
      }
      lastProgress = line;
    } catch (FlightRuntimeException e) {
      LOG.info("no answer to the question for progress: {}", e.getMessage());
    }
  }

  /**
   * Ends the application, by force if it does not within ten seconds. May be called at any time.
   */
  @Override
  public void close() {
    timer.shutdownNow();
    RunningApplication running;
    EndOfApplication outcome;
    synchronized (this) {
      running = application;
      outcome = end;
      application = null;
    }
    if (running == null) {
      return;
    }
    try {
      askToEnd(running, outcome);
      if (!running.awaitEnd(END_MILLIS)) {
        running.kill("it did not end when its client asked");
        running.awaitEnd(END_MILLIS);
      }
    } finally {
      closeConnections();
      running.close();
    }
  }

  private void askToEnd(RunningApplication running, EndOfApplication outcome) {
    MasterClient client;
    synchronized (this) {
      client = master;
    }
    if (client == null) {
      // nobody listens yet
      running.kill("its client ended before it was ready");
      return;
    }
    try {
      client.shutdown(outcome);
    } catch (FlightRuntimeException e) {
      // it is gone already, or will be killed
      notices.progress("the ApplicationMaster does not answer: " + e.getMessage());
    }
  }

  private synchronized void closeConnections() {
    if (keepAlive != null) {
      keepAlive.close();
    }
    if (session != null) {
      session.close();
    }
    if (master != null) {
      master.close();
    }
  }
}
