package org.weft.am.master;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.am.cluster.ContainerFleet;
import org.weft.am.cluster.ContainerShape;
import org.weft.am.cluster.EngineResources;
import org.weft.am.cluster.GrantedContainers;
import org.weft.am.cluster.NmPort;
import org.weft.am.cluster.RmPort;
import org.weft.am.cluster.WorkerTokens;
import org.weft.am.cluster.YarnNodeManagers;
import org.weft.am.rpc.EndOfApplication;
import org.weft.am.rpc.MasterEndpoint;
import org.weft.container.worker.BearerToken;
import org.weft.container.worker.WorkerMain;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.partition.RangeBounds;

/**
 * The service of an ApplicationMaster, from its server's start to the end of the application. Owns
 * everything but the door to the ResourceManager.
 */
final class MasterService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MasterService.class);

  /** Of the container's memory, for results on their way to the client. */
  private static final int POOL_SHARE = 4;

  private final MasterEnvironment environment;
  private final MasterConfiguration configuration;
  private final RmPort rm;
  private final GrantedContainers granted;
  private final Closing closing = new Closing();
  private Standing standing = Standing.UNKNOWN;

  /** What the ResourceManager knows of us. */
  private enum Standing {
    UNKNOWN,
    REGISTERED
  }

  MasterService(
      MasterEnvironment environment,
      MasterConfiguration configuration,
      RmPort rm,
      GrantedContainers granted) {
    this.environment = environment;
    this.configuration = configuration;
    this.rm = rm;
    this.granted = granted;
  }

  /** Serves until the application is over; how it ended. */
  EndOfApplication run() throws InterruptedException {
    Settings settings = configuration.settings();
    int cores = settings.get(KnownSettings.YARN_CONTAINER_CORES);
    int containers = settings.get(KnownSettings.YARN_CONTAINERS);
    byte[] secret = WorkerMain.secret();
    BearerToken token = BearerToken.of(secret);
    BufferAllocator allocator = closing.add(new RootAllocator());
    Application application =
        closing.add(
            new Application(
                new Application.Parts(allocator, token, configuration, RangeBounds::of, cores)));
    ShuffledParts parts =
        closing.add(
            new ShuffledParts(
                allocator, secret, settings.get(KnownSettings.YARN_AM_MEMORY) / POOL_SHARE));
    SqlService sql =
        closing.add(
            new SqlService(
                configuration,
                new DistributedRunner(
                    application.queries(), application::tell, parts, containers * cores),
                allocator));
    sql.start();
    FlightServer server = listen(allocator, token, application, sql.endpoint());
    ApplicationMaster.timing("server is up");
    ServerAddress address = new ServerAddress(environment.host(), server.getPort());
    RmPort.Registration registration = rm.register(address, "");
    standing = Standing.REGISTERED;
    ApplicationMaster.timing("registered");
    ContainerShape shape =
        ContainerShape.ofBytes(settings.get(KnownSettings.YARN_CONTAINER_MEMORY), cores);
    shape.checkFits(registration.largest(), "a container", "weft.yarn.container-memory");
    WorkerRecipes recipes =
        new WorkerRecipes(environment.engine(), address, cores, environment.user());
    NmPort nm = closing.add(nodeManagers());
    ContainerFleet fleet =
        closing.add(
            new ContainerFleet(
                rm,
                nm,
                new ContainerFleet.Plan(
                    shape, recipes::recipe, application::share, ContainerFleet.Pace.NORMAL),
                application));
    application.start(new Application.Fleet(fleet, recipes), containers);
    return application.awaitEnd();
  }

  private FlightServer listen(
      BufferAllocator allocator,
      BearerToken token,
      Application application,
      CompletableFuture<? extends FlightProducer> sql) {
    try {
      FlightServer server =
          FlightServer.builder(
                  allocator,
                  Location.forGrpcInsecure(environment.host(), 0),
                  new MasterEndpoint(application.workers(), application, sql))
              .middleware(BearerToken.KEY, token.check())
              .build();
      closing.add(server);
      server.start();
      return server;
    } catch (IOException e) {
      throw WeftException.of(
          ErrorCode.INTERNAL, "cannot listen on " + environment.host() + ": " + e.getMessage(), e);
    }
  }

  private NmPort nodeManagers() {
    Map<String, org.apache.hadoop.yarn.api.records.LocalResource> files =
        EngineResources.of(environment.engine());
    ByteBuffer tokens = WorkerTokens.serialized();
    return new YarnNodeManagers(
        configuration.hadoop(), granted, new YarnNodeManagers.Baggage(files, tokens, Map.of()));
  }

  /** Registers if that has not happened yet: only who is registered can say how he ends. */
  void registerAtLeast() {
    if (standing == Standing.UNKNOWN) {
      rm.register(ApplicationMaster.nowhere(environment.host()), "");
      standing = Standing.REGISTERED;
    }
  }

  @Override
  public void close() {
    closing.close();
    LOG.info("closed");
  }
}
