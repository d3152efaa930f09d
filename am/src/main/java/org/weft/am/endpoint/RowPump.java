package org.weft.am.endpoint;

import java.util.concurrent.ExecutorService;
import org.apache.arrow.flight.BackpressureStrategy;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;

/**
 * Sends the rows of statements to their clients, at the clients' pace.
 *
 * <p>Rows are produced on a thread of our own: a producer that waits for the client inside Flight's
 * {@code getStream} is never woken (engine-performance.md §7.3).
 */
final class RowPump {
  private static final long PATIENCE_MILLIS = 10 * 60 * 1000L;

  private final ExecutorService threads;

  RowPump(ExecutorService threads) {
    this.threads = threads;
  }

  /** Runs the statement and sends its rows; {@code whenDone} runs in every case, last. */
  void send(PreparedSql statement, ServerStreamListener listener, Runnable whenDone) {
    BackpressureStrategy pace = new BackpressureStrategy.CallbackBackpressureStrategy();
    pace.register(listener);
    threads.execute(
        () -> {
          try {
            sendNow(statement, listener, pace);
          } finally {
            whenDone.run();
          }
        });
  }

  private static void sendNow(
      PreparedSql statement, ServerStreamListener listener, BackpressureStrategy pace) {
    try (RowStream rows = statement.run()) {
      listener.setOnCancelHandler(rows::cancel);
      boolean started = false;
      while (rows.advance()) {
        if (!started) {
          listener.start(rows.root());
          started = true;
        }
        BackpressureStrategy.WaitResult ready = pace.waitForListener(PATIENCE_MILLIS);
        if (ready == BackpressureStrategy.WaitResult.CANCELLED) {
          rows.cancel();
          return;
        }
        if (ready != BackpressureStrategy.WaitResult.READY) {
          rows.cancel();
          listener.error(
              CallStatus.TIMED_OUT
                  .withDescription("the client took no rows for ten minutes")
                  .toRuntimeException());
          return;
        }
        listener.putNext();
      }
      if (!started) {
        listener.start(rows.root());
      }
      listener.completed();
    } catch (RuntimeException | Error e) {
      listener.error(FlightErrors.toFlight(e));
    }
  }
}
