package org.weft.am.master;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.am.schedule.Decision;
import org.weft.am.schedule.QueryProgress;
import org.weft.am.schedule.Scheduler;
import org.weft.am.schedule.SchedulerEvent;

/** The scheduler's one thread: takes events from any thread, hands decisions on. */
final class SchedulerLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulerLoop.class);

  private final LinkedBlockingQueue<SchedulerEvent> events = new LinkedBlockingQueue<>();
  private final Scheduler scheduler;
  private final Consumer<Decision> decisions;
  private final Consumer<RuntimeException> broken;
  private final Thread thread = new Thread(this::run, "weft-scheduler");
  private volatile List<QueryProgress> progress = List.of();

  /**
   * A loop that is not running yet.
   *
   * @param decisions carried out on the loop's thread: must not wait
   * @param broken told of a bug of the scheduler; the loop has ended then
   */
  SchedulerLoop(
      Scheduler scheduler, Consumer<Decision> decisions, Consumer<RuntimeException> broken) {
    this.scheduler = scheduler;
    this.decisions = decisions;
    this.broken = broken;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void tell(SchedulerEvent event) {
    events.add(event);
  }

  /** As of the last event. */
  List<QueryProgress> progress() {
    return progress;
  }

  private void run() {
    List<SchedulerEvent> batch = new ArrayList<>();
    try {
      while (true) {
        batch.add(events.take());
        events.drainTo(batch);
        List<Decision> decided = scheduler.handle(batch);
        progress = scheduler.progress();
        decided.forEach(decisions);
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (RuntimeException e) {
      LOG.error("the scheduler failed at {}", batch, e);
      broken.accept(e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
