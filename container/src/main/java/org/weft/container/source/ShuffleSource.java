package org.weft.container.source;

import java.util.concurrent.atomic.LongAdder;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.Cancellation;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.Source;
import org.weft.planner.memory.MemoryScope;
import org.weft.shuffle.fetch.ShuffleClient;
import org.weft.shuffle.read.ShuffleReader;
import org.weft.shuffle.read.ShuffleRequest;

/** What other tasks wrote, fetched while it is read; in the order the request names. */
public final class ShuffleSource implements Source {
  private final ShuffleClient client;
  private final ShuffleRequest request;
  private final ExecutionContext context;
  private final LongAdder fetchedBytes;

  /**
   * @param fetchedBytes the stored bytes that came are added to it
   */
  public ShuffleSource(
      ShuffleClient client,
      ShuffleRequest request,
      ExecutionContext context,
      LongAdder fetchedBytes) {
    this.client = client;
    this.request = request;
    this.context = context;
    this.fetchedBytes = fetchedBytes;
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public Source.Worker worker() {
    MemoryScope scope = context.pool().scope("shuffle read");
    ShuffleReader reader;
    try {
      reader = ShuffleReader.open(client, request, scope);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
    return new Worker(
        scope, reader, context.cancellation().whenCancelled(reader::cancel), fetchedBytes);
  }

  private record Worker(
      MemoryScope scope,
      ShuffleReader reader,
      Cancellation.Registration cancelling,
      LongAdder fetchedBytes)
      implements Source.Worker {
    @Override
    public boolean pump(BatchConsumer next) {
      while (next.wantsMore() && reader.advance()) {
        next.accept(reader.batch());
      }
      return false;
    }

    @Override
    public void close() {
      cancelling.close();
      fetchedBytes.add(reader.bytesFetched());
      reader.close();
      scope.close();
    }
  }
}
