package org.weft.am.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.yarn.api.records.QueueACL;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.QueueState;
import org.apache.hadoop.yarn.api.records.QueueUserACLInfo;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Setting;
import org.weft.planner.setting.Settings;

/** What the cluster will never grant is said before it is asked for. */
final class ClusterLimits {
  private static final long MEBIBYTE = 1 << 20;

  private ClusterLimits() {}

  /** Refuses sizes beyond the largest container that the cluster grants. */
  static void checkSizes(Resource largest, Settings settings) {
    checkMemory(largest, settings, KnownSettings.YARN_AM_MEMORY, "the ApplicationMaster");
    checkMemory(largest, settings, KnownSettings.YARN_CONTAINER_MEMORY, "a container");
    int cores = settings.get(KnownSettings.YARN_CONTAINER_CORES);
    if (cores > largest.getVirtualCores()) {
      throw WeftException.of(
              ErrorCode.CONTAINER_TOO_LARGE,
              "a container of "
                  + cores
                  + " cores was asked for, the cluster grants at most "
                  + largest.getVirtualCores())
          .hint("lower weft.yarn.container-cores");
    }
  }

  private static void checkMemory(
      Resource largest, Settings settings, Setting<Long> setting, String what) {
    long wanted = settings.get(setting) / MEBIBYTE;
    if (wanted > largest.getMemorySize()) {
      throw WeftException.of(
              ErrorCode.CONTAINER_TOO_LARGE,
              what
                  + " of "
                  + wanted
                  + " MiB was asked for, the cluster grants at most "
                  + largest.getMemorySize()
                  + " MiB")
          .hint("lower weft." + setting.name().replace('_', '-'));
    }
  }

  /** Refuses a queue that is not there, is stopped, or is not the user's. */
  static void checkQueue(YarnClient yarn, String queue) throws IOException, YarnException {
    QueueInfo info = find(yarn, queue);
    List<String> allowed = allowed(yarn);
    if (info == null) {
      WeftException unknown =
          WeftException.of(ErrorCode.QUEUE_REFUSED, "the cluster has no queue '" + queue + "'");
      throw NearestName.of(queue, allowed)
          .map(nearest -> unknown.hint("use " + nearest + ", the nearest name; " + list(allowed)))
          .orElse(unknown.hint(list(allowed)));
    }
    if (info.getQueueState() != QueueState.RUNNING) {
      throw WeftException.of(
              ErrorCode.QUEUE_REFUSED, "the queue '" + queue + "' is " + info.getQueueState())
          .hint(list(allowed));
    }
  }

  private static QueueInfo find(YarnClient yarn, String queue) throws IOException {
    try {
      return yarn.getQueueInfo(queue);
    } catch (YarnException e) {
      // some schedulers answer an unknown name with an error rather than with nothing
      return null;
    }
  }

  private static List<String> allowed(YarnClient yarn) throws IOException, YarnException {
    List<String> names = new ArrayList<>();
    for (QueueUserACLInfo queue : yarn.getQueueAclsInfo()) {
      if (queue.getUserAcls().contains(QueueACL.SUBMIT_APPLICATIONS)
          && !queue.getQueueName().equals("root")) {
        names.add(queue.getQueueName());
      }
    }
    return names;
  }

  private static String list(List<String> queues) {
    return "queues you may use: " + String.join(", ", queues);
  }
}
