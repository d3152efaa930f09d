package org.weft.am.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationAccessType;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/** {@link NmPort} over Hadoop's client. */
public final class YarnNodeManagers implements NmPort {
  private static final Logger LOG = LoggerFactory.getLogger(YarnNodeManagers.class);

  private final NMClient client = NMClient.createNMClient();
  private final GrantedContainers granted;
  private final Baggage baggage;

  /**
   * What every worker container gets besides its recipe.
   *
   * @param resources files, by link name
   * @param tokens a serialised token file without the ApplicationMaster's own token
   * @param accessLists who may see and kill the container
   */
  public record Baggage(
      Map<String, LocalResource> resources,
      ByteBuffer tokens,
      Map<ApplicationAccessType, String> accessLists) {
    public Baggage {
      resources = Map.copyOf(resources);
      accessLists = Map.copyOf(accessLists);
    }
  }

  public YarnNodeManagers(Configuration conf, GrantedContainers granted, Baggage baggage) {
    this.granted = granted;
    this.baggage = baggage;
    client.init(conf);
    client.start();
    // workers are stopped one by one, so that a dead node cannot hold up the end
    client.cleanupRunningContainersOnStop(false);
  }

  @Override
  public void launch(ContainerGrant grant, LaunchRecipe recipe) {
    Container container =
        granted
            .find(grant.id())
            .orElseThrow(() -> new IllegalStateException("not granted: " + grant.id()));
    ContainerLaunchContext context =
        ContainerLaunchContext.newInstance(
            baggage.resources(),
            recipe.environment(),
            List.of(recipe.command()),
            null,
            baggage.tokens().duplicate(),
            baggage.accessLists());
    try {
      client.startContainer(container, context);
    } catch (YarnException | IOException e) {
      throw WeftException.of(
          ErrorCode.CONTAINER_LOST,
          "container "
              + grant.id()
              + " could not be started on "
              + grant.host()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public void stop(String id) {
    granted
        .find(id)
        .ifPresent(
            container -> {
              try {
                client.stopContainer(container.getId(), container.getNodeId());
              } catch (YarnException | IOException e) {
                LOG.info("container {} could not be stopped: {}", id, e.getMessage());
              }
            });
  }

  @Override
  public void close() {
    client.stop();
  }
}
