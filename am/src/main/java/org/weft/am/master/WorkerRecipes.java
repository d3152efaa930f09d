package org.weft.am.master;

import java.util.List;
import java.util.Map;
import org.weft.am.cluster.ContainerGrant;
import org.weft.am.cluster.EngineFiles;
import org.weft.am.cluster.LaunchRecipe;
import org.weft.am.cluster.MemoryBudget;
import org.weft.container.worker.WorkerEnvironment;
import org.weft.container.worker.WorkerMain;
import org.weft.shuffle.exchange.ServerAddress;

/**
 * How workers are started, given what was granted.
 *
 * @param cores tasks that a worker runs at once
 * @param user in whose name files are read on a cluster without security
 */
record WorkerRecipes(EngineFiles engine, ServerAddress master, int cores, String user) {
  /** Threads beside those of tasks: network, heartbeats, the JVM's own. */
  private static final int OTHER_THREADS = 32;

  LaunchRecipe recipe(ContainerGrant grant) {
    MemoryBudget budget = budget(grant);
    List<String> options =
        List.of(
            "-Xmx" + budget.heapMb() + "m",
            "-XX:MaxDirectMemorySize=" + budget.directMb() + "m",
            "-XX:ActiveProcessorCount=" + cores,
            // less to compile, see jvm.options
            "-XX:FreqInlineSize=80",
            "-XX:InlineSmallCode=800",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=200",
            "-XX:Tier4CompileThreshold=100000",
            "-XX:Tier4BackEdgeThreshold=100000",
            cores > 2 ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC",
            "-Dweft.log.dir=<LOG_DIR>",
            "-Dlog4j.configuration=weft-container-log4j.properties",
            "-Darrow.enable_unsafe_memory_access=true",
            "-Darrow.enable_null_check_for_get=false");
    return LaunchRecipe.of(
        engine,
        WorkerMain.class.getName(),
        options,
        Map.of(WorkerEnvironment.MASTER, master.toString(), "HADOOP_USER_NAME", user));
  }

  MemoryBudget budget(ContainerGrant grant) {
    return MemoryBudget.of(grant.memoryMb(), OTHER_THREADS + 4 * cores);
  }
}
