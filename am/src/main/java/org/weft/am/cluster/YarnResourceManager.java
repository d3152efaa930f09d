package org.weft.am.cluster;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.ServerAddress;

/** {@link RmPort} over Hadoop's synchronous client: the heartbeats are ours to time. */
public final class YarnResourceManager implements RmPort {
  /** One priority per shape: YARN allows only one size within a priority. */
  private final Map<ContainerShape, Integer> priorities = new HashMap<>();

  private final Map<ContainerShape, Deque<ContainerRequest>> requests = new HashMap<>();
  private final AMRMClient<ContainerRequest> client = AMRMClient.createAMRMClient();
  private final GrantedContainers granted;

  public YarnResourceManager(Configuration conf, GrantedContainers granted) {
    this.granted = granted;
    client.init(conf);
    client.start();
  }

  @Override
  public Registration register(ServerAddress address, String trackingUrl) {
    try {
      RegisterApplicationMasterResponse response =
          client.registerApplicationMaster(address.host(), address.port(), trackingUrl);
      Resource largest = response.getMaximumResourceCapability();
      return new Registration(
          new ContainerShape(largest.getMemorySize(), largest.getVirtualCores()));
    } catch (YarnException | IOException e) {
      throw unreachable("could not register with the ResourceManager", e);
    }
  }

  @Override
  public void ask(ContainerShape shape, int containers) {
    int priority = priorities.computeIfAbsent(shape, s -> priorities.size() + 1);
    Resource resource = Resource.newInstance(shape.memoryMb(), shape.cores());
    for (int i = 0; i < containers; i++) {
      ContainerRequest request =
          ContainerRequest.newBuilder()
              .capability(resource)
              .priority(Priority.newInstance(priority))
              .relaxLocality(true)
              .build();
      requests.computeIfAbsent(shape, s -> new ArrayDeque<>()).add(request);
      client.addContainerRequest(request);
    }
  }

  @Override
  public void unask(ContainerShape shape, int containers) {
    Deque<ContainerRequest> asked = requests.getOrDefault(shape, new ArrayDeque<>());
    for (int i = 0; i < containers && !asked.isEmpty(); i++) {
      client.removeContainerRequest(asked.remove());
    }
  }

  @Override
  public void release(String container) {
    granted.forget(container);
    client.releaseAssignedContainer(ContainerId.fromString(container));
  }

  @Override
  public News heartbeat(float progress) {
    AllocateResponse response;
    try {
      response = client.allocate(progress);
    } catch (ApplicationAttemptNotFoundException e) {
      throw new AttemptLostException(e);
    } catch (YarnException | IOException e) {
      throw unreachable("the ResourceManager does not answer", e);
    }
    return new News(
        response.getAllocatedContainers().stream().map(this::grant).toList(),
        response.getCompletedContainersStatuses().stream()
            .map(
                status ->
                    new ContainerEnd(
                        status.getContainerId().toString(),
                        status.getExitStatus(),
                        status.getDiagnostics()))
            .toList());
  }

  private ContainerGrant grant(Container container) {
    granted.add(container);
    return new ContainerGrant(
        container.getId().toString(),
        container.getNodeId().getHost(),
        container.getResource().getMemorySize());
  }

  @Override
  public void unregister(FinalStatus status, String diagnostics) {
    FinalApplicationStatus finalStatus =
        switch (status) {
          case SUCCEEDED -> FinalApplicationStatus.SUCCEEDED;
          case FAILED -> FinalApplicationStatus.FAILED;
          case KILLED -> FinalApplicationStatus.KILLED;
        };
    try {
      // the ResourceManager glues diagnostics together without a separator
      client.unregisterApplicationMaster(
          finalStatus, diagnostics.isEmpty() ? "" : "\n" + diagnostics, null);
    } catch (YarnException | IOException e) {
      throw unreachable("could not unregister from the ResourceManager", e);
    }
  }

  @Override
  public void close() {
    client.stop();
  }

  private static WeftException unreachable(String what, Exception cause) {
    return WeftException.of(ErrorCode.CLUSTER_UNREACHABLE, what + ": " + cause.getMessage(), cause);
  }
}
