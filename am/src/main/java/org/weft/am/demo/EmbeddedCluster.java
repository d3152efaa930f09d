package org.weft.am.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * HDFS and YARN in this process, everything they write in one temporary directory. The settings
 * make it answer fast on two cores; where they come from: reference/yarn-application.md §12.
 */
public final class EmbeddedCluster implements AutoCloseable {
  private static final long KILL_MILLIS = 2_000;

  /** How large the cluster is. */
  public record Size(int nodeManagers, int memoryMebibytes, int cores) {}

  private final Path directory;
  private final MiniDFSCluster hdfs;
  private MiniYARNCluster yarn;

  private EmbeddedCluster(Path directory, MiniDFSCluster hdfs) {
    this.directory = directory;
    this.hdfs = hdfs;
  }

  /** Starts HDFS with one DataNode. YARN follows with {@link #startYarn}. */
  public static EmbeddedCluster startHdfs(Path directory) throws IOException {
    System.setProperty("test.build.data", directory.resolve("data").toString());
    System.setProperty("hadoop.log.dir", directory.resolve("log").toString());
    Configuration conf = new Configuration();
    conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.resolve("hdfs").toString());
    conf.set("hadoop.tmp.dir", directory.resolve("tmp").toString());
    conf.setInt("dfs.replication", 1);
    MiniDFSCluster hdfs =
        new MiniDFSCluster.Builder(conf).numDataNodes(1).skipFsyncForTesting(true).build();
    hdfs.waitActive();
    return new EmbeddedCluster(directory, hdfs);
  }

  /** Starts YARN over this HDFS. */
  public void startYarn(Size size) throws IOException {
    YarnConfiguration conf = new YarnConfiguration(hdfs.getConfiguration(0));
    conf.set("fs.defaultFS", hdfs.getFileSystem().getUri().toString());
    // an aggregating NodeManager forgets ended applications at once and stops in 0.1 s instead of
    // 17 s
    conf.setBoolean("yarn.log-aggregation-enable", true);
    conf.set("yarn.nodemanager.remote-app-log-dir", "/tmp/logs");
    conf.setInt("yarn.nodemanager.process-kill-wait.ms", 1000);
    conf.setInt("yarn.resourcemanager.nodemanagers.heartbeat-interval-ms", 100);
    conf.setInt("yarn.resourcemanager.nodemanagers.heartbeat-interval-min-ms", 100);
    conf.setInt("yarn.resourcemanager.nodemanagers.heartbeat-interval-max-ms", 100);
    conf.setInt("yarn.scheduler.minimum-allocation-mb", 64);
    conf.setInt("yarn.scheduler.maximum-allocation-mb", size.memoryMebibytes());
    conf.setInt("yarn.minicluster.yarn.nodemanager.resource.memory-mb", size.memoryMebibytes());
    conf.setInt("yarn.nodemanager.resource.memory-mb", size.memoryMebibytes());
    conf.setInt("yarn.nodemanager.resource.cpu-vcores", size.cores());
    conf.setFloat(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", 99.5f);
    conf.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    conf.setInt("yarn.nm.liveness-monitor.expiry-interval-ms", 10_000);
    conf.setInt("yarn.am.liveness-monitor.expiry-interval-ms", 20_000);
    conf.setInt("yarn.client.application-client-protocol.poll-interval-ms", 50);
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.set("yarn.scheduler.capacity.root.default.capacity", "100");
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "0.9");
    conf.set(
        "yarn.scheduler.capacity.resource-calculator",
        "org.apache.hadoop.yarn.util.resource.DominantResourceCalculator");
    yarn = new MiniYARNCluster("weft", size.nodeManagers(), 1, 1);
    yarn.init(conf);
    yarn.start();
    try {
      if (!yarn.waitForNodeManagersToConnect(30_000)) {
        throw new IOException("the NodeManagers did not register within 30 s");
      }
    } catch (YarnException e) {
      throw new IOException("the NodeManagers did not register", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the NodeManagers started", e);
    }
  }

  /** What a client of the cluster needs; of HDFS only until YARN was started. */
  public Configuration configuration() {
    return yarn == null ? hdfs.getConfiguration(0) : yarn.getConfig();
  }

  /** The YARN daemons, for tests that break them. */
  public MiniYARNCluster yarn() {
    return yarn;
  }

  @Override
  public void close() {
    if (yarn != null) {
      yarn.stop();
    }
    hdfs.shutdown(true);
    delete(directory);
  }

  /** Kills the processes below this one and waits until they are gone. */
  static void killContainers() {
    List<ProcessHandle> processes = ProcessHandle.current().descendants().toList();
    processes.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : processes) {
      try {
        process.onExit().get(KILL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        System.err.println("weft: process " + process.pid() + " does not end");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Removes a directory in which daemons of this process are still at work. They make missing
   * directories anew, so the whole is moved aside first and a plain file takes its place: below
   * that nothing can be made. The file goes last; the caller ends the process at once.
   */
  static void removeUnderRunningDaemons(Path directory) {
    Path aside = directory.resolveSibling(directory.getFileName() + ".going");
    try {
      Files.move(directory, aside, StandardCopyOption.ATOMIC_MOVE);
      Files.createFile(directory);
    } catch (NoSuchFileException e) {
      return; // the demo had removed it already
    } catch (IOException e) {
      System.err.println("weft: could not clear " + directory + ": " + e.getMessage());
    }
    // containers that were starting may have become visible as processes only now
    killContainers();
    delete(aside);
    delete(directory);
  }

  /** Removes a directory and what is in it. */
  static void delete(Path directory) {
    // NodeManagers delete on threads of their own: a file may be gone before we come to it
    for (int attempt = 0; attempt < 3 && Files.exists(directory); attempt++) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      } catch (IOException | java.io.UncheckedIOException e) {
        if (attempt == 2) {
          System.err.println("weft: could not remove " + directory + ": " + e.getMessage());
        }
      }
    }
  }
}
