package org.weft.am.master;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.arrow.flight.FlightProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.container.run.QueryRunner;

/**
 * Makes the SQL endpoint over the application's workers, on a thread of its own: loading the
 * planner's classes takes longer than registering.
 */
final class SqlService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqlService.class);

  private final QueryRunner runner;
  private final CompletableFuture<FlightProducer> endpoint = new CompletableFuture<>();

  SqlService(QueryRunner runner) {
    this.runner = runner;
  }

  /** The endpoint, once {@link #start} has made it. */
  CompletableFuture<FlightProducer> endpoint() {
    return endpoint;
  }

  /** Starts to make the endpoint. */
  void start(Function<QueryRunner, FlightProducer> maker) {
    Thread thread = new Thread(() -> make(maker), "weft-sql");
    thread.setDaemon(true);
    thread.start();
  }

  private void make(Function<QueryRunner, FlightProducer> maker) {
    try {
      endpoint.complete(maker.apply(runner));
      ApplicationMaster.timing("SQL is up");
    } catch (RuntimeException | Error e) {
      LOG.error("no SQL endpoint", e);
      endpoint.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    runner.close();
  }
}
