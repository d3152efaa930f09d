package org.weft.am.endpoint;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.FlightRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's heartbeats: without them an application takes its client for dead and ends. One lost
 * call is no reason to give up; if it goes on, the running statement meets the same failure and
 * reports it.
 */
public final class KeepAlive implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);
  private static final long PERIOD_MILLIS = 2_000;

  /** How long an ApplicationMaster on a busy node may take to answer for the first time. */
  private static final long REACH_MILLIS = 20_000;

  private final MasterClient master;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "weft-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  /** Told why a first call was in vain, and asked whether to try again. */
  public interface Doubt {
    boolean tryAgain(FlightRuntimeException failure);
  }

  public KeepAlive(MasterClient master) {
    this.master = master;
  }

  /**
   * Reaches the ApplicationMaster and goes on calling it.
   *
   * @throws FlightRuntimeException if it was not reached in 20 s or {@code doubt} gave up
   */
  public void start(Doubt doubt) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REACH_MILLIS);
    while (true) {
      try {
        master.heartbeat();
        break;
      } catch (FlightRuntimeException e) {
        if (System.nanoTime() > deadline || !doubt.tryAgain(e)) {
          throw e;
        }
      }
    }
    timer.scheduleWithFixedDelay(this::beat, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void beat() {
    try {
      master.heartbeat();
    } catch (FlightRuntimeException e) {
      LOG.info("no answer to the heartbeat: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
