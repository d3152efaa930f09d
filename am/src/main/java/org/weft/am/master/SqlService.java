package org.weft.am.master;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.memory.BufferAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.am.endpoint.SqlEndpoint;
import org.weft.am.session.LocalSession;
import org.weft.am.session.TableStore;
import org.weft.container.run.QueryRunner;
import org.weft.container.write.WritingRunner;
import org.weft.io.file.Storage;
import org.weft.io.sketch.SketchCache;
import org.weft.io.table.FileTableSource;
import org.weft.io.table.FileWriters;

/**
 * Makes the SQL endpoint over the application's workers, on a thread of its own: loading the
 * planner's classes takes longer than registering.
 */
final class SqlService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqlService.class);

  private final String staging;
  private final AtomicReference<LocalSession> open = new AtomicReference<>();
  private final MasterConfiguration configuration;
  private final SketchCache sketches;
  private final QueryRunner runner;
  private final BufferAllocator allocator;
  private final CompletableFuture<SqlEndpoint> endpoint = new CompletableFuture<>();

  /**
   * A service without an endpoint yet.
   *
   * @param sketches what workers have learnt of files; stays the caller's
   * @param staging the application's directory; empty if it has none
   */
  SqlService(
      MasterConfiguration configuration,
      SketchCache sketches,
      QueryRunner runner,
      BufferAllocator allocator,
      String staging) {
    this.staging = staging;
    this.configuration = configuration;
    this.sketches = sketches;
    this.runner = runner;
    this.allocator = allocator;
  }

  /** The endpoint, once {@link #start} has made it. */
  CompletableFuture<? extends FlightProducer> endpoint() {
    return endpoint;
  }

  /** Starts to make the endpoint. */
  void start() {
    Thread thread = new Thread(this::make, "weft-sql");
    thread.setDaemon(true);
    thread.start();
  }

  private void make() {
    try {
      Storage storage = new Storage(configuration.hadoop());
      LocalSession session =
          new LocalSession(
              new FileTableSource(storage, sketches),
              new WritingRunner(runner, new FileWriters(storage)),
              configuration.settings(),
              new LocalSession.Belongings(allocator, store(storage)));
      open.set(session);
      endpoint.complete(new SqlEndpoint(session, allocator));
      ApplicationMaster.timing("SQL is up");
    } catch (RuntimeException | Error e) {
      LOG.error("no SQL endpoint", e);
      endpoint.completeExceptionally(e);
    }
  }

  /** Tables lie where all workers see them: beside the application's own files. */
  private TableStore store(Storage storage) {
    return staging.isEmpty()
        ? TableStore.local(storage)
        : new TableStore(storage, staging + "/tables");
  }

  @Override
  public void close() {
    if (endpoint.isDone() && !endpoint.isCompletedExceptionally()) {
      endpoint.join().close();
    }
    LocalSession session = open.getAndSet(null);
    if (session != null) {
      session.close();
    }
    runner.close();
  }
}
