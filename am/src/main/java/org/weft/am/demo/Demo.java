package org.weft.am.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.log4j.Level;
import org.apache.log4j.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.am.session.ApplicationNotices;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.am.session.YarnEngine;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableReference;
import org.weft.planner.setting.Settings;

/**
 * The whole way of a query in one go: cluster, data, application, explain, result, and nothing
 * left.
 *
 * <p>Ctrl-C at any moment unwinds the same way as the end: the shutdown hook interrupts the thread
 * that runs the demo and waits for its {@code finally} blocks.
 */
public final class Demo {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final int ORDER_FILES = 100;
  private static final int LINEITEM_FILES = 4;
  private static final String QUERY =
      """
      SELECT o_orderpriority AS priority,
             count(*) AS items,
             sum(l_extendedprice * (1 - l_discount)) AS revenue
      FROM orders JOIN lineitem ON l_orderkey = o_orderkey
      WHERE l_shipdate >= DATE '1995-01-01'
      GROUP BY o_orderpriority
      ORDER BY revenue DESC""";

  /** Before Hadoop's own hooks, which close the file systems under us. */
  private static final int HOOK_PRIORITY = 100;

  private static final int HOOK_SECONDS = 60;

  /** Daemons may start a container or write a file while we clean. */

  /** Exit status after Ctrl-C. */
  private static final int INTERRUPTED = 130;

  /** How much is said. */
  public enum Talk {
    EVERYTHING,
    RESULT_ONLY
  }

  /** Prints the rows of the result. */
  public interface Printer {
    void print(RowStream rows) throws IOException;
  }

  private final double scaleFactor;
  private final Talk talk;
  private final Printer printer;
  private final long started = System.nanoTime();
  private volatile Path directory;

  public Demo(double scaleFactor, Talk talk, Printer printer) {
    this.scaleFactor = scaleFactor;
    this.talk = talk;
    this.printer = printer;
  }

  /** Runs the demo on this thread. */
  public void run() throws IOException {
    Runnable onSignal = this::endAtOnce;
    ShutdownHookManager.get()
        .addShutdownHook(onSignal, HOOK_PRIORITY, HOOK_SECONDS, TimeUnit.SECONDS);
    try {
      inTemporaryDirectory();
      ShutdownHookManager.get().removeShutdownHook(onSignal);
    } catch (IllegalStateException | IOException | WeftException e) {
      if (!ShutdownHookManager.get().isShutdownInProgress()) {
        throw e;
      }
      // what fails while everything is being torn down by a signal is nobody's business
      LOG.debug("interrupted", e);
    }
  }

  /**
   * The cluster's daemons are threads of this process, and its containers are processes below it:
   * both can be ended at once, which is what somebody who pressed Ctrl-C wants.
   */
  private void endAtOnce() {
    say("interrupted: cleaning up");
    LogManager.getRootLogger().setLevel(Level.OFF); // the daemons complain of what goes away
    EmbeddedCluster.killContainers();
    if (directory != null) {
      EmbeddedCluster.removeUnderRunningDaemons(directory);
    }
    Runtime.getRuntime().halt(INTERRUPTED);
  }

  private void inTemporaryDirectory() throws IOException {
    directory = Files.createTempDirectory("weft-demo");
    // native libraries are unpacked there, and an interrupted demo runs no hooks of theirs
    System.setProperty("java.io.tmpdir", directory.toString());
    step("Starting HDFS (1 DataNode) in this JVM, in " + directory);
    try (EmbeddedCluster cluster = EmbeddedCluster.startHdfs(directory)) {
      try {
        onCluster(cluster);
      } finally {
        step("Stopping the cluster");
      }
    }
    step("Done; nothing is left behind");
  }

  private void onCluster(EmbeddedCluster cluster) throws IOException {
    step("Starting YARN (2 NodeManagers)");
    cluster.startYarn(new EmbeddedCluster.Size(2, 3072, 4));
    Configuration conf = cluster.configuration();
    writeTables(conf);
    step("Submitting Weft to YARN (ApplicationMaster + 2 containers of 2 cores)");
    Settings settings =
        Settings.DEFAULTS
            .with("yarn.containers", "2")
            .with("yarn.container_cores", "2")
            .with("yarn.container_memory", "1g")
            .with("yarn.am_memory", "768m")
            // small enough to see several scan tasks and the join's shuffle
            .with("scan_tasks_min_size_bytes", "800k")
            .with("scan_tasks_max_size_bytes", "4m")
            .with("broadcast_join_size_bytes_threshold", "256k");
    try (BufferAllocator allocator = new RootAllocator();
        YarnEngine engine =
            new YarnEngine(conf, settings, allocator, ApplicationNotices.to(this::say))) {
      query(engine.start("weft demo"));
    }
  }

  private void writeTables(Configuration conf) throws IOException {
    step(
        String.format(
            Locale.ROOT,
            "Writing TPC-H tables at scale factor %s to HDFS as Parquet: orders as %d small files,"
                + " lineitem as %d",
            scaleFactor,
            ORDER_FILES,
            LINEITEM_FILES));
    TpchFiles files = new TpchFiles(conf, scaleFactor);
    long orders = files.write("orders", new org.apache.hadoop.fs.Path("/demo/orders"), ORDER_FILES);
    long items =
        files.write("lineitem", new org.apache.hadoop.fs.Path("/demo/lineitem"), LINEITEM_FILES);
    say(String.format(Locale.ROOT, "         %,d orders, %,d line items", orders, items));
  }

  private void query(SqlSession session) throws IOException {
    for (String table : List.of("orders", "lineitem")) {
      session.register(new TableReference(table, FileFormat.PARQUET, List.of("/demo/" + table)));
    }
    step("The query");
    say(QUERY.indent(9).stripTrailing());
    step("Its plan, made by the ApplicationMaster");
    try (PreparedSql explain = session.prepare("EXPLAIN " + QUERY);
        RowStream plan = explain.run()) {
      while (plan.advance()) {
        for (int row = 0; row < plan.root().getRowCount(); row++) {
          say("         " + plan.root().getVector(0).getObject(row));
        }
      }
    }
    step("Running it in the containers");
    try (PreparedSql statement = session.prepare(QUERY);
        RowStream rows = statement.run()) {
      printer.print(rows);
    }
    step("Ending the application");
  }

  private void step(String what) {
    say(String.format(Locale.ROOT, "[%5.1f s] %s", (System.nanoTime() - started) / 1e9, what));
  }

  private void say(String line) {
    if (talk == Talk.EVERYTHING) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
