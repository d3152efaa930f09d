package org.weft.shuffle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.block.Compression;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.MapOutputLocation;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.fetch.BlockStream;
import org.weft.shuffle.fetch.BlockTransport;
import org.weft.shuffle.fetch.FetchSettings;
import org.weft.shuffle.fetch.LocalTransport;
import org.weft.shuffle.fetch.ShuffleClient;
import org.weft.shuffle.file.BlockRequest;
import org.weft.shuffle.file.ShuffleFiles;
import org.weft.shuffle.file.StoredOutputs;
import org.weft.shuffle.read.ShuffleReader;
import org.weft.shuffle.read.ShuffleRequest;
import org.weft.shuffle.write.MapOutputTarget;
import org.weft.shuffle.write.MapOutputWriter;

/** A pool, a directory and a client that reads it directly; everything must be given back. */
public final class ShuffleFixture implements AutoCloseable {
  public static final ServerAddress HERE = new ServerAddress("here", 1);

  /** Retries at once. */
  public static final FetchSettings IMPATIENT =
      new FetchSettings(3, Duration.ofMillis(1), Duration.ofMillis(2), 4, 1 << 20, 1 << 16);

  public final Path directory;
  public final MemoryPool pool;
  public final MemoryScope scope;
  public final StoredOutputs stored;
  public final ShuffleClient client;

  private final Cleanup cleanup;

  private enum Cleanup {
    NONE,
    DIRECTORY
  }

  /** In a directory of its own, which goes with it. */
  public static ShuffleFixture temporary() {
    try {
      return new ShuffleFixture(Files.createTempDirectory("weft-shuffle"), Cleanup.DIRECTORY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ShuffleFixture(Path directory) {
    this(directory, Cleanup.NONE);
  }

  private ShuffleFixture(Path directory, Cleanup cleanup) {
    this.cleanup = cleanup;
    this.directory = directory;
    this.pool = new MemoryPool(512 << 20);
    this.scope = pool.scope("test");
    this.stored = new StoredOutputs(new ShuffleFiles(List.of(directory)));
    this.client =
        new ShuffleClient(
            new Unreachable(),
            Optional.of(new ShuffleClient.Own(HERE, new LocalTransport(stored))),
            IMPATIENT);
  }

  public MapOutputTarget target(int task, Compression compression) {
    return new MapOutputTarget("query_1", 3, task, 0, List.of(directory), compression);
  }

  public MapOutput write(
      MapOutputTarget target, StageOutput output, Schema schema, List<Batch> batches) {
    try (MapOutputWriter writer = new MapOutputWriter(target, output, List.of(), schema, scope)) {
      batches.forEach(writer::write);
      return writer.finish();
    }
  }

  public List<List<Object>> read(ShuffleRequest request) {
    return read(client, request);
  }

  public List<List<Object>> read(ShuffleClient from, ShuffleRequest request) {
    List<List<Object>> rows = new ArrayList<>();
    try (ShuffleReader reader = ShuffleReader.open(from, request, scope)) {
      while (reader.advance()) {
        rows.addAll(TestRows.read(reader.batch()));
      }
    }
    return rows;
  }

  public static List<MapOutputLocation> here(MapOutput... outputs) {
    return List.of(outputs).stream().map(out -> new MapOutputLocation(out, HERE)).toList();
  }

  @Override
  public void close() {
    client.close();
    scope.close();
    pool.close();
    if (cleanup == Cleanup.DIRECTORY) {
      deleteDirectory();
    }
  }

  private void deleteDirectory() {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No other server exists. */
  private static final class Unreachable implements BlockTransport {
    @Override
    public BlockStream open(ServerAddress server, BlockRequest request, MemoryScope scope) {
      throw new AssertionError("asked " + server);
    }

    @Override
    public void close() {}
  }
}
