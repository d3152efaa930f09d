package org.weft.planner.setting;

import java.util.List;
import java.util.Locale;

/**
 * Every setting there is. The reference page in the README's neighbourhood is generated from it.
 */
public final class KnownSettings {
  public static final Setting<Long> SCAN_TASKS_MIN_SIZE_BYTES =
      new Setting<>(
          "scan_tasks_min_size_bytes",
          "96m",
          "bytes",
          Setting::parseBytes,
          "Small files are merged until a scan task holds this many estimated bytes in memory.");
  public static final Setting<Long> SCAN_TASKS_MAX_SIZE_BYTES =
      new Setting<>(
          "scan_tasks_max_size_bytes",
          "384m",
          "bytes",
          Setting::parseBytes,
          "Files are never merged past this size, and larger ones are split.");
  public static final Setting<Integer> MAX_SOURCES_PER_SCAN_TASK =
      new Setting<>(
          "max_sources_per_scan_task",
          "0",
          "files",
          Integer::valueOf,
          "The most files in one scan task, 0 for no bound.");
  public static final Setting<Boolean> ENABLE_SCAN_TASK_SPLIT_AND_MERGE =
      new Setting<>(
          "enable_scan_task_split_and_merge",
          "true",
          "",
          Setting::parseFlag,
          "Whether small files are merged and large ones split, true or false.");
  public static final Setting<Boolean> ENABLE_PUSHDOWNS =
      new Setting<>(
          "enable_pushdowns",
          "true",
          "",
          Setting::parseFlag,
          "Whether filters, limits and counts reach into scans, true or false.");
  public static final Setting<Boolean> ENABLE_IO_FUSION =
      new Setting<>(
          "enable_io_fusion",
          "true",
          "",
          Setting::parseFlag,
          "Whether adjacent byte ranges are read in one request, true or false.");
  public static final Setting<Double> PARQUET_INFLATION_FACTOR =
      new Setting<>(
          "parquet_inflation_factor",
          "3.0",
          "bytes in memory per byte on disk",
          Double::valueOf,
          "The guess for Parquet files whose footer was not read.");
  public static final Setting<Long> BROADCAST_JOIN_SIZE_BYTES_THRESHOLD =
      new Setting<>(
          "broadcast_join_size_bytes_threshold",
          "10m",
          "bytes",
          Setting::parseBytes,
          "A join side estimated at most this large is sent to every task.");
  public static final Setting<Long> RUNTIME_FILTER_MAX_BYTES =
      new Setting<>(
          "runtime_filter_max_bytes",
          "64k",
          "bytes",
          Setting::parseBytes,
          "What is told of a shuffled join's keys to the scans of its other side, 0 for nothing.");
  public static final Setting<Integer> RUNTIME_FILTER_WAIT =
      new Setting<>(
          "runtime_filter_wait",
          "10",
          "seconds",
          Integer::valueOf,
          "How long free slots may wait for the keys of a join before a scan starts without them.");
  public static final Setting<Integer> NUM_PARTITIONS =
      new Setting<>(
          "num_partitions",
          "0",
          "partitions",
          Integer::valueOf,
          "The partitions of every shuffle, 0 to choose by size and slots.");
  public static final Setting<String> SHUFFLE_ALGORITHM =
      new Setting<>(
          "shuffle_algorithm",
          "auto",
          "",
          text -> oneOf(text, "auto", "flight_shuffle"),
          "One of auto and flight_shuffle.");
  public static final Setting<String> FLIGHT_SHUFFLE_COMPRESSION =
      new Setting<>(
          "flight_shuffle_compression",
          "lz4",
          "",
          text -> oneOf(text, "lz4", "zstd", "none"),
          "One of lz4, zstd and none.");
  public static final Setting<List<String>> FLIGHT_SHUFFLE_DIRS =
      new Setting<>(
          "flight_shuffle_dirs",
          "",
          "paths, separated by commas",
          Setting::parseDirectories,
          "Local directories for shuffle files, used in turn; empty for the container's own.");
  public static final Setting<Boolean> DISABLE_JOIN_REORDERING =
      new Setting<>(
          "disable_join_reordering",
          "false",
          "",
          Setting::parseFlag,
          "Whether joins stay in the order of the text, true or false.");
  public static final Setting<NullOrder> DEFAULT_NULL_ORDER =
      new Setting<>(
          "default_null_order",
          "nulls_last_on_asc_first_on_desc",
          "",
          NullOrder::of,
          "Where ORDER BY has nulls if it does not say so: nulls_last_on_asc_first_on_desc,"
              + " nulls_first_on_asc_last_on_desc, nulls_first or nulls_last.");
  public static final Setting<String> DEFAULT_ORDER =
      new Setting<>(
          "default_order",
          "asc",
          "",
          KnownSettings::direction,
          "The direction of ORDER BY if it does not say so, asc or desc.");
  public static final Setting<Integer> THREADS =
      new Setting<>(
          "threads",
          "0",
          "threads",
          Integer::valueOf,
          "Threads of the native runner, 0 for one per core.");
  public static final Setting<Long> MEMORY_LIMIT =
      new Setting<>(
          "memory.limit",
          "0",
          "bytes",
          Setting::parseBytes,
          "Off-heap memory of one process, 0 for 70 % of the container or of physical memory.");
  public static final Setting<List<String>> MEMORY_SPILL_DIRS =
      new Setting<>(
          "memory.spill_dirs",
          "",
          "paths, separated by commas",
          Setting::parseDirectories,
          "Where operators spill; empty for the container's own directories, else weft-<user> in"
              + " the system's directory for temporary files.");

