package org.weft.am.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Finds out at once whether there is a cluster to talk to. Hadoop's own client would retry for
 * long.
 */
final class ClusterAddress {
  private static final int CONNECT_MILLIS = 5_000;

  private ClusterAddress() {}

  /** A copy of the configuration with retries that a person can wait for. */
  static YarnConfiguration impatient(Configuration conf) {
    YarnConfiguration copy = new YarnConfiguration(conf);
    copy.setIfUnset("yarn.client.application-client-protocol.poll-interval-ms", "50");
    copy.setLong(YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS, 20_000);
    copy.setLong(YarnConfiguration.RESOURCEMANAGER_CONNECT_RETRY_INTERVAL_MS, 1_000);
    copy.setInt("ipc.client.connect.max.retries", 3);
    copy.setInt("ipc.client.connect.max.retries.on.timeouts", 2);
    copy.setInt("ipc.client.connect.timeout", CONNECT_MILLIS);
    return copy;
  }

  /**
   * Refuses a configuration that names no ResourceManager, or one that does not answer.
   *
   * @throws WeftException NO_CLUSTER_CONFIGURATION or CLUSTER_UNREACHABLE
   */
  static void check(YarnConfiguration conf) {
    if (conf.getBoolean(YarnConfiguration.RM_HA_ENABLED, false)) {
      // which of the ResourceManagers is active is for Hadoop's client to find out
      return;
    }
    InetSocketAddress address =
        conf.getSocketAddr(
            YarnConfiguration.RM_ADDRESS,
            YarnConfiguration.DEFAULT_RM_ADDRESS,
            YarnConfiguration.DEFAULT_RM_PORT);
    if (address.getAddress() != null && address.getAddress().isAnyLocalAddress()) {
      throw WeftException.of(
              ErrorCode.NO_CLUSTER_CONFIGURATION,
              "no cluster is configured: yarn.resourcemanager.address is not set")
          .hint(
              "set HADOOP_CONF_DIR to the directory of the cluster's yarn-site.xml, or use -conf");
    }
    if (address.isUnresolved()) {
      throw unreachable(address, "the host is unknown", null);
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
    } catch (IOException e) {
      throw unreachable(address, e.getMessage(), e);
    }
  }

  private static WeftException unreachable(
      InetSocketAddress address, String why, IOException cause) {
    return WeftException.of(
            ErrorCode.CLUSTER_UNREACHABLE,
            "the ResourceManager at "
                + address.getHostString()
                + ":"
                + address.getPort()
                + " does not answer: "
                + why,
            cause)
        .hint("check yarn.resourcemanager.address and that the cluster is up");
  }
}
