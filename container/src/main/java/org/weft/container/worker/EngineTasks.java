package org.weft.container.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer;
import org.apache.arrow.flight.Ticket;
import org.apache.hadoop.conf.Configuration;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.spill.SpillDirectories;
import org.weft.container.task.TaskReport;
import org.weft.container.task.TaskResources;
import org.weft.container.task.TaskRunner;
import org.weft.container.task.TaskSpec;
import org.weft.io.file.Storage;
import org.weft.io.sketch.SketchCache;
import org.weft.io.table.ScanReaders;
import org.weft.planner.memory.MemoryPool;
import org.weft.shuffle.fetch.FetchSettings;
import org.weft.shuffle.fetch.LocalTransport;
import org.weft.shuffle.fetch.ShuffleClient;
import org.weft.shuffle.file.NamedDirectories;
import org.weft.shuffle.file.ShuffleFiles;
import org.weft.shuffle.file.StoredOutputs;
import org.weft.shuffle.flight.FlightTransport;
import org.weft.shuffle.flight.ShuffleService;
import org.weft.shuffle.flight.TicketSigner;

/** The engine as a worker uses it. */
public final class EngineTasks implements TaskEngine {
  private static final Duration FETCH_PATIENCE = Duration.ofSeconds(30);

  private final MemoryPool pool;
  private final Optional<NamedDirectories> disks;
  private final StoredOutputs outputs;
  private final ShuffleService service;
  private final ShuffleClient client;
  private final SpillDirectories spillDirectories;
  private final SketchCache sketches = SketchCache.inMemory();
  private final TaskRunner runner;

  public EngineTasks(WorkerSetup setup) {
    Configuration configuration = new Configuration();
    setup.welcome().configuration().forEach(configuration::set);
    TicketSigner signer = new TicketSigner(setup.secret());
    pool = new MemoryPool(setup.welcome().poolBytes());
    disks = disks(setup);
    List<Path> directories = disks.map(NamedDirectories::directories).orElse(setup.localDirs());
    outputs = new StoredOutputs(new ShuffleFiles(directories));
    service = new ShuffleService(outputs, signer, setup.allocator());
    client =
        new ShuffleClient(
            new FlightTransport(setup.allocator(), signer, FETCH_PATIENCE),
            Optional.of(new ShuffleClient.Own(setup.address(), new LocalTransport(outputs))),
            FetchSettings.DEFAULT);
    spillDirectories = new SpillDirectories(spillBases(setup));
    runner =
        new TaskRunner(
            new TaskResources(
                new ScanReaders(new Storage(configuration), sketches),
                client,
                directories,
                pool,
                spillDirectories));
  }

  private static List<Path> spillBases(WorkerSetup setup) {
    List<String> named = setup.welcome().spillDisks();
    return named.isEmpty() ? setup.localDirs() : named.stream().map(Path::of).toList();
  }

  private static Optional<NamedDirectories> disks(WorkerSetup setup) {
    List<String> named = setup.welcome().shuffleDisks();
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            NamedDirectories.join(
                named.stream().map(Path::of).toList(), setup.application(), setup.container()));
  }

  @Override
  public TaskReport run(TaskSpec task, Cancellation cancellation) {
    return runner.run(task, cancellation);
  }

  @Override
  public void serve(Ticket ticket, FlightProducer.ServerStreamListener listener) {
    if (service.accepts(ticket)) {
      service.getStream(ticket, listener);
    } else {
      listener.error(
          CallStatus.UNAUTHENTICATED
              .withDescription("this is no shuffle ticket")
              .toRuntimeException());
    }
  }

  @Override
  public void drop(String query) {
    outputs.files().deleteQuery(query);
  }

  @Override
  public List<byte[]> learnt() {
    return sketches.news();
  }

  @Override
  public long poolBytes() {
    return pool.used();
  }

  /**
   * Leaves the shuffle files: a worker on the same node may serve them, and YARN deletes them at
   * the end, or the last worker on the node if they lie on disks of our own.
   */
  @Override
  public void close() {
    client.close();
    sketches.close();
    spillDirectories.close();
    disks.ifPresent(NamedDirectories::close);
  }
}
