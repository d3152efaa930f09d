package org.weft.container.worker;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.container.task.TaskReport;
import org.weft.container.worker.message.Report;
import org.weft.container.worker.message.WorkerActions;
import org.weft.planner.error.WeftException;

/** Brings task reports to the ApplicationMaster, in order, each until it has been taken in. */
final class ReportQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReportQueue.class);
  private static final long TIMEOUT_MILLIS = 5_000;
  private static final long PAUSE_MILLIS = 200;

  private final LinkedBlockingQueue<Report> waiting = new LinkedBlockingQueue<>();
  private final String worker;
  private final ActionClient master;
  private final Thread thread = new Thread(this::send, "weft-reports");

  ReportQueue(String worker, ActionClient master) {
    this.worker = worker;
    this.master = master;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * @param learnt of files, see {@link Report}
   */
  void add(TaskReport report, List<byte[]> learnt) {
    waiting.add(new Report(worker, report, learnt));
  }

  private void send() {
    try {
      while (true) {
        Report report = waiting.take();
        while (!isTaken(report)) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private boolean isTaken(Report report) {
    try {
      master.tell(WorkerActions.REPORT, report, TIMEOUT_MILLIS);
      return true;
    } catch (WeftException e) {
      LOG.warn("the report of {} was not taken: {}", report.report().id(), e.sentence());
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
