package org.weft.tests.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.weft.am.demo.EmbeddedCluster;
import org.weft.am.demo.TpchFiles;
import org.weft.am.session.ApplicationNotices;
import org.weft.am.session.SqlSession;
import org.weft.am.session.YarnEngine;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableReference;
import org.weft.planner.setting.Settings;
import org.weft.tests.tpch.TpchData;

/**
 * An embedded cluster with TPC-H in HDFS; orders are 20 small files. One for all test classes of
 * this JVM: starting it takes longer than most tests. It ends with the JVM.
 */
final class ClusterFixture {
  private static ClusterFixture shared;

  private final EmbeddedCluster cluster;

  private ClusterFixture(EmbeddedCluster cluster) {
    this.cluster = cluster;
  }

  static synchronized ClusterFixture shared() throws IOException {
    if (shared == null) {
      EmbeddedCluster cluster =
          EmbeddedCluster.startHdfs(
              Files.createTempDirectory(
                  Files.createDirectories(TpchData.root().resolve("tests/target")), "cluster"));
      cluster.startYarn(new EmbeddedCluster.Size(2, 4096, 8));
      shared = new ClusterFixture(cluster);
      shared.load(TpchData.at("0.01"));
      org.apache.hadoop.util.ShutdownHookManager.get().addShutdownHook(cluster::close, 100);
    }
    return shared;
  }

  Configuration configuration() {
    return cluster.configuration();
  }

  /** Settings for small containers whose class path is this JVM's. */
  static Settings settings() {
    return Settings.DEFAULTS
        .with("yarn.archive", "local")
        .with("yarn.containers", "2")
        .with("yarn.container_cores", "2")
        .with("yarn.container_memory", "768m")
        .with("yarn.am_memory", "768m")
        // SF 0.01 is so small that every join would be a broadcast and every scan one task
        .with("broadcast_join_size_bytes_threshold", "20k")
        .with("scan_tasks_min_size_bytes", "64k")
        .with("num_partitions", "3")
        // however slow the machine, scans get the keys they wait for
        .with("runtime_filter_wait", "600");
  }

  /** An application that is ready, with the eight tables. */
  Application application(Settings settings) {
    BufferAllocator allocator = new RootAllocator();
    List<String> lines = java.util.Collections.synchronizedList(new ArrayList<>());
    YarnEngine engine =
        new YarnEngine(configuration(), settings, allocator, ApplicationNotices.to(lines::add));
    try {
      SqlSession session = engine.start("weft tests");
      tables().forEach(session::register);
      return new Application(engine, session, allocator, lines);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  /** The tables in HDFS. */
  static List<TableReference> tables() {
    return TpchData.TABLES.stream()
        .map(name -> new TableReference(name, FileFormat.PARQUET, List.of("/tpch/" + name)))
        .toList();
  }

  private void load(TpchData data) throws IOException {
    FileSystem fs = FileSystem.get(configuration());
    for (String table : TpchData.TABLES) {
      if (table.equals("orders")) {
        new TpchFiles(configuration(), 0.01).write(table, new Path("/tpch/orders"), 20);
      } else {
        Path target = new Path("/tpch/" + table + "/" + table + ".parquet");
        fs.copyFromLocalFile(new Path(data.file(table).toUri()), target);
      }
    }
  }

  /** A running application and what was said of it. */
  record Application(
      YarnEngine engine, SqlSession session, BufferAllocator allocator, List<String> notices)
      implements AutoCloseable {
    @Override
    public void close() {
      engine.close();
      allocator.close();
    }
  }
}
