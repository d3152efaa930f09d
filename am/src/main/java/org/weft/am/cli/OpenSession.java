package org.weft.am.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.log4j.Level;
import org.apache.log4j.LogManager;
import org.weft.am.cluster.FinalStatus;
import org.weft.am.rpc.EndOfApplication;
import org.weft.am.session.ApplicationNotices;
import org.weft.am.session.NativeEngine;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.am.session.YarnEngine;
import org.weft.am.shell.ShellSession;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.FileNames;
import org.weft.planner.scan.TableReference;

/**
 * A session as the command line asked for it, with everything it needs, and what happens to it when
 * the process is told to end: a signal cancels the running statement and closes the session (which
 * kills an application it started) before the JVM goes.
 */
final class OpenSession implements ShellSession, AutoCloseable {
  private final BufferAllocator allocator = new RootAllocator();
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private final AtomicReference<RowStream> running = new AtomicReference<>();
  private final Thread onSignal = new Thread(this::endedBySignal, "weft-shutdown");
  private SqlSession session;
  private YarnEngine yarn;
  private boolean closed;

  private OpenSession() {
    resources.push(allocator);
  }

  /**
   * Opens the session that the options describe, its tables registered.
   *
   * @param name what YARN shows
   */
  static OpenSession open(CommonOptions options, String name) {
    return open(options, name, notices(options));
  }

  /** What is said of an application on stderr. */
  static ApplicationNotices notices(CommonOptions options) {
    return options.quiet ? ApplicationNotices.silent() : ApplicationNotices.to(System.err::println);
  }

  /**
   * Opens the session that the options describe, its tables registered.
   *
   * @param name what YARN shows
   * @param notices told of the application, if there is one
   */
  static OpenSession open(CommonOptions options, String name, ApplicationNotices notices) {
    LogManager.getRootLogger().setLevel(options.verbose ? Level.INFO : Level.WARN);
    StartUp startUp = StartUp.of(options, System.getenv());
    OpenSession open = new OpenSession();
    Runtime.getRuntime().addShutdownHook(open.onSignal);
    try {
      open.session =
          switch (options.runner) {
            case NATIVE -> {
              NativeEngine engine =
                  new NativeEngine(startUp.hadoop(), startUp.settings(), open.allocator);
              open.resources.push(engine);
              yield engine.session();
            }
            case YARN -> {
              open.yarn =
                  new YarnEngine(startUp.hadoop(), startUp.settings(), open.allocator, notices);
              open.resources.push(open.yarn);
              yield open.yarn.start(name);
            }
          };
      for (Map.Entry<String, String> table : options.tables.entrySet()) {
        FileFormat format = FileNames.format(table.getValue()).orElse(FileFormat.PARQUET);
        open.session.register(
            new TableReference(table.getKey(), format, List.of(table.getValue())));
      }
      return open;
    } catch (RuntimeException | Error e) {
      open.close();
      throw e;
    }
  }

  @Override
  public SqlSession session() {
    return session;
  }

  BufferAllocator allocator() {
    return allocator;
  }

  /** Where the time went until the first statement was answered, if an application was started. */
  Optional<String> startUpLine() {
    return Optional.ofNullable(yarn).map(YarnEngine::startUpLine);
  }

  /** A statement is running: a signal cancels it. */
  @Override
  public void running(RowStream rows) {
    running.set(rows);
  }

  /** No statement is running. */
  @Override
  public void idle() {
    running.set(null);
  }

  /** Something to end before the session when a signal comes. */
  void onShutdown(AutoCloseable resource) {
    resources.push(resource);
  }

  /** A statement failed: so has the application, if there is one. */
  void failed(WeftException e) {
    if (yarn != null) {
      yarn.endAs(new EndOfApplication(FinalStatus.FAILED, e.getMessage()));
    }
  }

  private void endedBySignal() {
    if (yarn != null) {
      yarn.endAs(new EndOfApplication(FinalStatus.KILLED, "interrupted by its user"));
    }
    RowStream rows = running.get();
    if (rows != null) {
      rows.cancel();
    }
    closeResources();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      // the JVM is ending already and the hook does, or did, the rest
      return;
    }
    closeResources();
  }

  private synchronized void closeResources() {
    if (closed) {
      return;
    }
    closed = true;
    RuntimeException failure = null;
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (RuntimeException e) {
        failure = e;
      } catch (Exception e) {
        failure = new IllegalStateException(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
