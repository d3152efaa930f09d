package org.weft.am.master;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.am.cluster.ContainerFleet;
import org.weft.am.cluster.ContainerShape;
import org.weft.am.cluster.NmPort;
import org.weft.am.cluster.RmPort;
import org.weft.am.rpc.EndOfApplication;
import org.weft.am.rpc.MasterEndpoint;
import org.weft.container.worker.BearerToken;
import org.weft.io.file.Storage;
import org.weft.io.sketch.SketchCache;
import org.weft.io.sketch.SketchDirectory;
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
public final class MasterService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MasterService.class);

  /** Of the container's memory, for results on their way to the client. */
  private static final int POOL_SHARE = 4;

  private final MasterEnvironment environment;
  private final MasterConfiguration configuration;
  private final Doors doors;
  private final Closing closing = new Closing();
  private Standing standing = Standing.UNKNOWN;

  /** What the ResourceManager knows of us. */
  private enum Standing {
    UNKNOWN,
    REGISTERED
  }

  /**
   * The ways out.
   *
   * @param rm stays the caller's to close
   * @param nodes opened once the application is registered
   * @param secret of the application, carried by every call
   */
  public record Doors(RmPort rm, Supplier<NmPort> nodes, byte[] secret) {}

  public MasterService(
      MasterEnvironment environment, MasterConfiguration configuration, Doors doors) {
    this.environment = environment;
    this.configuration = configuration;
    this.doors = doors;
  }

  /** Serves until the application is over; how it ended. */
  public EndOfApplication run() throws InterruptedException {
    Settings settings = configuration.settings();
    int cores = settings.get(KnownSettings.YARN_CONTAINER_CORES);
    int containers = settings.get(KnownSettings.YARN_CONTAINERS);
    BearerToken token = BearerToken.of(doors.secret());
    BufferAllocator allocator = closing.add(new RootAllocator());
    SketchCache sketches = closing.add(sketches(settings));
    Application application =
        closing.add(
            new Application(
                new Application.Parts(
                    allocator, token, configuration, sketches, RangeBounds::of, cores)));
    ShuffledParts parts =
        closing.add(
            new ShuffledParts(
                allocator,
                doors.secret(),
                settings.get(KnownSettings.YARN_AM_MEMORY) / POOL_SHARE));
    SqlService sql =
        closing.add(
            new SqlService(
                configuration,
                sketches,
                new DistributedRunner(
                    application.queries(), application::tell, parts, containers * cores),
                allocator,
                environment.engine().staging()));
    sql.start();
    FlightServer server = listen(allocator, token, application, sql.endpoint());
    ApplicationMaster.timing("server is up");
    ServerAddress address = new ServerAddress(environment.host(), server.getPort());
    RmPort.Registration registration = doors.rm().register(address, "");
    standing = Standing.REGISTERED;
    ApplicationMaster.timing("registered");
    ContainerShape shape =
        ContainerShape.ofBytes(settings.get(KnownSettings.YARN_CONTAINER_MEMORY), cores);
    shape.checkFits(registration.largest(), "a container", "weft.yarn.container-memory");
    WorkerRecipes recipes =
        new WorkerRecipes(environment.engine(), address, cores, environment.user());
    NmPort nm = closing.add(doors.nodes().get());
    ContainerFleet fleet =
        closing.add(
            new ContainerFleet(
                doors.rm(),
                nm,
                new ContainerFleet.Plan(
                    shape, recipes::recipe, application::share, ContainerFleet.Pace.NORMAL),
                application));
    application.start(new Application.Fleet(fleet, recipes), containers);
    EndOfApplication end = application.awaitEnd();
    // workers hear of the end before their containers are taken away
    application.close();
    return end;
  }

  /** Workers tell what they learn; it outlives the application where all nodes can read it. */
  private SketchCache sketches(Settings settings) {
    String directory = settings.get(KnownSettings.STATISTICS_DIR);
    Storage storage = new Storage(configuration.hadoop());
    return directory.isEmpty() || storage.isOfThisNodeOnly(directory)
        ? SketchCache.inMemory()
        : SketchCache.in(new SketchDirectory(storage, directory));
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

  /** Registers if that has not happened yet: only who is registered can say how he ends. */
  void registerAtLeast() {
    if (standing == Standing.UNKNOWN) {
      doors.rm().register(ApplicationMaster.nowhere(environment.host()), "");
      standing = Standing.REGISTERED;
    }
  }

  @Override
  public void close() {
    closing.close();
    LOG.info("closed");
  }
}
