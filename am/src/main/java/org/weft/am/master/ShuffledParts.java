package org.weft.am.master;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.exchange.MapOutputLocation;
import org.weft.shuffle.exchange.PartitionRange;
import org.weft.shuffle.fetch.FetchSettings;
import org.weft.shuffle.fetch.ShuffleClient;
import org.weft.shuffle.flight.FlightTransport;
import org.weft.shuffle.flight.TicketSigner;
import org.weft.shuffle.read.ShuffleReader;
import org.weft.shuffle.read.ShuffleRequest;

/**
 * Reads the parts of results from the workers that made them, like any other reader of a shuffle.
 */
final class ShuffledParts implements PartReader.Factory, AutoCloseable {
  private static final Duration FETCH_PATIENCE = Duration.ofSeconds(30);

  /** Several results may be read at once. */
  private static final int HELD_SHARE = 8;

  private final MemoryPool pool;
  private final ShuffleClient client;
  private final long mostHeldBytes;

  ShuffledParts(BufferAllocator allocator, byte[] secret, long poolBytes) {
    pool = new MemoryPool(poolBytes);
    mostHeldBytes = poolBytes / HELD_SHARE;
    client =
        new ShuffleClient(
            new FlightTransport(allocator, new TicketSigner(secret), FETCH_PATIENCE),
            Optional.empty(),
            FetchSettings.DEFAULT);
  }

  @Override
  public PartReader open(MapOutputLocation location, Schema schema) {
    int partitions = location.output().partitionRows().size();
    ShuffleRequest request =
        ShuffleRequest.listed(List.of(location), new PartitionRange(0, partitions), schema);
    MemoryScope scope = pool.scope("result of " + location.output().query());
    return new HeldPart(
        new Part(ShuffleReader.open(client, request, scope), scope),
        new HeldPart.Hold(schema, pool, mostHeldBytes));
  }

  @Override
  public void close() {
    client.close();
  }

  private record Part(ShuffleReader reader, MemoryScope scope) implements PartReader {
    @Override
    public boolean advance() {
      return reader.advance();
    }

    @Override
    public Batch batch() {
      return reader.batch();
    }

    @Override
    public void close() {
      reader.close();
      scope.close();
    }
  }
}