  public static final Setting<String> STATISTICS_DIR =
      new Setting<>(
          "statistics_dir",
          "",
          "path",
          Setting::parseDirectory,
          "A directory of any file system where what scans learn of distinct values outlives the"
              + " process, on YARN one that all nodes reach; empty to keep it only as long.");

  public static final Setting<String> YARN_QUEUE =
      new Setting<>("yarn.queue", "default", "", text -> text, "The queue to submit to.");
  public static final Setting<Integer> YARN_CONTAINERS =
      new Setting<>(
          "yarn.containers",
          "2",
          "containers",
          Integer::valueOf,
          "Worker containers of an application.");
  public static final Setting<Integer> YARN_MIN_CONTAINERS =
      new Setting<>(
          "yarn.min_containers",
          "0",
          "containers",
          Integer::valueOf,
          "Worker containers that an idle application keeps.");
  public static final Setting<Integer> YARN_IDLE_TIMEOUT =
      new Setting<>(
          "yarn.idle_timeout",
          "60",
          "seconds",
          Integer::valueOf,
          "After so long without a query, containers are given back until the next one.");
  public static final Setting<Long> YARN_CONTAINER_MEMORY =
      new Setting<>(
          "yarn.container_memory",
          "1536m",
          "bytes",
          Setting::parseBytes,
          "Memory of one worker container.");
  public static final Setting<Integer> YARN_CONTAINER_CORES =
      new Setting<>(
          "yarn.container_cores",
          "2",
          "cores",
          Integer::valueOf,
          "Cores of one worker container: that many tasks run in it at once.");
  public static final Setting<Long> YARN_AM_MEMORY =
      new Setting<>(
          "yarn.am_memory", "1g", "bytes", Setting::parseBytes, "Memory of the ApplicationMaster.");
  public static final Setting<String> YARN_ARCHIVE =
      new Setting<>(
          "yarn.archive",
          "",
          "path",
          text -> text,
          "The engine archive; empty to upload it once to the user's cache.");
  public static final Setting<String> YARN_JAVA_HOME =
      new Setting<>(
          "yarn.java_home",
          "",
          "path",
          text -> text,
          "A JDK 17 on every node; empty for the node's JAVA_HOME, else the client's.");
  public static final Setting<String> YARN_STAGING_DIR =
      new Setting<>(
          "yarn.staging_dir",
          "",
          "path",
          text -> text,
          "Where applications are staged; empty for .weft in the user's home.");
  public static final Setting<String> YARN_TAGS =
      new Setting<>(
          "yarn.tags",
          "",
          "names, separated by commas",
          text -> text,
          "Tags of the application, for schedulers that look for it.");
  public static final Setting<Integer> YARN_MAX_TASK_ATTEMPTS =
      new Setting<>(
          "yarn.max_task_attempts",
          "4",
          "attempts",
          Integer::valueOf,
          "Attempts of one task before its query fails.");

  public static final Setting<Integer> YARN_CLIENT_TIMEOUT =
      new Setting<>(
          "yarn.client_timeout",
          "20",
          "seconds",
          Integer::valueOf,
          "An application whose client has been silent so long ends by itself.");

  /** All of them, in the order of the reference page. */
  public static final List<Setting<?>> ALL =
      List.of(
          SCAN_TASKS_MIN_SIZE_BYTES,
          SCAN_TASKS_MAX_SIZE_BYTES,
          MAX_SOURCES_PER_SCAN_TASK,
          ENABLE_SCAN_TASK_SPLIT_AND_MERGE,
          ENABLE_PUSHDOWNS,
          ENABLE_IO_FUSION,
          PARQUET_INFLATION_FACTOR,
          BROADCAST_JOIN_SIZE_BYTES_THRESHOLD,
          RUNTIME_FILTER_MAX_BYTES,
          RUNTIME_FILTER_WAIT,
          NUM_PARTITIONS,
          SHUFFLE_ALGORITHM,
          FLIGHT_SHUFFLE_COMPRESSION,
          FLIGHT_SHUFFLE_DIRS,
          DISABLE_JOIN_REORDERING,
          DEFAULT_NULL_ORDER,
          DEFAULT_ORDER,
          THREADS,
          MEMORY_LIMIT,
          MEMORY_SPILL_DIRS,
          STATISTICS_DIR,
          YARN_QUEUE,
          YARN_CONTAINERS,
          YARN_MIN_CONTAINERS,
          YARN_IDLE_TIMEOUT,
          YARN_CONTAINER_MEMORY,
          YARN_CONTAINER_CORES,
          YARN_AM_MEMORY,
          YARN_ARCHIVE,
          YARN_JAVA_HOME,
          YARN_STAGING_DIR,
          YARN_TAGS,
          YARN_MAX_TASK_ATTEMPTS,
          YARN_CLIENT_TIMEOUT);

  private KnownSettings() {}

  private static String direction(String text) {
    return oneOf(text.replaceAll("(?i)ending$", ""), "asc", "desc");
  }

  private static String oneOf(String text, String... allowed) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!List.of(allowed).contains(lower)) {
      throw new IllegalArgumentException("not one of " + List.of(allowed) + ": " + text);
    }
    return lower;
  }
}
