package org.weft.am.master;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.Settings;

/**
 * The configuration that the client sent.
 *
 * @param hadoop complete, for this process
 * @param sent only what differs from Hadoop's defaults, for the workers
 */
public record MasterConfiguration(
    Configuration hadoop, Map<String, String> sent, Settings settings) {
  private static final Logger LOG = LoggerFactory.getLogger(MasterConfiguration.class);
  private static final String RACKS = "net.topology.node.switch.mapping.impl";
  private static final String PREFIX = "weft.";

  public MasterConfiguration {
    sent = Map.copyOf(sent);
  }

  /** Reads the file that the client wrote. */
  static MasterConfiguration read(Path file) {
    if (!Files.isReadable(file)) {
      throw WeftException.of(ErrorCode.INTERNAL, "no configuration at " + file.toAbsolutePath());
    }
    Configuration alone = new Configuration(false);
    alone.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
    Map<String, String> hadoop = new HashMap<>();
    Map<String, String> ours = new HashMap<>();
    for (Map.Entry<String, String> entry : alone) {
      if (entry.getKey().startsWith(PREFIX)) {
        ours.put(entry.getKey().substring(PREFIX.length()), entry.getValue());
      } else {
        hadoop.put(entry.getKey(), entry.getValue());
      }
    }
    Configuration complete = new YarnConfiguration();
    hadoop.forEach(complete::set);
    prepare(complete);
    return new MasterConfiguration(complete, hadoop, Settings.of(ours));
  }

  private static void prepare(Configuration conf) {
    // a node that is gone must not hold up the others, nor a restarted ResourceManager the query
    conf.setLong(YarnConfiguration.CLIENT_NM_CONNECT_MAX_WAIT_MS, 20_000);
    conf.setLong(YarnConfiguration.CLIENT_NM_CONNECT_RETRY_INTERVAL_MS, 2_000);
    conf.setLong(YarnConfiguration.RESOURCEMANAGER_CONNECT_RETRY_INTERVAL_MS, 1_000);
    String racks = conf.get(RACKS);
    if (racks != null && conf.getClassByNameOrNull(racks) == null) {
      LOG.info("{} is not here, racks are ignored", racks);
      conf.set(RACKS, "org.apache.hadoop.net.ScriptBasedMapping");
    }
  }
}
