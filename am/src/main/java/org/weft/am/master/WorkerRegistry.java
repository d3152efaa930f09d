package org.weft.am.master;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.am.cluster.ContainerGrant;
import org.weft.am.cluster.ExitVerdict;
import org.weft.am.rpc.ApplicationStatus;
import org.weft.am.rpc.WorkerDesk;
import org.weft.am.rpc.WorkerLine;
import org.weft.am.schedule.LossBlame;
import org.weft.am.schedule.SchedulerEvent;
import org.weft.container.worker.message.Command;
import org.weft.container.worker.message.Heartbeat;
import org.weft.container.worker.message.HeartbeatAnswer;
import org.weft.container.worker.message.HeartbeatAnswer.Verdict;
import org.weft.container.worker.message.Registration;
import org.weft.container.worker.message.Report;
import org.weft.container.worker.message.Welcome;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.ServerAddress;

/**
 * The workers that have reported: who they are, when they were heard last, how to talk to them.
 * Thread-safe. A worker that was given up once never comes back.
 */
final class WorkerRegistry implements WorkerDesk {
  /** Without a heartbeat for so long, a worker gets no new tasks. */
  static final long SILENT_MILLIS = 10_000;

  /** Without a heartbeat for so long, a worker is given up. */
  static final long DEAD_MILLIS = 30_000;

  private static final Logger LOG = LoggerFactory.getLogger(WorkerRegistry.class);

  private final Map<String, Entry> entries = new HashMap<>();
  private final Seams seams;

  /** What the registry works with. */
  interface Seams {
    /** The grant of a container whose worker reports, if the container is expected. */
    Optional<ContainerGrant> accept(String container);

    /** Stops a container and lets another take its place. */
    void retire(String container);

    Welcome welcome(ContainerGrant grant);

    WorkerLine line(ServerAddress address, Consumer<WeftException> broken);

    void tell(SchedulerEvent event);

    /** A worker has learnt something of files: see {@link Report#learnt}. */
    void hear(List<byte[]> learnt);

    Clock clock();
  }

  private static final class Entry {
    private final Registration registration;
    private final Welcome welcome;
    private final WorkerLine line;
    private long heard;
    private boolean silent;

    Entry(Registration registration, Welcome welcome, WorkerLine line) {
      this.registration = registration;
      this.welcome = welcome;
      this.line = line;
    }
  }

  WorkerRegistry(Seams seams) {
    this.seams = seams;
  }

  @Override
  public synchronized Welcome register(Registration registration) {
    String id = registration.worker();
    Entry known = entries.get(id);
    if (known != null && known.registration.address().equals(registration.address())) {
      return known.welcome; // the answer to the first call was lost
    }
    ContainerGrant grant =
        seams
            .accept(id)
            .orElseThrow(
                () ->
                    WeftException.of(
                        ErrorCode.UNAUTHENTICATED, "no container " + id + " is expected"));
    Welcome welcome = seams.welcome(grant);
    Entry entry =
        new Entry(
            registration,
            welcome,
            seams.line(registration.address(), failure -> unreachable(id, failure)));
    entry.heard = seams.clock().millis();
    entries.put(id, entry);
    if (known != null) {
      known.line.close();
    }
    LOG.info(
        "worker {} on {} is ready, process {}, {} ms after its start",
        id,
        registration.address(),
        registration.processId(),
        registration.startMillis());
    seams.tell(
        new SchedulerEvent.WorkerJoined(id, grant.host(), registration.address(), welcome.slots()));
    return welcome;
  }

  @Override
  public synchronized HeartbeatAnswer heartbeat(Heartbeat heartbeat) {
    Entry entry = entries.get(heartbeat.worker());
    if (entry == null) {
      return new HeartbeatAnswer(Verdict.STOP);
    }
    entry.heard = seams.clock().millis();
    if (entry.silent) {
      entry.silent = false;
      seams.tell(new SchedulerEvent.WorkerHeard(heartbeat.worker()));
    }
    return new HeartbeatAnswer(Verdict.CARRY_ON);
  }

  @Override
  public void report(Report report) {
    // before the query can be over: the next one is planned with it
    seams.hear(report.learnt());
    seams.tell(new SchedulerEvent.TaskReported(report.worker(), report.report()));
  }

  /** Sends a command to a worker, if it is still there. */
  synchronized void send(String worker, Command command) {
    Entry entry = entries.get(worker);
    if (entry != null) {
      entry.line.send(command);
    }
  }

  /** Sends a command to all workers. */
  synchronized void sendAll(Command command) {
    entries.values().forEach(entry -> entry.line.send(command));
  }

  /** A container ended. */
  void ended(String container, ExitVerdict verdict) {
    LossBlame blame =
        verdict.blame() == ExitVerdict.Blame.ITS_TASKS ? LossBlame.ITS_TASKS : LossBlame.NOBODY;
    drop(container, new SchedulerEvent.WorkerLost(container, blame, verdict.reason()));
  }

  /** Replaces a worker. */
  void retire(String worker, String reason) {
    if (drop(worker, new SchedulerEvent.WorkerLost(worker, LossBlame.NOBODY, reason))) {
      LOG.warn("worker {} is replaced: {}", worker, reason);
      seams.retire(worker);
    }
  }

  /** Stops some workers that have nothing to do, if the number is positive. */
  void giveBack(int count) {
    List<String> surplus;
    synchronized (this) {
      surplus = entries.keySet().stream().limit(Math.max(0, count)).toList();
    }
    for (String worker : surplus) {
      if (drop(worker, new SchedulerEvent.WorkerLost(worker, LossBlame.NOBODY, "it was idle"))) {
        LOG.info("worker {} is given back: nothing to do", worker);
        seams.retire(worker);
      }
    }
  }

  private void unreachable(String worker, WeftException failure) {
    retire(worker, failure.sentence());
  }

  /** Judges the workers by their last heartbeat. Called every second or so. */
  void check() {
    List<String> dead = new ArrayList<>();
    synchronized (this) {
      long now = seams.clock().millis();
      entries.forEach(
          (id, entry) -> {
            long silence = now - entry.heard;
            if (silence > DEAD_MILLIS) {
              dead.add(id);
            } else if (silence > SILENT_MILLIS && !entry.silent) {
              entry.silent = true;
              seams.tell(new SchedulerEvent.WorkerSilent(id));
            }
          });
    }
    dead.forEach(id -> retire(id, "no heartbeat for " + DEAD_MILLIS / 1000 + " s"));
  }

  synchronized int size() {
    return entries.size();
  }

  /** Those that are there now. */
  synchronized List<ApplicationStatus.Worker> present() {
    return entries.values().stream()
        .map(entry -> entry.registration)
        .map(
            it ->
                new ApplicationStatus.Worker(
                    it.worker(), it.address().host(), it.processId(), it.startMillis()))
        .toList();
  }

  /**
   * Hangs up on those that are still there; a worker that did not get its stop command gets it with
   * the next heartbeat.
   */
  void close() {
    List<Entry> left;
    synchronized (this) {
      left = List.copyOf(entries.values());
      entries.clear();
    }
    left.forEach(entry -> entry.line.close());
  }

  private boolean drop(String worker, SchedulerEvent.WorkerLost lost) {
    Entry entry;
    synchronized (this) {
      entry = entries.remove(worker);
      if (entry == null) {
        return false;
      }
      seams.tell(lost);
    }
    entry.line.close();
    return true;
  }
}
